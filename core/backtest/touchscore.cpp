#include "core/backtest/touchscore.h"

#include "core/analytics/levels/rangevolatility.h"
#include "core/backtest/probabilitytally.h"
#include "core/levelgrid/touch.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr std::array Distances{0.005, 0.01, 0.02, 0.03, 0.05, 0.08};
constexpr TimeMs EveryMs = 4 * HourMs;

/// What was said of a horizon and what came; the groups are the distances.
struct Ledger {
    int horizonHours;
    ProbabilityTally tally{};
    TouchScore score() const
    {
        return {horizonHours, tally.cases(), tally.skillOverRate(), tally.skillOverGroups(), tally.calibrationError()};
    }
};

struct Reach {
    double low = 0, high = 0;
};

/// The extremes of the hours after `hour`; none when some of them are missing at the end of the file.
Reach reachAfter(const HourlyHistory &history, std::size_t hour, int hours)
{
    Reach reach;
    if (hour + static_cast<std::size_t>(hours) >= history.size())
        return reach;
    for (std::size_t i = hour + 1; i <= hour + static_cast<std::size_t>(hours); ++i) {
        for (const LevelBar &bar : history.bars(i)) {
            if (!bar.hasPrice)
                continue;
            reach.low = reach.low > 0 ? std::min(reach.low, bar.low) : bar.low;
            reach.high = std::max(reach.high, bar.high);
        }
    }
    return reach;
}

} // namespace

std::vector<TouchScore> scoreTouch(const HourlyHistory &history, TimeMs fromMs)
{
    RangeVolatility volatility;
    std::array ledgers{Ledger{4}, Ledger{24}};
    for (std::size_t hour = 0; hour < history.size(); ++hour) {
        double close = 0;
        for (const LevelBar &bar : history.bars(hour)) {
            if (!bar.hasPrice)
                continue;
            volatility.add(bar.openMs, bar.high, bar.low, bar.close);
            close = bar.close;
        }
        const TimeMs endMs = history.bars(hour).back().endMs();
        const Volatility now = volatility.now();
        if (close <= 0 || endMs < fromMs || endMs % EveryMs != 0 || !now.isWarm)
            continue;
        for (Ledger &ledger : ledgers) {
            const Reach reach = reachAfter(history, hour, ledger.horizonHours);
            if (reach.low <= 0)
                continue;
            for (std::size_t d = 0; d < Distances.size(); ++d) {
                const auto group = static_cast<int>(d);
                const double p = touchProbability(Distances[d], now.over(ledger.horizonHours));
                ledger.tally.add(group, p, std::log(close / reach.low) >= Distances[d]);
                ledger.tally.add(group, p, std::log(reach.high / close) >= Distances[d]);
            }
        }
    }
    return {ledgers[0].score(), ledgers[1].score()};
}

} // namespace isobar
