#include "core/events/fundingcapped.h"

#include "core/analytics/cost.h"
#include "core/analytics/funding.h"
#include "core/analytics/tolerance.h"
#include "core/analytics/validity.h"

#include <algorithm>

namespace isobar {

namespace {

double usageOf(const EventCappedContract &contract)
{
    return capUsage(contract.rate, contract.cap, contract.floor).value_or(0);
}

} // namespace

bool isFundingCapped(std::span<const EventCappedContract> contracts, std::span<const double> weights, PositionSide side,
    double usage, double neededShare)
{
    double share = 0;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        if (payingSide(contracts[i].rate) != side || !atLeast(usageOf(contracts[i]), usage))
            continue;
        if (contracts[i].userHolds)
            return true;
        share += weights.empty() ? contracts[i].weight : weights[i];
    }
    return atLeast(share, neededShare);
}

std::vector<Event> FundingCapped::step(const FundingCappedInput &input, const FundingCappedSettings &settings)
{
    std::vector<Event> events;
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        const auto stands = [&](std::span<const double> weights, double usage) {
            return isFundingCapped(input.contracts, weights, side, usage, settings.neededShare);
        };
        const bool enters = stands({}, settings.enterUsage) && stands(input.constantSetWeights, settings.enterUsage);
        const MachineInput found = input.machineInput(enters, stands({}, settings.exitUsage), Priority::P2);
        auto told = m_sides[static_cast<std::size_t>(side)].step(found, settings.timing, false, [&] {
            Event event = input.event(EventType::FundingCapped, Priority::P2, side);
            FundingCappedPayload p;
            p.contracts = input.contracts;
            p.enterUsage = settings.enterUsage;
            p.exitUsage = settings.exitUsage;
            p.neededShare = settings.neededShare;
            derive(event, p);
            event.payload = std::move(p);
            return event;
        });
        if (told)
            events.push_back(*std::move(told));
    }
    return events;
}

void derive(Event &event, FundingCappedPayload &p)
{
    std::stable_sort(p.contracts.begin(), p.contracts.end(),
        [](const EventCappedContract &a, const EventCappedContract &b) { return a.weight > b.weight; });
    const EventCappedContract *heaviest = nullptr;
    p.cappedShare = 0;
    for (EventCappedContract &each : p.contracts) {
        each.usage = usageOf(each);
        if (payingSide(each.rate) != event.side)
            continue;
        if (atLeast(each.usage, p.enterUsage))
            p.cappedShare += each.weight;
        const bool isFurther = !heaviest || (heaviest->usage < p.enterUsage && each.usage > heaviest->usage);
        heaviest = isFurther ? &each : heaviest;
    }
    if (!heaviest)
        return;
    p.rate = heaviest->rate;
    p.intervalHours = heaviest->intervalHours;
    p.rate8h = per8h(p.rate, p.intervalHours);
    p.perDay = perDay(p.rate8h);
    p.costDay10x = costPerDay(p.rate8h);
    p.costDay10xPer10k = usdPer10k(p.costDay10x);
    p.cap = p.rate < 0 && heaviest->floor ? heaviest->floor : heaviest->cap;
    if (p.cap && p.rate < 0 && !heaviest->floor)
        p.cap = -*p.cap; // a floor that is unknown mirrors the cap
    p.meanPremium = heaviest->meanPremium;
}

} // namespace isobar
