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

std::vector<UserRule> UserConcerns::rulesWithAlerts(const std::string &asset) const
{
    std::vector<UserRule> all = rules;
    for (const Holding &each : holdings) {
        if (each.asset != asset)
            continue;
        if (auto alert = positionAlert(each))
            all.push_back(*std::move(alert));
    }
    return all;
}

std::optional<UserRule> positionAlert(const Holding &holding)
{
    if (!holding.alertPrice || !(*holding.alertPrice > 0))
        return std::nullopt;
    UserRule rule;
    rule.id = "position:" + holding.id;
    rule.name = holding.alertName;
    rule.assets = {holding.asset};
    rule.priority = Priority::P1;
    rule.coolMs = 5 * MinuteMs; // a price that comes back is told again
    UserCondition near;
    near.kind = holding.side == PositionSide::Long ? UserConditionKind::PriceBelow : UserConditionKind::PriceAbove;
    near.threshold = *holding.alertPrice;
    near.venue = holding.venue;
    rule.conditions = {near};
    return rule;
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
    moment.isStarting = sinceStart < m_warmUp.leastMs;
    moment.isWarmingUp = moment.isStarting
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
    for (Event &event : events) {
        m_delivery.deliver(event, true);
        note(event);
    }
    return events;
}

void RuleSet::note(const Event &told)
{
    if (told.state == EventState::Cleared)
        m_standing.erase(told.id);
    else if (!isMomentary(told.type))
        m_standing[told.id] = told;
}

std::vector<Event> RuleSet::endUnwatched(const std::vector<std::string> &watched, TimeMs marketMs)
{
    std::vector<Event> events;
    for (auto each = m_standing.begin(); each != m_standing.end();) {
        Event &event = each->second;
        if (std::find(watched.begin(), watched.end(), event.asset) != watched.end()) {
            ++each;
            continue;
        }
        event.state = EventState::Cleared;
        event.timeMs = std::max(marketMs, event.timeMs);
        m_delivery.deliver(event, false);
        m_assets.erase(event.asset);
        events.push_back(std::move(event));
        each = m_standing.erase(each);
    }
    return events;
}

std::optional<SqueezeParts> RuleSet::squeeze(const std::string &asset) const
{
    const auto found = m_assets.find(asset);
    return found == m_assets.end() ? std::nullopt : found->second.squeeze();
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
