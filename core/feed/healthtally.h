#pragma once
#include "core/base/time.h"
#include "core/market/instrument.h"

#include <array>
#include <optional>

namespace isobar {

/// Rate of a count over the last 10 s. Pure: transport time is an argument.
class SecondRate {
public:
    void count(TimeMs nowMs, unsigned number = 1);
    /// Per second, over the ten full or begun seconds that end now.
    double perSecond(TimeMs nowMs) const;

private:
    static constexpr std::size_t seconds = 10;
    struct Bucket {
        TimeMs second = -1;
        unsigned number = 0;
    };
    std::array<Bucket, seconds> m_buckets;
};

/// How far a venue's clock is ahead of ours: the largest difference of stamp and receipt in the last half to whole
/// minute, because the way takes time and never less than none. Pure.
class ClockOffset {
public:
    /// A frame that the venue stamped `venueMs` was received at our `localMs`.
    void saw(TimeMs venueMs, TimeMs localMs);
    /// Milliseconds, short of the real offset by the fastest way; none before the first stamp.
    std::optional<double> offsetMs() const;

private:
    std::optional<TimeMs> m_best, m_previousBest;
    TimeMs m_bucketMs = 0;
};

} // namespace isobar
