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

bool UserConcerns::holds(const std::string &asset) const
{
    return std::any_of(holdings.begin(), holdings.end(), [&](const Holding &each) { return each.asset == asset; });
}

bool UserConcerns::holds(const std::string &asset, const std::string &venue) const
{
    return std::any_of(holdings.begin(), holdings.end(),
        [&](const Holding &each) { return each.asset == asset && each.venue == venue; });
}

RuleMoment RuleSet::momentOf(const RuleContext &context) const
{
    const Aggregate &aggregate = context.findings.aggregate;
    const TimeMs sinceStart = context.findings.beat.transportMs - context.market.startedMs();
    RuleMoment moment;
    moment.asset = context.findings.asset;
    moment.marketMs = context.findings.beat.marketMs;
    moment.transportMs = context.findings.beat.transportMs;
    moment.isFrozen = aggregate.lowConfidence || !aggregate.isKnown();
    // Other histories (open interest) may take longer: the rules do not wait for them.
    moment.isWarmingUp = sinceStart < m_warmUp.leastMs
        || (sinceStart < m_warmUp.mostMs && context.findings.baseline.provisional && isFetchingHistory(context.market));
    moment.lowConfidence = aggregate.lowConfidence;
    moment.coverage = aggregate.coverage;
    moment.venuesValid = aggregate.venuesValid;
    return moment;
}

std::vector<Event> RuleSet::evaluate(const RuleContext &context)
{
    AssetRules &rules = m_assets.try_emplace(context.findings.asset, context.findings.asset).first->second;
    std::vector<Event> events = rules.step(context, momentOf(context));
    for (Event &event : events)
        m_delivery.deliver(event, true);
    return events;
}

std::vector<Event> RuleSet::evaluateCatalogues(
    const MarketState &market, const std::vector<std::string> &watched, const UserConcerns &user)
{
    std::vector<Event> events = m_listing.step(market);
    for (Event &event : events) {
        const bool isWatched = std::find(watched.begin(), watched.end(), event.asset) != watched.end();
        m_delivery.deliver(event, isWatched || user.holds(event.asset));
    }
    return events;
}

} // namespace isobar
