#pragma once
#include "core/events/eventid.h"
#include "core/events/machine.h"
#include "core/market/event.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace isobar {

/// A machine with the event that it tells of. Plain data: it is saved with the rest of the engine's state.
struct EventLife {
    EventMachine machine;
    Event event; ///< as last told

    bool isActive() const { return machine.phase == MachinePhase::Active; }
    /// Goes on with an event of before the start, as last told: it is not told anew, and what is over cools down. False
    /// when this life knows as much already.
    bool resume(const Event &told)
    {
        if (event.id != 0 && event.timeMs >= told.timeMs) {
            machine.isResumed = isActive(); // read back from a checkpoint: it was not judged in this run either
            return false;
        }
        event = told;
        const bool isOver = told.state == EventState::Cleared || isMomentary(told.type);
        machine.resume(isOver ? MachinePhase::Cooling : MachinePhase::Active, told);
        return true;
    }

    /// One evaluation. `grew`: an active event has news and is told again. `describe()` gives the event as it stands
    /// now: type, priority, asset, side, scope, subject, data health and payload; it is called only when there is
    /// something to tell. The rest, and the id, come from the entry.
    template <class Describe>
    std::optional<Event> step(
        const MachineInput &input, const MachineTiming &timing, bool grew, const Describe &describe)
    {
        const bool wasActive = isActive();
        switch (machine.step(input, timing)) {
        case MachineStep::Entered:
            event = {}; // what is described is a new one
            event = describe();
            event.state = EventState::Entered;
            event.timeMs = event.enteredMs = input.marketMs;
            event.heldAtStart = machine.heldAtStart;
            event.fired = 1;
            event.id = eventId(event);
            if (isMomentary(event.type))
                machine.cool(input.marketMs); // it is over with the telling
            return event;
        case MachineStep::Exited:
            return tell(EventState::Cleared, input.marketMs, describe());
        case MachineStep::None:
            break;
        }
        if (!wasActive || input.isFrozen || !grew)
            return std::nullopt;
        return tell(EventState::Updated, input.marketMs, describe());
    }

private:
    const Event &tell(EventState state, TimeMs marketMs, Event now)
    {
        if (state == EventState::Updated)
            machine.priority = std::min(machine.priority, now.priority);
        else
            now.priority =
                std::min(machine.priority, now.priority); // the highest that it had is what the cool-down asks
        now.state = state;
        now.timeMs = marketMs;
        now.enteredMs = event.enteredMs;
        now.heldAtStart = event.heldAtStart;
        now.fired = event.fired + (state == EventState::Updated);
        now.id = event.id;
        event = std::move(now);
        return event;
    }
};

} // namespace isobar
