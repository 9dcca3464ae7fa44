#include "core/events/machine.h"

namespace isobar {

/// Notes gaps, and whether the condition was ever seen not to hold after them.
void EventMachine::look(const MachineInput &input, const MachineTiming &timing)
{
    if (!lastHealthyMs || input.marketMs - *lastHealthyMs > timing.gapMs) {
        isNews = false;
        if (phase == MachinePhase::Pending)
            phase = MachinePhase::Idle; // what was confirmed before the gap proves nothing after it
    }
    lastHealthyMs = input.marketMs;
    if (input.isOccurrence)
        isNews = true;
    else if (input.isWarmingUp)
        isNews = false;
    else if (!input.enters)
        isNews = true;
}

void EventMachine::await(const MachineInput &input)
{
    phase = MachinePhase::Pending;
    sinceMs = input.marketMs;
    heldAtStart = !isNews;
    confirmations = 1;
    lastConfirmationMs = input.marketMs;
}

MachineStep EventMachine::confirm(const MachineInput &input, const MachineTiming &timing)
{
    if (input.marketMs != sinceMs && input.marketMs - lastConfirmationMs >= timing.spacingMs) {
        ++confirmations;
        lastConfirmationMs = input.marketMs;
    }
    if (confirmations < timing.evaluations || input.marketMs - sinceMs < timing.durationMs)
        return MachineStep::None;
    phase = MachinePhase::Active;
    sinceMs = input.marketMs;
    goneSinceMs.reset();
    priority = input.priority;
    return MachineStep::Entered;
}

void EventMachine::resume(MachinePhase toldPhase, const Event &told)
{
    *this = {};
    phase = toldPhase;
    sinceMs = toldPhase == MachinePhase::Active ? told.enteredMs : told.timeMs;
    if (toldPhase == MachinePhase::Cooling)
        cooledSinceMs = told.timeMs;
    heldAtStart = told.heldAtStart;
    lastMs = lastHealthyMs = told.timeMs;
    priority = told.priority;
    isResumed = toldPhase == MachinePhase::Active;
}

MachineStep EventMachine::hold(const MachineInput &input, const MachineTiming &timing)
{
    // Right after a start much is not known yet: that it seems gone proves nothing.
    if (isResumed && input.isWarmingUp && !input.ends)
        return MachineStep::None;
    isResumed = false;
    if (input.stays && !input.ends) {
        goneSinceMs.reset();
        return MachineStep::None;
    }
    goneSinceMs = goneSinceMs.value_or(input.marketMs);
    if (!input.ends && input.marketMs - *goneSinceMs < timing.exitMs)
        return MachineStep::None;
    cool(input.marketMs);
    goneSinceMs.reset();
    return MachineStep::Exited;
}

MachineStep EventMachine::step(const MachineInput &input, const MachineTiming &timing)
{
    if (lastMs && input.marketMs <= *lastMs)
        return MachineStep::None;
    lastMs = input.marketMs;
    if (input.isFrozen)
        return MachineStep::None;
    look(input, timing);

    if (phase == MachinePhase::Active)
        return hold(input, timing);
    // A higher priority breaks through, as long as it stays higher: P1 < P2.
    const bool isHigher = input.enters && input.priority < priority;
    if (cooledSinceMs && input.marketMs - *cooledSinceMs < timing.coolMs && !isHigher) {
        phase = MachinePhase::Cooling;
        return MachineStep::None;
    }
    if (phase == MachinePhase::Cooling)
        phase = MachinePhase::Idle;
    if (!input.enters) {
        phase = MachinePhase::Idle;
        return MachineStep::None;
    }
    if (phase == MachinePhase::Idle)
        await(input);
    return confirm(input, timing);
}

} // namespace isobar
