#pragma once
#include "core/analytics/openinterest.h"
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"

#include <functional>
#include <vector>

namespace isobar {

/// Parameters of OI_EXTREME (MODEL 8.3); the levels are those of MODEL 2.
struct OpenInterestExtremeSettings {
    OpenInterestSettings levels;
    MachineTiming timing{1, 0, 10 * MinuteMs, 6 * HourMs};
};

struct OpenInterestExtremeInput : RuleMoment {
    OpenInterestLevel level; ///< on a constant set of venues, with its own hysteresis
    double coins = 0, mark = 0;
    std::function<std::vector<EventOpenInterest>()> venues;
};

/// OI_EXTREME of one asset.
class OpenInterestExtreme {
public:
    std::optional<Event> step(const OpenInterestExtremeInput &input, const OpenInterestExtremeSettings &settings = {});
    void resume(const Event &told) { m_life.resume(told); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_life); }

private:
    EventLife m_life;
};

/// Makes what follows from the event's inputs.
void derive(Event &event, OpenInterestPayload &payload);

} // namespace isobar
