#pragma once
#include "core/base/time.h"

#include <optional>
#include <span>
#include <vector>

namespace isobar {

// Everything here is in coins: open interest in USD moves with the price (MODEL 2).

/// Open interest of one contract or venue on a common hourly grid, oldest first; NaN where unknown.
using HourlyLevels = std::vector<double>;

/// The total on a constant set of venues: the newest value is the sum of what is known then, and each step back takes
/// only the growth of venues known at both ends of it. So a venue that joined is added to the whole history before it,
/// one that left is taken from it, and neither counts as growth. A gap of up to 24 h is an outage: what grew across it
/// counts at its end. All series have equal length. NaN before the first and after the last hour with any value.
/// O(hours x venues).
HourlyLevels splicedTotal(std::span<const HourlyLevels> venues);

/// Parameters of MODEL 2.
struct OpenInterestSettings {
    double highRank = 0.90, highRankLeave = 0.85, highGrowth = 0.05, highGrowthLeave = 0.03; ///< growth in 72 h
    double extremeRank = 0.97, extremeRankLeave = 0.94, extremeGrowth = 0.10, extremeGrowthLeave = 0.07; ///< in 24 h
    double warmUpDays = 14;
};

/// Growth of the total up to now, as fractions, each over the contracts that are known at both ends; absent: at
/// neither.
struct OpenInterestGrowth {
    std::optional<double> change1h, change4h, change24h, change72h;
};

/// How high open interest stands. Previous answer in, so that the wider exit bands hold.
struct OpenInterestLevel : OpenInterestGrowth {
    std::optional<double> rank; ///< pct: 0..1 among the hourly samples; absent below 14 d
    double rankDays = 0; ///< "rank of N d"
    bool isHigh = false, isExtreme = false;
};

/// `history`: splicedTotal() of up to 90 d, its last entry the running hour; `now`: the total at this moment on the
/// same set. Growth is judged before the rank is warm; it is measured apart, since hours are too coarse for it.
OpenInterestLevel evaluateOpenInterest(std::span<const double> history, double now, const OpenInterestGrowth &growth,
    const OpenInterestLevel &previous = {}, const OpenInterestSettings &settings = {});

/// What else happened in the last 5 min on the contract (or its asset).
struct OpenInterestEvidence {
    std::optional<double> tradedBase; ///< absent: not known, so no rise is explained
    double priceMove = 0; ///< |ln(p / p 5 min ago)|
    bool liquidationsSeen = false;
};

/// Holds back jumps that are a fault of the feed: a rise of > 15 % in < 5 min that was not traded, a fall of > 15 %
/// without a move of 1 % and without liquidations. Held for 15 min at most, then it is believed. One per contract;
/// market time.
class OpenInterestGate {
public:
    /// Takes a value in coins and returns the one to use.
    double step(double coins, const OpenInterestEvidence &evidence, TimeMs marketMs);
    bool isHolding() const { return m_holdingSinceMs.has_value(); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_recent, self.m_holdingSinceMs);
    }

private:
    struct Accepted {
        TimeMs timeMs = 0;
        double coins = 0;
    };
    bool isFeedError(double coins, const OpenInterestEvidence &evidence) const;

    std::vector<Accepted> m_recent; // of the last 5 min, oldest first; while holding they stay, to judge by
    std::optional<TimeMs> m_holdingSinceMs;
};

} // namespace isobar
