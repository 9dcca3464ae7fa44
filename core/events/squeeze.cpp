#include "core/events/squeeze.h"

#include "core/analytics/cost.h"
#include "core/events/levelevidence.h"
#include "core/events/setuprecord.h"
#include "core/levelgrid/cascadechain.h"

#include <cmath>

namespace isobar {

namespace {

Priority priorityOf(EventType type, bool isArmed, bool mapHasSkill)
{
    if (type == EventType::SqueezeForming)
        return Priority::P3;
    return isArmed && mapHasSkill ? Priority::P1 : Priority::P2;
}

} // namespace

std::optional<Event> Squeeze::step(EventLife &life, EventType type, const MachineInput &found, bool grew,
    const SqueezeInput &input, const SqueezeSettings &settings)
{
    return life.step(found, settings.timing, grew, [&] {
        Event event = input.event(type, found.priority, m_crowd);
        SqueezePayload p;
        p.kappa = settings.kappa;
        p.mapHasSkill = input.mapHasSkill;
        if (input.describe)
            input.describe(p);
        if (input.record)
            p.record = input.record(type);
        derive(event, p);
        event.payload = std::move(p);
        return event;
    });
}

std::vector<Event> Squeeze::step(const SqueezeInput &input, const SqueezeSettings &settings)
{
    const bool hasCluster = input.cluster != SqueezeCluster::None;
    const bool isArmed = input.cluster == SqueezeCluster::Armed;
    const bool isForming = input.hasFunding && (input.isOpenInterestHigh || hasCluster);
    const bool isStructural = input.hasFunding && input.isOpenInterestHigh && hasCluster && !input.hasCascade;
    std::vector<Event> events;
    const MachineInput forming =
        input.machineInput(isForming, isForming, priorityOf(EventType::SqueezeForming, isArmed, input.mapHasSkill));
    if (auto event = step(m_forming, EventType::SqueezeForming, forming, false, input, settings))
        events.push_back(*std::move(event));
    MachineInput structural = input.machineInput(
        isStructural, isStructural, priorityOf(EventType::StructuralSqueeze, isArmed, input.mapHasSkill));
    structural.ends = input.hasCascade;
    const bool isWorse = m_structural.isActive() && isStructural && structural.priority < m_structural.event.priority;
    if (auto event = step(m_structural, EventType::StructuralSqueeze, structural, isWorse, input, settings))
        events.push_back(*std::move(event));
    return events;
}

void derive(Event &event, SqueezePayload &p)
{
    p.funding.ratio = p.funding.baseline8h > 0 ? std::abs(p.funding.rate8h) / p.funding.baseline8h : 0;
    p.missing.clear();
    if (!p.funding.present)
        p.missing.emplace_back("funding");
    if (!p.openInterest.present)
        p.missing.emplace_back("open_interest");
    if (!p.cluster)
        p.missing.emplace_back("cluster");
    p.partsPresent = 3 - static_cast<int>(p.missing.size());
    derive(p.record);
    p.costDay10xPer10k = usdPer10k(costPerDay(p.funding.rate8h));
    p.tilt = fundingTilt(p.funding.rate8h, p.funding.ratio, p.openInterest.present);
    if (p.cluster)
        derive(*p.cluster, p.levels);
    if (event.side)
        deriveChain(p.chain, p.levels, *event.side, p.tilt, p.kappa);
    if (event.state != EventState::Cleared)
        event.priority = priorityOf(event.type, p.cluster && p.cluster->armed, p.mapHasSkill);
}

} // namespace isobar
