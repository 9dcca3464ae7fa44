#include "core/feed/healthtally.h"

#include <algorithm>

namespace isobar {

void SecondRate::count(TimeMs nowMs, unsigned number)
{
    const TimeMs second = floorTo(nowMs, SecondMs) / SecondMs;
    Bucket &bucket = m_buckets[static_cast<std::size_t>(second) % seconds];
    if (bucket.second != second)
        bucket = {second, 0};
    bucket.number += number;
}

double SecondRate::perSecond(TimeMs nowMs) const
{
    const TimeMs second = floorTo(nowMs, SecondMs) / SecondMs;
    unsigned sum = 0;
    for (const Bucket &bucket : m_buckets)
        sum += bucket.second >= 0 && second - bucket.second < static_cast<TimeMs>(seconds) ? bucket.number : 0;
    return static_cast<double>(sum) / static_cast<double>(seconds);
}

void ClockOffset::saw(TimeMs venueMs, TimeMs localMs)
{
    const TimeMs bucket = floorTo(localMs, 30 * SecondMs);
    if (bucket != m_bucketMs) {
        m_previousBest = m_best;
        m_best.reset();
        m_bucketMs = bucket;
    }
    m_best = std::max(m_best.value_or(venueMs - localMs), venueMs - localMs);
}

std::optional<double> ClockOffset::offsetMs() const
{
    if (!m_best && !m_previousBest)
        return std::nullopt;
    const TimeMs any = m_best ? *m_best : *m_previousBest;
    return static_cast<double>(std::max(any, m_previousBest.value_or(any)));
}

} // namespace isobar
