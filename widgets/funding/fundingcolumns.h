#pragma once
#include "core/settings/settings.h"

#include <QString>
#include <array>

namespace isobar {

/// The columns of the funding table in the order of PRODUCT 2.3.
enum class FundingColumn {
    Venue,
    Contract,
    Rate,
    Interval,
    Per8h,
    Mean8h,
    Apr,
    Predicted,
    LastSettled,
    Realised24h,
    Realised7d,
    Realised30d,
    Countdown,
    Mark,
    Index,
    Premium,
    OpenInterest,
    OpenInterest1h,
    OpenInterest24h,
    Turnover,
    Weight,
    Deviation,
    Sparkline,
    Age,
    Reason,
    Count
};
inline constexpr int FundingColumnCount = static_cast<int>(FundingColumn::Count);

/// Heading in the user's language; the unit columns name `unit`.
QString fundingColumnTitle(FundingColumn column, RateUnit unit);
/// What the column means and how it is computed.
QString fundingColumnHint(FundingColumn column);
/// Name in exported files: "rate", "rate_8h", ...
QString fundingColumnKey(FundingColumn column);
/// The widest usual text, from which the width at start is measured.
QString fundingColumnSample(FundingColumn column, RateUnit unit);
/// The order at start: what a narrow panel must show comes first.
const std::array<FundingColumn, FundingColumnCount> &fundingDefaultOrder();
/// Shown when the user has chosen nothing yet.
bool fundingColumnByDefault(FundingColumn column);
/// Text columns stand left, numbers right.
bool isTextColumn(FundingColumn column);

} // namespace isobar
