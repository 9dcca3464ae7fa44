#pragma once
#include "core/base/time.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace isobar {

/// One value and the market time it held at.
struct Sample {
    TimeMs timeMs = 0;
    double value = 0;
    bool operator==(const Sample &) const = default;
};

/// At most one sample per bucket of `bucketMs` (the latest within it), ascending, of the last `keepMs`. Live values
/// arrive at the end; history may be put in anywhere. Cheap near both ends, so also for history that comes newest
/// first.
class SampleSeries {
public:
    SampleSeries(TimeMs bucketMs, TimeMs keepMs);

    void put(TimeMs timeMs, double value);
    /// The newest sample not after `timeMs` and not older than `toleranceMs` before it.
    std::optional<Sample> at(TimeMs timeMs, TimeMs toleranceMs) const;
    const std::deque<Sample> &samples() const { return m_samples; }
    /// Grows with every change that is not the update of the newest bucket: consumers rebuild what they derived from
    /// history.
    std::uint64_t historyVersion() const { return m_historyVersion; }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_samples, self.m_historyVersion);
    }

private:
    TimeMs m_bucketMs, m_keepMs;
    std::deque<Sample> m_samples;
    std::uint64_t m_historyVersion = 0;
};

} // namespace isobar
