#include "core/analytics/cost.h"
#include "core/analytics/funding.h"
#include "core/events/ruleset.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

std::vector<std::string> shortNames(const AssetFindings &findings, const std::vector<std::size_t> &venues)
{
    std::vector<std::string> names;
    for (const std::size_t i : venues)
        names.push_back(findings.venues[i].traits.shortName);
    return names;
}

/// What the crowd paid at 10x, in USD per 10 000 of margin: a long pays a positive sum, a short a negative one.
std::optional<double> realisedCost(const std::optional<double> &sum, PositionSide side)
{
    if (!sum)
        return std::nullopt;
    return usdPer10k(CostLeverage * (side == PositionSide::Long ? *sum : -*sum));
}

std::vector<EventVenue> contributors(const AssetFindings &findings)
{
    std::vector<EventVenue> venues;
    for (std::size_t i = 0; i < findings.venues.size(); ++i) {
        const AggregateVenue &part = findings.aggregate.venues[i];
        if (!part.takesPart())
            continue;
        const VenueFindings &found = findings.venues[i];
        EventVenue venue;
        venue.venue = found.traits.id;
        venue.name = found.traits.shortName;
        venue.rate8h = part.spot8h;
        venue.smoothed8h = part.smoothed8h;
        venue.weight = part.weight;
        venue.baseline8h = found.baseline.of(payingSide(part.smoothed8h));
        venue.elevated = found.elevated;
        const ContractFindings &largest = findings.contracts[found.contracts.front()];
        venue.ageMs = findings.beat.transportMs - largest.state->fundingSeenMs.value_or(findings.beat.transportMs);
        venues.push_back(std::move(venue));
    }
    std::stable_sort(
        venues.begin(), venues.end(), [](const EventVenue &a, const EventVenue &b) { return a.weight > b.weight; });
    return venues;
}

FundingExtremePayload payload(
    const FundingExtremeTransition &transition, const AssetFindings &findings, const FundingExtremeSettings &settings)
{
    const Aggregate &aggregate = findings.aggregate;
    FundingExtremePayload p;
    p.rate8h = aggregate.rate8h;
    p.rate8hOi = std::isnan(aggregate.openInterestRate8h) ? aggregate.rate8h : aggregate.openInterestRate8h;
    p.baseline8h = transition.baseline8h;
    p.ratio = transition.ratio;
    p.deviation = aggregate.deviationFromNeutral8h();
    p.z = findings.z;
    p.apr = apr(aggregate.rate8h);
    p.baselineProvisional = transition.baselineProvisional;
    p.venuesElevated = findings.breadth.operatorsElevated;
    p.operatorsValid = aggregate.operatorsValid;
    p.elevatedShare = findings.breadth.elevatedShare;
    p.concentration = findings.breadth.concentration;
    p.hottest = shortNames(findings, findings.hottest);
    p.drivers = shortNames(findings, findings.drivers);
    p.costDay10x = costPerDay(aggregate.rate8h);
    p.costDay10xPer10k = usdPer10k(p.costDay10x);
    p.realisedCost24hPer10k = realisedCost(findings.realised24h, transition.side);
    p.realisedCost7dPer10k = realisedCost(findings.realised7d, transition.side);
    p.realisedCost30dPer10k = realisedCost(findings.realised30d, transition.side);
    p.spread8h = aggregate.spread8h;
    if (aggregate.leaveOneOut >= 0) {
        p.leaveOneOutVenue = findings.venues[static_cast<std::size_t>(aggregate.leaveOneOut)].traits.shortName;
        if (!std::isnan(aggregate.leaveOneOutRate8h))
            p.leaveOneOutRate8h = aggregate.leaveOneOutRate8h;
    }
    p.outlierDriven = aggregate.outlierDriven;
    p.venues = contributors(findings);
    p.enterRatio = settings.enterRatio;
    p.exitRatio = settings.exitRatio;
    return p;
}

} // namespace

Event fundingExtremeEvent(
    const FundingExtremeTransition &transition, const AssetFindings &findings, const FundingExtremeSettings &settings)
{
    Event event;
    event.id = transition.id;
    event.type = EventType::FundingExtreme;
    event.priority = settings.priority;
    event.state = transition.state;
    event.asset = findings.asset;
    event.side = transition.side;
    event.scope = findings.breadth.scope; // as it is now; the id keeps that of the entry
    event.timeMs = transition.timeMs;
    event.enteredMs = transition.enteredMs;
    event.degraded = findings.aggregate.lowConfidence;
    event.coverage = findings.aggregate.coverage;
    event.venuesValid = findings.aggregate.venuesValid;
    event.heldAtStart = transition.heldAtStart;
    event.fired = transition.told;
    event.payload = payload(transition, findings, settings);
    return event;
}

} // namespace isobar
