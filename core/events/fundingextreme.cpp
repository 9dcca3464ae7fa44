#include "core/events/fundingextreme.h"

#include "core/analytics/funding.h"
#include "core/analytics/tolerance.h"
#include "core/events/eventid.h"

#include <cmath>

namespace isobar {

bool isFundingExtreme(
    double rate8h, const Baseline &baseline, std::optional<PositionSide> side, const FundingExtremeSettings &settings)
{
    return atLeast(baseline.ratio(rate8h), settings.enterRatio) && (!side || payingSide(rate8h) == *side);
}

FundingExtreme::FundingExtreme(std::string asset) : m_asset(std::move(asset)) { }

std::vector<FundingExtremeTransition> FundingExtreme::step(
    const FundingExtremeInput &input, const FundingExtremeSettings &settings)
{
    std::vector<FundingExtremeTransition> transitions;
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        if (auto transition = step(side, input, settings))
            transitions.push_back(*std::move(transition));
    }
    if (transitions.size() == 2 && transitions.front().state == EventState::Entered)
        std::swap(transitions.front(), transitions.back());
    return transitions;
}

void FundingExtreme::resume(const Event &event)
{
    const auto *payload = std::get_if<FundingExtremePayload>(&event.payload);
    if (!payload || !event.side)
        return;
    SideState &state = of(*event.side);
    if (state.event.id != 0 && state.event.timeMs >= event.timeMs) { // it knows as much already
        state.machine.isResumed = state.machine.phase == MachinePhase::Active;
        return;
    }
    state.machine.resume(event.state == EventState::Cleared ? MachinePhase::Cooling : MachinePhase::Active, event);
    state.enteredBaseline8h = payload->baseline8h;
    state.event = {event.state, event.id, *event.side, event.scope, event.timeMs, event.enteredMs, payload->baseline8h,
        payload->ratio, payload->baselineProvisional, event.heldAtStart, event.fired};
}

std::optional<FundingExtremeTransition> FundingExtreme::active(PositionSide side) const
{
    if (of(side).machine.phase != MachinePhase::Active)
        return std::nullopt;
    return of(side).event;
}

std::optional<FundingExtremeTransition> FundingExtreme::step(
    PositionSide side, const FundingExtremeInput &input, const FundingExtremeSettings &settings)
{
    SideState &state = of(side);
    FundingExtremeTransition &event = state.event;
    const bool isActive = state.machine.phase == MachinePhase::Active;
    const bool keepsBaseline = isActive && input.marketMs - event.enteredMs <= settings.keepBaselineMs;
    const double baseline = keepsBaseline ? state.enteredBaseline8h : input.baseline.of(side);
    const double ratio = std::abs(input.rate8h) / baseline;

    MachineInput found;
    found.marketMs = input.marketMs;
    found.enters = isFundingExtreme(input.rate8h, input.baseline, side, settings)
        && isFundingExtreme(input.constantSetRate8h.value_or(input.rate8h), input.baseline, side, settings);
    found.stays = payingSide(input.rate8h) == side && atLeast(ratio, settings.exitRatio);
    found.isFrozen = input.isFrozen || std::isnan(input.rate8h);
    found.isWarmingUp = input.isWarmingUp;
    found.priority = settings.priority;

    switch (state.machine.step(found, settings.timing)) {
    case MachineStep::Entered:
        state.enteredBaseline8h = baseline;
        event = {};
        event.side = side;
        event.scope = input.scope;
        event.enteredMs = input.marketMs;
        event.id = eventId(EventType::FundingExtreme, m_asset, side, input.scope, input.marketMs);
        event.baselineProvisional = input.baseline.provisional;
        event.heldAtStart = state.machine.heldAtStart;
        event.state = EventState::Entered;
        break;
    case MachineStep::Exited:
        event.state = EventState::Cleared;
        break;
    case MachineStep::None:
        if (!isActive || found.isFrozen || below(ratio, event.ratio * settings.updateGrowth))
            return std::nullopt;
        event.state = EventState::Updated;
        ++event.told;
        break;
    }
    event.timeMs = input.marketMs;
    event.baseline8h = baseline;
    event.ratio = ratio;
    return event;
}

} // namespace isobar
