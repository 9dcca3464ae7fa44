#pragma once
#include "core/snapshot/snapshot.h"
#include "widgets/funding/fundingcolumns.h"

#include <QString>

namespace isobar {

enum class FundingRowKind { Venue, Contract, Aggregate };

/// One line of the table as plain values: a venue, a contract, or the aggregate.
struct FundingRow : FundingCells {
    FundingRowKind kind = FundingRowKind::Venue;
    std::string venue; ///< venue id; empty for the aggregate
    InstrumentId instrument; ///< contracts only
    QString name, symbol, longName;
    std::optional<double> rate, predicted, lastSettled, intervalHours; ///< rates: fraction per interval
    std::optional<TimeMs> nextFundingMs; ///< market time
    bool continuous = false, settling = false, held = false, elevated = false;
    int contracts = 0; ///< venues only
    int venuesValid = 0, venuesTotal = 0; ///< the aggregate only
    double coverage = 0; ///< the aggregate only
    bool operator==(const FundingRow &) const = default;
};

/// A venue's row: cells of the venue, print of its largest contract.
FundingRow fundingRow(const VenueRow &venue);
FundingRow fundingRow(const ContractRow &contract, const VenueRow &venue);
/// The last row: the headline aggregate, by turnover or by open interest.
FundingRow fundingRow(const AssetSnapshot &asset, bool byOpenInterest);

/// What the text of a cell depends on besides its row.
struct FundingContext {
    RateUnit unit = RateUnit::Per8h;
    TimeMs marketMs = 0, transportMs = 0; ///< now, on the two clocks
};

/// The value that a column sorts by; absent values sort last. Text columns have none.
std::optional<double> fundingValue(const FundingRow &row, FundingColumn column);
/// The text of a cell; an absent value is a dash, nothing where a column does not apply to the kind of row.
QString fundingText(const FundingRow &row, FundingColumn column, const FundingContext &context);
/// Whether the text changes with time alone.
bool changesWithTime(FundingColumn column);

/// "stale", "thin", ... in the user's language; empty for None.
QString exclusionText(Exclusion reason);
/// "live", "mute", ... in the user's language.
QString healthText(HealthState state);

} // namespace isobar
