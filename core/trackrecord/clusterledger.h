#pragma once
#include "core/trackrecord/pricepath.h"
#include "core/trackrecord/recordfacts.h"

#include <map>
#include <optional>
#include <set>

namespace isobar {

/// The cluster ledger (MODEL 9.3): each cluster when it is first seen and every four hours while it stands; when its
/// peak was touched, what was printed within 0.3 % of it in the bars that crossed; else that it went. One that went is
/// watched until the day of its touch probability is over.
class ClusterLedger {
public:
    void remember(const ClusterLine &line);
    void remember(const ClusterOutcome &outcome) { m_open.erase(outcome.cluster); }
    void step(const LineWriter &writer, const PricePath &path);

private:
    struct Open {
        ClusterLine first, last;
        std::optional<TimeMs> goneMs, touchedMs;
        bool isGoneBefore(TimeMs timeMs) const { return goneMs && *goneMs < timeMs; }
    };
    void look(const LineWriter &writer, bool isMark);
    /// Whether there is nothing more to wait for.
    bool judge(const LineWriter &writer, const PricePath &path, Open &open) const;

    std::map<std::uint64_t, Open> m_open; // by id
    std::set<std::uint64_t> m_finished; // judged, and still on the map
    TimeMs m_checkedMs = 0; // the path was looked at up to here
    ForecastMarks m_marks;
};

} // namespace isobar
