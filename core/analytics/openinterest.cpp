#include "core/analytics/openinterest.h"

#include "core/analytics/statistics.h"
#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t LongestGapHours = 24;
constexpr double JumpShare = 0.15;
constexpr TimeMs JumpWindow = 5 * MinuteMs;
constexpr TimeMs HoldAtMost = 15 * MinuteMs;
constexpr double ExplainingMove = 0.01;

/// Enter at one level, leave below both of the wider ones.
struct Levels {
    double rank = 0, rankLeave = 0, growth = 0, growthLeave = 0;
};
bool stands(std::optional<double> rank, std::optional<double> growth, bool before, const Levels &levels)
{
    if (before)
        return (rank && atLeast(*rank, levels.rankLeave)) || (growth && atLeast(*growth, levels.growthLeave));
    return (rank && atLeast(*rank, levels.rank)) || (growth && atLeast(*growth, levels.growth));
}

} // namespace

HourlyLevels splicedTotal(std::span<const HourlyLevels> venues)
{
    const std::size_t hours = venues.empty() ? 0 : venues.front().size();
    std::vector<double> level(hours, 0), growth(hours, 0); // growth[i]: from hour i - 1 to i, of those known at both
    std::vector<bool> isKnown(hours, false);
    for (const HourlyLevels &venue : venues) {
        std::optional<std::size_t> last;
        for (std::size_t i = 0; i < hours; ++i) {
            if (std::isnan(venue[i]))
                continue;
            isKnown[i] = true;
            level[i] += venue[i];
            if (last && i - *last <= LongestGapHours)
                growth[i] += venue[i] - venue[*last];
            last = i;
        }
    }
    HourlyLevels total(hours, NaN);
    const auto newest = std::find(isKnown.rbegin(), isKnown.rend(), true);
    if (newest == isKnown.rend())
        return total;
    auto i = static_cast<std::size_t>(isKnown.rend() - newest) - 1;
    total[i] = level[i];
    for (; i > 0; --i)
        total[i - 1] = total[i] - growth[i];
    // Before the first value of all there is nothing to tell.
    for (std::size_t k = 0; k < hours && !isKnown[k]; ++k)
        total[k] = NaN;
    return total;
}

OpenInterestLevel evaluateOpenInterest(std::span<const double> history, double now, const OpenInterestGrowth &growth,
    const OpenInterestLevel &previous, const OpenInterestSettings &settings)
{
    OpenInterestLevel result;
    static_cast<OpenInterestGrowth &>(result) = growth;
    const auto known = std::count_if(history.begin(), history.end(), [](double each) { return !std::isnan(each); });
    result.rankDays = static_cast<double>(known) / 24;
    if (atLeast(result.rankDays, settings.warmUpDays) && !std::isnan(now))
        result.rank = rankAmong(history, now);
    result.isHigh = stands(result.rank, result.change72h, previous.isHigh,
        {settings.highRank, settings.highRankLeave, settings.highGrowth, settings.highGrowthLeave});
    result.isExtreme = stands(result.rank, result.change24h, previous.isExtreme,
        {settings.extremeRank, settings.extremeRankLeave, settings.extremeGrowth, settings.extremeGrowthLeave});
    return result;
}

bool OpenInterestGate::isFeedError(double coins, const OpenInterestEvidence &evidence) const
{
    if (m_recent.empty())
        return false;
    const auto [lowest, highest] = std::minmax_element(
        m_recent.begin(), m_recent.end(), [](const Accepted &a, const Accepted &b) { return a.coins < b.coins; });
    if (above(coins, lowest->coins * (1 + JumpShare)))
        return !evidence.tradedBase || below(*evidence.tradedBase, coins - lowest->coins);
    if (below(coins, highest->coins * (1 - JumpShare)))
        return below(evidence.priceMove, ExplainingMove) && !evidence.liquidationsSeen;
    return false;
}

double OpenInterestGate::step(double coins, const OpenInterestEvidence &evidence, TimeMs marketMs)
{
    if (!m_holdingSinceMs)
        std::erase_if(m_recent, [&](const Accepted &each) { return marketMs - each.timeMs >= JumpWindow; });
    if (isFeedError(coins, evidence)) {
        m_holdingSinceMs = m_holdingSinceMs.value_or(marketMs);
        if (marketMs - *m_holdingSinceMs < HoldAtMost)
            return m_recent.back().coins;
        m_recent.clear();
    }
    m_holdingSinceMs.reset();
    m_recent.push_back({marketMs, coins});
    return coins;
}

} // namespace isobar
