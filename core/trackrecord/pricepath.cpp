#include "core/trackrecord/pricepath.h"

#include <algorithm>

namespace isobar {

void PricePath::add(const LevelBar &bar)
{
    if (bar.endMs() <= m_endMs)
        return;
    m_endMs = bar.endMs();
    if (bar.hasPrice)
        m_bars.push_back({bar.openMs, bar.endMs(), bar.low, bar.high, bar.close});
    while (!m_bars.empty() && m_bars.front().endMs <= m_endMs - KeptMs)
        m_bars.pop_front();
}

/// Until `take` says false.
template <class Take> void PricePath::each(TimeMs fromMs, TimeMs toMs, Take take) const
{
    auto bar = std::lower_bound(
        m_bars.begin(), m_bars.end(), fromMs, [](const Piece &piece, TimeMs time) { return piece.openMs < time; });
    for (; bar != m_bars.end() && bar->endMs <= toMs; ++bar) {
        if (!take(*bar))
            return;
    }
}

PricePath::Extremes PricePath::between(TimeMs fromMs, TimeMs toMs) const
{
    Extremes extremes;
    TimeMs knownMs = 0;
    each(fromMs, toMs, [&](const Piece &bar) {
        extremes.low = extremes.low > 0 ? std::min(extremes.low, bar.low) : bar.low;
        extremes.high = std::max(extremes.high, bar.high);
        knownMs += bar.endMs - bar.openMs;
        return true;
    });
    extremes.knownShare = toMs > fromMs ? static_cast<double>(knownMs) / static_cast<double>(toMs - fromMs) : 0;
    return extremes;
}

std::optional<TimeMs> PricePath::reachedMs(PositionSide side, double price, TimeMs fromMs, TimeMs toMs) const
{
    std::optional<TimeMs> reached;
    each(fromMs, toMs, [&](const Piece &bar) {
        if (side == PositionSide::Long ? bar.low <= price : bar.high >= price)
            reached = bar.endMs;
        return !reached;
    });
    return reached;
}

std::vector<PricePath::Crossing> PricePath::crossings(double low, double high, TimeMs fromMs, TimeMs toMs) const
{
    std::vector<Crossing> found;
    each(fromMs, toMs, [&](const Piece &bar) {
        if (bar.low <= high && bar.high >= low)
            found.push_back({bar.openMs, bar.endMs});
        return true;
    });
    return found;
}

} // namespace isobar
