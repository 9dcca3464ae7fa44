#pragma once
#include "widgets/matrix/matrixmodel.h"

#include <QList>

namespace isobar {

/// What stands in the rows, as shown, with a line of titles.
QString matrixTsv(const MatrixModel &model, const QList<int> &rows);
/// All rows and venues with exact values: rates per 8 h as fractions, stale and left-out ones empty.
QString matrixCsv(const MatrixModel &model);

} // namespace isobar
