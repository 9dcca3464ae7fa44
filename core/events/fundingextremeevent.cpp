#include "core/analytics/cost.h"
#include "core/analytics/funding.h"
#include "core/events/fundingevidence.h"
#include "core/events/fundingextreme.h"
#include "core/events/setuprecord.h"

#include <cmath>

namespace isobar {

namespace {

/// What the crowd paid at 10x, in USD per 10 000 of margin: a long pays a positive sum, a short a negative one.
std::optional<double> realisedCost(const std::optional<double> &sum, PositionSide side)
{
    if (!sum)
        return std::nullopt;
    return usdPer10k(CostLeverage * (side == PositionSide::Long ? *sum : -*sum));
}

} // namespace

void derive(Event &event, FundingExtremePayload &p)
{
    const FundingFacts facts = evaluateEvidence(p.venues);
    event.scope = facts.scope; // as it is now; the id keeps that of the entry
    p.rate8h = facts.rate8h;
    p.rate8hOi = facts.rate8hOi;
    p.ratio = std::abs(p.rate8h) / p.baseline8h;
    p.deviation = facts.rate8h - facts.neutral8h;
    p.apr = apr(p.rate8h);
    p.venuesElevated = facts.operatorsElevated;
    p.operatorsValid = facts.operatorsValid;
    p.elevatedShare = facts.elevatedShare;
    p.concentration = facts.concentration;
    p.hottest = facts.hottest;
    p.drivers = facts.drivers;
    p.costDay10x = costPerDay(p.rate8h);
    p.costDay10xPer10k = usdPer10k(p.costDay10x);
    p.spread8h = facts.spread8h;
    p.leaveOneOutVenue = facts.leaveOneOutVenue;
    p.leaveOneOutRate8h = facts.leaveOneOutRate8h;
    p.outlierDriven = facts.outlierDriven;
    derive(p.record);
}

Event fundingExtremeEvent(const FundingExtremeTransition &transition, const AssetFindings &findings, bool aftermath,
    const FundingExtremeSettings &settings)
{
    Event event;
    event.id = transition.id;
    event.type = EventType::FundingExtreme;
    event.priority = settings.priority;
    event.state = transition.state;
    event.asset = findings.asset;
    event.side = transition.side;
    event.timeMs = transition.timeMs;
    event.enteredMs = transition.enteredMs;
    event.degraded = findings.aggregate.lowConfidence;
    event.coverage = findings.aggregate.coverage;
    event.venuesValid = findings.aggregate.venuesValid;
    event.heldAtStart = transition.heldAtStart;
    event.fired = transition.told;
    FundingExtremePayload p;
    p.venues = fundingEvidence(findings);
    p.baseline8h = transition.baseline8h;
    p.baselineProvisional = transition.baselineProvisional;
    p.z = findings.z;
    p.realisedCost24hPer10k = realisedCost(findings.realised24h, transition.side);
    p.realisedCost7dPer10k = realisedCost(findings.realised7d, transition.side);
    p.realisedCost30dPer10k = realisedCost(findings.realised30d, transition.side);
    p.aftermath = aftermath;
    if (findings.hourly && findings.prices)
        p.record = countFollowed(
            extremeHours(*findings.hourly, transition.side), transition.side, *findings.prices, findings.beat.marketMs);
    p.thresholds = {settings.enterRatio, settings.exitRatio};
    derive(event, p);
    event.payload = std::move(p);
    return event;
}

} // namespace isobar
