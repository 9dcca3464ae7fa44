#pragma once
#include "core/market/observation.h"

#include <optional>
#include <string>

namespace isobar {

// What the local history holds, as plain rows. Prices, quantities and rates are as the venue counts them (1000PEPE
// stays 1000PEPE): the scale of a contract stands with the contract.

/// A bar of one or five minutes. Volumes in base units; absent where nobody told them (only the mark was seen, or the
/// venue does not split).
struct StoredBar {
    double open = 0, high = 0, low = 0, close = 0; ///< high and low hold the extremes of the mark too
    std::optional<double> baseVolume, takerBuyBase;
    bool operator==(const StoredBar &) const = default;
};

/// What became of one contract in one minute of market time.
struct StoredMinute {
    InstrumentId instrument;
    TimeMs minuteMs = 0; ///< its start
    std::optional<StoredBar> bar;
    std::optional<OpenInterest> openInterest; ///< the newest of the minute; `timeMs` is not kept
    std::optional<Funding> funding; ///< as known at its end, when anything of it came
    std::optional<double> premium = {}; ///< mark / index - 1, the newest of the minute
    bool operator==(const StoredMinute &) const = default;
};

/// A bar as the venue's history told it.
struct VenueBar {
    InstrumentId instrument;
    TimeMs openMs = 0, lengthMs = 0;
    StoredBar bar;
};

/// Open interest of the past, as the venue's history told it.
struct DatedInterest {
    InstrumentId instrument;
    TimeMs timeMs = 0;
    OpenInterest value;
};

struct StoredSettlement {
    InstrumentId instrument;
    Settlement value;
};

struct StoredLiquidation {
    InstrumentId instrument;
    Liquidation value;
};

struct StoredReach {
    InstrumentId instrument;
    HistoryReach value;
};

/// How an asset stood when a picture of it was taken.
struct StoredMoment {
    std::string asset;
    TimeMs timeMs = 0; ///< market time
    std::string origin; ///< of the data: "live", "demo", "replay"
    std::string bytes; ///< of whoever draws it
};

/// One line of a ledger: what the program foretold or scored, never changed again.
struct LedgerLine {
    std::string ledger;
    TimeMs timeMs = 0; ///< market time
    std::string line; ///< one JSON object, without a line break
    bool operator==(const LedgerLine &) const = default;
};

} // namespace isobar
