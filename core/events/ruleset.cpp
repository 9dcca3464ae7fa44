#include "core/events/ruleset.h"

#include <algorithm>

namespace isobar {

namespace {

bool isFetchingHistory(const MarketState &state)
{
    return std::any_of(state.health().begin(), state.health().end(),
        [](const auto &each) { return !each.second->historyProgress.empty(); });
}

} // namespace

std::vector<Event> RuleSet::evaluate(const AssetFindings &findings, const MarketState &state)
{
    AssetRules &rules = m_assets.try_emplace(findings.asset, findings.asset).first->second;
    const Aggregate &aggregate = findings.aggregate;
    const TimeMs sinceStart = findings.beat.transportMs - state.startedMs();
    // Other histories (open interest) may take longer: the rules do not wait for them.
    const bool isWarmingUp = sinceStart < m_warmUp.leastMs
        || (sinceStart < m_warmUp.mostMs && findings.baseline.provisional && isFetchingHistory(state));
    const bool isFrozen = aggregate.lowConfidence || !aggregate.isKnown();

    FundingExtremeInput input;
    input.marketMs = findings.beat.marketMs;
    input.rate8h = aggregate.rate8h;
    input.baseline = findings.baseline;
    input.scope = findings.breadth.scope;
    input.isFrozen = isFrozen;
    input.isWarmingUp = isWarmingUp;
    const bool holds = aggregate.isKnown() && isFundingExtreme(aggregate.rate8h, findings.baseline);
    input.constantSetRate8h = rules.fundingExtremeSet.step(
        findings.inputs, aggregate, holds, isWarmingUp || isFrozen, findings.beat.marketMs);

    std::vector<Event> events;
    for (const FundingExtremeTransition &transition : rules.fundingExtreme.step(input))
        events.push_back(fundingExtremeEvent(transition, findings));
    return events;
}

void RuleSet::resume(const Event &event)
{
    AssetRules &rules = m_assets.try_emplace(event.asset, event.asset).first->second;
    switch (event.type) {
    case EventType::FundingExtreme:
        rules.fundingExtreme.resume(event);
        break;
    }
}

} // namespace isobar
