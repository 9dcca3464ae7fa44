#include "core/backtest/touchscore.h"

#include "core/analytics/levels/rangevolatility.h"
#include "core/levelgrid/touch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr std::array Distances{0.005, 0.01, 0.02, 0.03, 0.05, 0.08};
constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
constexpr TimeMs EveryMs = 4 * HourMs;

/// What was said of a horizon and what came.
class Ledger {
public:
    explicit Ledger(int horizonHours) : m_horizonHours(horizonHours) { }

    void add(std::size_t distance, double probability, bool isTouched)
    {
        const double hit = isTouched ? 1 : 0;
        m_brier += (probability - hit) * (probability - hit);
        m_count[distance] += 1;
        m_hits[distance] += hit;
        const auto bin = static_cast<std::size_t>(std::clamp(probability * Bins, 0.0, Bins - 1.0));
        m_binCount[bin] += 1;
        m_binSaid[bin] += probability;
        m_binHits[bin] += hit;
    }
    TouchScore score() const
    {
        TouchScore score;
        score.horizonHours = m_horizonHours;
        double all = 0, hits = 0, ofDistances = 0, error = 0;
        for (std::size_t d = 0; d < Distances.size(); ++d) {
            all += m_count[d];
            hits += m_hits[d];
            ofDistances += m_count[d] > 0 ? m_hits[d] * (1 - m_hits[d] / m_count[d]) : 0;
        }
        for (std::size_t bin = 0; bin < Bins; ++bin)
            error += std::abs(m_binSaid[bin] - m_binHits[bin]);
        score.n = static_cast<int>(all);
        const double ofAll = all > 0 ? hits * (1 - hits / all) : 0;
        score.brierSkill = ofAll > 0 ? 1 - m_brier / ofAll : Unknown;
        score.skillByDistance = ofDistances > 0 ? 1 - m_brier / ofDistances : Unknown;
        score.calibrationError = all > 0 ? error / all : Unknown;
        return score;
    }
    int horizonHours() const { return m_horizonHours; }

private:
    static constexpr int Bins = 10;
    int m_horizonHours;
    double m_brier = 0;
    std::array<double, Distances.size()> m_count{}, m_hits{};
    std::array<double, Bins> m_binCount{}, m_binSaid{}, m_binHits{};
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
    std::array ledgers{Ledger(4), Ledger(24)};
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
            const Reach reach = reachAfter(history, hour, ledger.horizonHours());
            if (reach.low <= 0)
                continue;
            for (std::size_t d = 0; d < Distances.size(); ++d) {
                const double p = touchProbability(Distances[d], now.over(ledger.horizonHours()));
                ledger.add(d, p, std::log(close / reach.low) >= Distances[d]);
                ledger.add(d, p, std::log(reach.high / close) >= Distances[d]);
            }
        }
    }
    return {ledgers[0].score(), ledgers[1].score()};
}

} // namespace isobar
