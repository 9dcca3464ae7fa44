#include "core/base/timeranges.h"

#include <algorithm>

namespace isobar {

void TimeRanges::add(TimeSpan range)
{
    if (range.fromMs >= range.toMs)
        return;
    // Those that touch it become part of it.
    const auto first = std::lower_bound(m_ranges.begin(), m_ranges.end(), range.fromMs,
        [](const TimeSpan &each, TimeMs time) { return each.toMs < time; });
    auto last = first;
    for (; last != m_ranges.end() && last->fromMs <= range.toMs; ++last) {
        range.fromMs = std::min(range.fromMs, last->fromMs);
        range.toMs = std::max(range.toMs, last->toMs);
    }
    m_ranges.insert(m_ranges.erase(first, last), range);
}

void TimeRanges::add(const TimeRanges &others)
{
    for (const TimeSpan &each : others.m_ranges)
        add(each);
}

void TimeRanges::remove(TimeSpan range)
{
    if (range.fromMs >= range.toMs)
        return;
    std::vector<TimeSpan> left;
    for (const TimeSpan &each : m_ranges) {
        const TimeSpan before{each.fromMs, std::min(each.toMs, range.fromMs)};
        const TimeSpan after{std::max(each.fromMs, range.toMs), each.toMs};
        for (const TimeSpan &part : {before, after}) {
            if (part.fromMs < part.toMs)
                left.push_back(part);
        }
    }
    m_ranges = std::move(left);
}

std::vector<TimeSpan> TimeRanges::missing(TimeSpan range) const
{
    std::vector<TimeSpan> found;
    for (const TimeSpan &each : m_ranges) {
        if (each.toMs <= range.fromMs)
            continue;
        if (each.fromMs >= range.toMs)
            break;
        if (range.fromMs < each.fromMs)
            found.push_back({range.fromMs, each.fromMs});
        range.fromMs = each.toMs;
    }
    if (range.fromMs < range.toMs)
        found.push_back(range);
    return found;
}

std::optional<TimeMs> TimeRanges::beginOf(TimeMs timeMs) const
{
    const auto found =
        std::find_if(m_ranges.begin(), m_ranges.end(), [timeMs](const TimeSpan &each) { return each.toMs >= timeMs; });
    return found == m_ranges.end() ? std::nullopt : std::optional(found->fromMs);
}

TimeRanges TimeRanges::inWholeSteps(TimeMs stepMs) const
{
    TimeRanges whole;
    for (const TimeSpan &each : m_ranges)
        whole.add({floorTo(each.fromMs + stepMs - 1, stepMs), floorTo(each.toMs, stepMs)});
    return whole;
}

} // namespace isobar
