#include "core/events/fundingdivergence.h"

#include "core/analytics/carry.h"
#include "core/analytics/tolerance.h"
#include "core/events/fundingevidence.h"

namespace isobar {

std::optional<Event> FundingDivergence::step(
    const FundingDivergenceInput &input, const FundingDivergenceSettings &settings)
{
    const double enter = settings.enterAt(input.usual8h);
    const bool enters =
        atLeast(input.spread8h, enter) && atLeast(input.constantSetSpread8h.value_or(input.spread8h), enter);
    const bool stays = atLeast(input.spread8h, settings.exitAt(input.usual8h));
    const MachineInput found = input.machineInput(enters, stays, Priority::P3);
    const auto *told = std::get_if<FundingDivergencePayload>(&m_life.event.payload);
    const bool grew = told && atLeast(input.spread8h, settings.updateGrowth * told->spread8h);
    return m_life.step(found, settings.timing, grew, [&] {
        Event event = input.event(EventType::FundingDivergence, Priority::P3, std::nullopt);
        FundingDivergencePayload p;
        p.venues = input.evidence ? input.evidence() : std::vector<EventVenue>();
        p.median30d8h = input.usual8h;
        p.takerFee = settings.takerFee;
        derive(event, p); // finds the two venues
        for (const EventVenue &venue : p.venues) {
            const double mark = input.markOf ? input.markOf(venue.venue) : 0;
            if (mark > 0 && venue.name == p.highestVenue)
                p.highestMark = mark;
            if (mark > 0 && venue.name == p.lowestVenue)
                p.lowestMark = mark;
        }
        if (p.highestMark == 1 || p.lowestMark == 1)
            p.highestMark = p.lowestMark = 1; // one alone says nothing of a basis
        derive(event, p);
        event.payload = std::move(p);
        return event;
    });
}

void derive(Event &event, FundingDivergencePayload &p)
{
    const FundingFacts facts = evaluateEvidence(p.venues);
    const FundingDivergenceSettings settings;
    event.scope = facts.scope;
    p.spread8h = facts.spread8h;
    p.enter8h = settings.enterAt(p.median30d8h);
    p.exit8h = settings.exitAt(p.median30d8h);
    if (facts.highest < 0)
        return;
    const EventVenue &highest = p.venues[static_cast<std::size_t>(facts.highest)];
    const EventVenue &lowest = p.venues[static_cast<std::size_t>(facts.lowest)];
    p.highestVenue = highest.name;
    p.highest8h = highest.smoothed8h;
    p.lowestVenue = lowest.name;
    p.lowest8h = lowest.smoothed8h;
    const Carry made = carry({p.lowest8h, p.highest8h, p.takerFee, p.takerFee, p.lowestMark, p.highestMark});
    p.carryPerDay = made.perDay;
    p.fees = made.fees;
    p.entryBasis = made.entryBasis;
    p.netDay = made.net(24);
    p.breakEvenHours = made.breakEvenHours;
}

} // namespace isobar
