#pragma once
#include "core/base/time.h"

#include <optional>
#include <vector>

namespace isobar {

/// [fromMs, toMs).
struct TimeSpan {
    TimeMs fromMs = 0, toMs = 0;
    bool operator==(const TimeSpan &) const = default;
};

/// A set of times: ranges that do not touch, ascending.
class TimeRanges {
public:
    void add(TimeSpan range);
    void add(const TimeRanges &others);
    void remove(TimeSpan range);
    /// What of `range` is not in the set.
    std::vector<TimeSpan> missing(TimeSpan range) const;
    /// Begin of the range that reaches to `timeMs` or beyond it; absent: none does.
    std::optional<TimeMs> beginOf(TimeMs timeMs) const;
    /// Each range cut to whole steps that lie within it.
    TimeRanges inWholeSteps(TimeMs stepMs) const;
    const std::vector<TimeSpan> &ranges() const { return m_ranges; }
    bool isEmpty() const { return m_ranges.empty(); }
    bool operator==(const TimeRanges &) const = default;

private:
    std::vector<TimeSpan> m_ranges;
};

} // namespace isobar
