#pragma once
#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// What was last seen of an asset.
struct SeenAsset {
    std::string asset;
    std::optional<double> price, rate8h, openInterestCoins; ///< aggregate rate per 8 h, fraction
    Regime regime = Regime::Unknown;
    bool operator==(const SeenAsset &) const = default;
};

/// What was last seen of the market, to be compared with what is there when somebody looks again.
struct Seen {
    TimeMs marketMs = 0; ///< 0: nothing
    std::vector<SeenAsset> assets;
    bool operator==(const Seen &) const = default;
};

/// One asset over an absence.
struct AwayAsset {
    SeenAsset before, now;
    int flips = 0; ///< how often the aggregate changed its sign, hour by hour
    double liquidatedLongUsd = 0, liquidatedShortUsd = 0; ///< printed in that time: lower bounds
    bool operator==(const AwayAsset &) const = default;
};

/// What happened while nobody looked.
struct AwayReport {
    TimeMs fromMs = 0, toMs = 0; ///< market time
    /// Of it, the time in which nothing was heard: the program was off, or the machine slept. Bars, open interest and
    /// funding of it were asked for where venues keep them, liquidations are not known.
    TimeMs blindMs = 0;
    int events = 0; ///< told in that time
    int venuesWithBars = 0, venues = 0; ///< of the first asset: that keep bars of the past, and all
    std::vector<AwayAsset> assets;
    bool operator==(const AwayReport &) const = default;
};

Seen seenOf(const Snapshot &snapshot);
AwayReport awayReport(const Seen &before, const Snapshot &now, TimeMs blindMs, int events);

/// One line of JSON, and back; what cannot be read is nothing seen.
std::string seenToJson(const Seen &seen);
Seen seenFromJson(const std::string &text);

} // namespace isobar
