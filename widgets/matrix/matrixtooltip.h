#pragma once
#include "widgets/matrix/matrixcells.h"

namespace isobar {

/// The numbers of a cell with their ages, and why it looks as it does; `cell` null: not listed.
QString matrixCellToolTip(
    const MarketMatrix &matrix, const MatrixRow &row, const MatrixVenue &venue, const MatrixCell *cell, RateUnit unit);
QString matrixRowToolTip(const MatrixRow &row, RateUnit unit);
QString matrixVenueToolTip(const MatrixVenue &venue);
QString matrixColumnToolTip(MatrixColumn column);

} // namespace isobar
