#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/marketmatrix.h"

#include <QString>
#include <optional>

namespace isobar {

enum class SpreadColumn {
    Asset,
    Long,
    LongRate,
    Short,
    ShortRate,
    PerDay,
    Costs,
    Basis,
    Net,
    BreakEven,
    OpenInterest,
    Standing,
    Count
};
inline constexpr int SpreadColumnCount = static_cast<int>(SpreadColumn::Count);

/// What the texts of a row depend on beside the row.
struct SpreadContext {
    MarketMatrixPtr matrix; ///< names of the venues, horizon, market time; null: no rows
    RateUnit unit = RateUnit::Per8h;
    const MatrixVenue &venue(std::uint32_t number) const { return matrix->venues[number]; }
};

bool isTextColumn(SpreadColumn column);
QString spreadTitle(SpreadColumn column, double horizonHours);
QString spreadHint(SpreadColumn column, double horizonHours);
/// A text as wide as any in the column.
QString spreadSample(SpreadColumn column, RateUnit unit);
QString spreadText(const SpreadRow &row, SpreadColumn column, const SpreadContext &context);
/// The number behind the text; absent in text columns and where it is not known.
std::optional<double> spreadValue(const SpreadRow &row, SpreadColumn column, const SpreadContext &context);
/// "8 h", "3 d".
QString horizonText(double hours);

} // namespace isobar
