#include "core/events/fundingevidence.h"

#include "core/analytics/funding.h"
#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace isobar {

namespace {

/// All stand with their values as they were, whether valid then or held: nobody is judged again.
std::vector<VenueInput> inputsOf(const std::vector<EventVenue> &venues)
{
    std::vector<VenueInput> inputs;
    for (const EventVenue &each : venues) {
        VenueInput input;
        input.venue = each.venue;
        input.operatorName = each.operatorName;
        input.held =
            HeldVenue{each.rate8h, each.smoothed8h, each.interest8h, each.turnoverUsd, each.openInterestUsd, 0};
        inputs.push_back(std::move(input));
    }
    return inputs;
}

Baseline baselineOf(const EventVenue &venue)
{
    Baseline baseline;
    (payingSide(venue.smoothed8h) == PositionSide::Long ? baseline.longSide8h : baseline.shortSide8h) =
        venue.baseline8h;
    return baseline;
}

void judgeBreadth(FundingFacts &facts, std::vector<EventVenue> &venues)
{
    std::vector<BreadthVenue> inputs;
    for (const EventVenue &each : venues)
        inputs.push_back({each.venue, each.operatorName, each.weight, each.smoothed8h, each.rate8h, baselineOf(each)});
    const Breadth breadth = evaluateBreadth(facts.rate8h, inputs);
    facts.scope = breadth.scope;
    facts.operatorsElevated = breadth.operatorsElevated;
    facts.elevatedShare = breadth.elevatedShare;
    facts.concentration = breadth.concentration;
    for (std::size_t i = 0; i < venues.size(); ++i)
        venues[i].elevated = breadth.elevated[i];
    for (const std::size_t i : breadth.hottest)
        facts.hottest.push_back(venues[i].name);
    for (const std::size_t i : breadth.drivers)
        facts.drivers.push_back(venues[i].name);
}

void measureSpread(FundingFacts &facts, const std::vector<EventVenue> &venues)
{
    const auto at = [&](int i) { return venues[static_cast<std::size_t>(i)].smoothed8h; };
    for (int i = 0; i < static_cast<int>(venues.size()); ++i) {
        const EventVenue &venue = venues[static_cast<std::size_t>(i)];
        if (venue.held || !atLeast(venue.weight, AggregateSettings().spreadWeight))
            continue;
        if (facts.highest < 0 || at(i) > at(facts.highest))
            facts.highest = i;
        if (facts.lowest < 0 || at(i) < at(facts.lowest))
            facts.lowest = i;
    }
    if (facts.highest >= 0)
        facts.spread8h = at(facts.highest) - at(facts.lowest);
}

} // namespace

std::vector<EventVenue> fundingEvidence(const AssetFindings &findings)
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
        venue.operatorName = found.traits.operatorName;
        venue.rate8h = part.spot8h;
        venue.smoothed8h = part.smoothed8h;
        venue.baseline8h = found.baseline.of(payingSide(part.smoothed8h));
        venue.turnoverUsd = part.effectiveTurnoverUsd;
        venue.openInterestUsd = part.openInterestUsd;
        venue.interest8h = part.interest8h;
        venue.held = part.held;
        const ContractFindings &largest = findings.contracts[found.contracts.front()];
        venue.ageMs = findings.beat.transportMs - largest.state->fundingSeenMs.value_or(findings.beat.transportMs);
        venues.push_back(std::move(venue));
    }
    return venues;
}

FundingFacts evaluateEvidence(std::vector<EventVenue> &venues)
{
    // Sums go by the venue's id, so that the same evidence gives the same bits.
    std::sort(venues.begin(), venues.end(), [](const EventVenue &a, const EventVenue &b) { return a.venue < b.venue; });
    const Aggregate aggregate = evaluateAggregate(inputsOf(venues));
    FundingFacts facts;
    std::set<std::string> operators;
    for (std::size_t i = 0; i < venues.size(); ++i) {
        venues[i].weight = aggregate.venues[i].weight;
        if (!venues[i].held)
            operators.insert(venues[i].operatorName);
    }
    facts.operatorsValid = static_cast<int>(operators.size());
    if (aggregate.isKnown()) {
        facts.rate8h = aggregate.rate8h;
        facts.rate8hOi = std::isnan(aggregate.openInterestRate8h) ? aggregate.rate8h : aggregate.openInterestRate8h;
        facts.neutral8h = aggregate.neutral8h;
        facts.outlierDriven = aggregate.outlierDriven;
        judgeBreadth(facts, venues);
    }
    if (aggregate.leaveOneOut >= 0) {
        facts.leaveOneOutVenue = venues[static_cast<std::size_t>(aggregate.leaveOneOut)].name;
        if (!std::isnan(aggregate.leaveOneOutRate8h))
            facts.leaveOneOutRate8h = aggregate.leaveOneOutRate8h;
    }
    std::stable_sort(
        venues.begin(), venues.end(), [](const EventVenue &a, const EventVenue &b) { return a.weight > b.weight; });
    measureSpread(facts, venues);
    return facts;
}

} // namespace isobar
