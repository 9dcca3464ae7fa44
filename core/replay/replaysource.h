#pragma once
#include "core/base/time.h"

#include <optional>
#include <string>
#include <utility>

namespace isobar {

/// Something recorded that can be played: a recording of frames or a journal. Times are recorded transport times.
class ReplaySource {
public:
    virtual ~ReplaySource() = default;
    /// Time of what comes next; none at the end.
    virtual std::optional<TimeMs> nextMs() = 0;
    /// Hands on what comes next; does nothing at the end.
    virtual void deliver() = 0;
    /// Makes `nextMs` be as if played up to `timeMs`. When that cannot be done by playing on, the source tells its
    /// consumer to forget all it knows and begins again early enough for its state to be right at `timeMs`: what lies
    /// before is then delivered first.
    virtual void seek(TimeMs timeMs) = 0;
    /// Earliest and latest time; none when it holds nothing.
    virtual std::optional<std::pair<TimeMs, TimeMs>> span() = 0;
    /// What was not as written (a torn tail, a gap), in a sentence; empty when all was well so far.
    virtual std::string report() const = 0;
};

} // namespace isobar
