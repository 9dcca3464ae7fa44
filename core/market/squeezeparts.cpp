#include "core/market/squeezeparts.h"

#include <algorithm>
#include <cmath>

namespace isobar {

std::optional<double> SqueezeParts::Funding::ratio(PositionSide crowd) const
{
    if (!rate8h || baseline8h <= 0)
        return std::nullopt;
    const bool isCrowdPaying = crowd == PositionSide::Long ? *rate8h > 0 : *rate8h < 0;
    return isCrowdPaying ? std::optional(std::abs(*rate8h) / baseline8h) : std::nullopt;
}

TimeMs SqueezeParts::sinceMs() const
{
    TimeMs since = 0;
    if (funding.isPresent)
        since = std::max(since, funding.sinceMs);
    if (openInterest.isPresent)
        since = std::max(since, openInterest.sinceMs);
    if (cluster.isPresent)
        since = std::max(since, cluster.sinceMs);
    return since;
}

const SqueezeParts &leadingSqueeze(const SqueezeParts &longs, const SqueezeParts &shorts, Crowd crowd)
{
    if (longs.funding.isPresent != shorts.funding.isPresent)
        return longs.funding.isPresent ? longs : shorts;
    if (crowd != Crowd::None)
        return crowd == Crowd::Long ? longs : shorts;
    if (longs.steps() != shorts.steps())
        return longs.steps() > shorts.steps() ? longs : shorts;
    return longs.funding.rate8h.value_or(0) < 0 ? shorts : longs;
}

bool isAheadInSqueeze(const SqueezeParts &a, const SqueezeParts &b)
{
    if (a.steps() != b.steps())
        return a.steps() > b.steps();
    return a.sinceMs() < b.sinceMs();
}

} // namespace isobar
