#pragma once
#include "core/snapshot/awayreport.h"

#include <optional>

namespace isobar {

/// Notices that nobody looked for a while, and makes the report of what happened meanwhile: the program was off, the
/// machine slept, or the window was hidden. Pure: time comes with the snapshots.
class AwayWatch {
public:
    /// What the run before saw last.
    void remembered(const Seen &seen);
    /// Each snapshot; `isWatched`: the window can be seen. The report, once the market is known again.
    std::optional<AwayReport> take(const Snapshot &snapshot, bool isWatched);
    /// An event was told.
    void eventTold() { ++m_events; }

private:
    struct Absence {
        Seen before;
        TimeMs blindMs = 0;
    };
    void noteSleep(const Snapshot &snapshot);
    void noteHidden(const Snapshot &snapshot, bool isWatched);
    std::optional<AwayReport> back(const Snapshot &snapshot);

    Seen m_remembered;
    std::optional<Absence> m_absence; // to be told
    Seen m_seen; // last, while it was watched
    Seen m_newest;
    int m_events = 0; // since m_seen
    TimeMs m_firstTransportMs = 0, m_transportMs = 0, m_backTransportMs = 0;
};

} // namespace isobar
