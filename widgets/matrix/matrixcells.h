#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/marketmatrix.h"

#include <QString>
#include <optional>

namespace isobar {

/// The columns before the venues. The first two stand still while the others scroll.
enum class MatrixColumn { Asset, Aggregate, Spread, OpenInterest, Turnover, Count };
inline constexpr int MatrixFixedColumns = static_cast<int>(MatrixColumn::Count);
inline constexpr int MatrixFrozenColumns = 2;

/// "asset", "extreme" (size of the aggregate), "aggregate" (signed), "spread", "openInterest", "turnover": for
/// settings. The aggregate's column stands for "extreme".
QString matrixOrderKey(MatrixColumn column);
/// Title of a column; rates without their unit, which stands beside the table.
QString matrixTitle(MatrixColumn column);

/// 0..1: where a rate stands on the scale of colours, the same for all assets and times: asinh as the gauge, full at
/// 0.3 % per 8 h (PRODUCT 2.4).
double heatShare(double rate8h);

/// Text of a venue's cell: the rate in the unit, a dot where the venue lists the asset and tells no rate, nothing where
/// it does not list it.
QString matrixCellText(const MatrixCell *cell, RateUnit unit);
QString matrixRowText(const MatrixRow &row, MatrixColumn column, RateUnit unit);

/// Whether two rates have the same text in the unit; false also where that hangs on the last bit.
bool showsAlike(std::optional<double> a, std::optional<double> b, RateUnit unit);
/// Whether the two look different in the table.
bool looksDifferent(const MatrixCell *before, const MatrixCell *after, RateUnit unit);

} // namespace isobar
