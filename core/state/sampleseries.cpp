#include "core/state/sampleseries.h"

#include <algorithm>

namespace isobar {

SampleSeries::SampleSeries(TimeMs bucketMs, TimeMs keepMs) : m_bucketMs(bucketMs), m_keepMs(keepMs) { }

void SampleSeries::put(TimeMs timeMs, double value)
{
    const TimeMs bucket = floorTo(timeMs, m_bucketMs);
    if (!m_samples.empty() && timeMs < m_samples.back().timeMs - m_keepMs)
        return;
    const auto place = std::lower_bound(m_samples.begin(), m_samples.end(), bucket,
        [](const Sample &sample, TimeMs time) { return sample.timeMs < time; });
    const bool sameBucket = place != m_samples.end() && floorTo(place->timeMs, m_bucketMs) == bucket;
    if (sameBucket) {
        if (timeMs >= place->timeMs) {
            if (place + 1 != m_samples.end() && place->value != value)
                ++m_historyVersion;
            *place = {timeMs, value};
        }
        return;
    }
    m_samples.insert(place, {timeMs, value});
    ++m_historyVersion;
    // Forget in large steps: erasing one sample a bucket would move the whole vector each time.
    const TimeMs oldest = m_samples.back().timeMs - m_keepMs;
    if (m_samples.front().timeMs < oldest - m_keepMs / 16) {
        m_samples.erase(m_samples.begin(),
            std::lower_bound(m_samples.begin(), m_samples.end(), oldest,
                [](const Sample &sample, TimeMs time) { return sample.timeMs < time; }));
    }
}

std::optional<Sample> SampleSeries::at(TimeMs timeMs, TimeMs toleranceMs) const
{
    const auto after = std::upper_bound(m_samples.begin(), m_samples.end(), timeMs,
        [](TimeMs time, const Sample &sample) { return time < sample.timeMs; });
    if (after == m_samples.begin() || (after - 1)->timeMs < timeMs - toleranceMs)
        return std::nullopt;
    return *(after - 1);
}

} // namespace isobar
