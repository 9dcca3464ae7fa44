#pragma once
#include "core/base/time.h"
#include "core/market/event.h"
#include "core/market/judgement.h"

#include <optional>

namespace isobar {

/// What stands of a structural squeeze of one crowd, and how far off the rest is (MODEL 8.3). Times are market time, 0
/// where a part is missing; rates are fractions per 8 h.
struct SqueezeParts {
    /// An extreme of the crowd's funding, or a young systemic flip to it.
    struct Funding {
        bool isPresent = false;
        EventType from = EventType::FundingExtreme; ///< or FundingFlip: what makes the ingredient
        TimeMs sinceMs = 0;
        std::optional<double> rate8h; ///< F, of whichever side pays
        double baseline8h = 0; ///< of the crowd's side
        double neededRatio = 2; ///< from which on it is extreme
        bool isAftermath = false; ///< an extreme that does not count: the discount after forced selling, or the premium
        bool operator==(const Funding &) const = default;
        /// |F| in units of the crowd's baseline; absent while the other side pays.
        std::optional<double> ratio(PositionSide crowd) const;
    };
    struct OpenInterest {
        bool isPresent = false; ///< high
        TimeMs sinceMs = 0;
        std::optional<double> rank; ///< 0..1 among the hours of `rankDays`
        double rankDays = 0;
        std::optional<double> change72h;
        double neededRank = 0.90, neededChange72h = 0.05; ///< either makes it high
        bool operator==(const OpenInterest &) const = default;
    };
    /// The loaded cluster in the crowd's way out; while there is none, the nearest of its side.
    struct Cluster {
        bool isPresent = false, isArmed = false;
        TimeMs sinceMs = 0; ///< since when one is loaded
        double peak = 0; ///< price; 0: no cluster at all
        double distance = 0; ///< |ln(peak / price)|
        double printsUsd = 0, oiClosedUsd = 0; ///< both modelled
        std::optional<double> loadRank;
        double touch4h = 0, touch24h = 0;
        double neededRank = 0.90, neededTouch24h = 0.35; ///< both make it loaded (MODEL 5)
        bool operator==(const Cluster &) const = default;
    };

    PositionSide crowd = PositionSide::Long;
    Funding funding;
    OpenInterest openInterest;
    Cluster cluster;
    bool isCascading = false; ///< liquidations of the crowd run: it is happening
    bool operator==(const SqueezeParts &) const = default;

    static constexpr int Steps = 3;
    int steps() const { return funding.isPresent + openInterest.isPresent + cluster.isPresent; }
    /// Since when as many steps stand as now: when the youngest of them began; 0 while none does.
    TimeMs sinceMs() const;
};

/// Which of the two crowds of an asset is looked at: the one with the funding ingredient, else the one that pays more
/// than is neutral (`crowd`), else the one with more steps, else the one that pays.
const SqueezeParts &leadingSqueeze(const SqueezeParts &longs, const SqueezeParts &shorts, Crowd crowd);

/// Order of the monitor: more steps first, then those that stand longer.
bool isAheadInSqueeze(const SqueezeParts &a, const SqueezeParts &b);

} // namespace isobar
