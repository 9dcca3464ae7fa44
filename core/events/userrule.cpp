#include "core/events/userrule.h"

#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace isobar {

namespace {

constexpr double RearmShare = 0.1, RearmPrice = 0.001;

bool isPrice(UserConditionKind kind)
{
    return kind == UserConditionKind::PriceAbove || kind == UserConditionKind::PriceBelow;
}

/// The condition holds when the value lies below its threshold.
bool isBelow(UserConditionKind kind)
{
    return kind == UserConditionKind::PriceBelow || kind == UserConditionKind::PremiumBelow
        || kind == UserConditionKind::FundingBelow || kind == UserConditionKind::ClusterWithin;
}

bool concerns(const UserRule &rule, const std::string &asset)
{
    return rule.assets.empty() || std::find(rule.assets.begin(), rule.assets.end(), asset) != rule.assets.end();
}

std::string sideText(const UserCondition &condition)
{
    return condition.side ? std::string(sideName(*condition.side)) : std::string();
}

UserCondition conditionOf(const EventCondition &found)
{
    UserCondition condition;
    condition.kind = userConditionByName(found.kind).value_or(UserConditionKind::PriceAbove);
    condition.threshold = found.threshold;
    condition.windowHours = found.windowHours;
    condition.venue = found.venue;
    return condition;
}

bool isOfFunding(UserConditionKind kind)
{
    using enum UserConditionKind;
    return kind == FundingAbove || kind == FundingBelow || kind == SpreadAbove;
}

/// Measured on all venues together, so low confidence says that too few of them are heard. A price is one with few
/// venues too, and liquidations are lower bounds that count at any coverage.
bool isOfAggregate(const UserCondition &condition)
{
    using enum UserConditionKind;
    switch (condition.kind) {
    case PremiumAbove:
    case PremiumBelow:
    case FundingAbove:
    case FundingBelow:
    case DueAbove:
        return condition.venue.empty();
    case SpreadAbove:
    case OpenInterestChanged:
    case ClusterWithin:
        return true;
    case PriceAbove:
    case PriceBelow:
    case PriceMoved:
    case Liquidated:
    case FeedLost:
        return false;
    }
    return false;
}

/// A condition with what it measured; absent: not known, or not to be relied on.
std::optional<bool> holdsNow(
    const UserCondition &condition, std::optional<double> value, bool relaxed, const RuleMoment &moment)
{
    if (!value)
        return std::nullopt;
    const bool holds = conditionHolds(condition, value, relaxed);
    // The largest of the venues that are heard is a lower bound: what exceeds the threshold does so at any coverage.
    const bool isBound = condition.kind == UserConditionKind::DueAbove && holds;
    return moment.isFrozen && isOfAggregate(condition) && !isBound ? std::nullopt : std::optional(holds);
}

/// Whether a condition on the aggregate holds on the constant set too, so that rates moved; others hold as they do.
bool holdsOnSet(ConstantSet &set, const UserCondition &condition, bool holds, const UserRuleInput &input)
{
    const bool isWarmingUp = input.isWarmingUp || input.isSettling;
    if (!input.aggregate || !isOfFunding(condition.kind) || !isOfAggregate(condition))
        return holds;
    const double rate8h = set.step(input.venues, *input.aggregate, holds, isWarmingUp, input.marketMs);
    return holds
        && conditionHolds(condition, condition.kind == UserConditionKind::SpreadAbove ? set.spread8h() : rate8h);
}

/// Whether the rule asks for something else than what it last told of. The cool-down is not meant for that.
bool asksAnew(const UserRule &rule, const Event &told)
{
    const auto *p = std::get_if<UserRulePayload>(&told.payload);
    if (!p)
        return false;
    return rule.all != p->all
        || !std::equal(rule.conditions.begin(), rule.conditions.end(), p->conditions.begin(), p->conditions.end(),
            [](const UserCondition &now, const EventCondition &then) {
                return userConditionName(now.kind) == then.kind && now.venue == then.venue
                    && now.windowHours == then.windowHours && sideText(now) == then.side
                    && std::abs(now.threshold - then.threshold) <= RearmPrice * std::abs(then.threshold);
            });
}

UserRulePayload payloadOf(
    const UserRule &rule, std::span<const std::optional<double>> values, const UserRuleInput &input)
{
    UserRulePayload p;
    p.rule = rule.id;
    p.name = rule.name;
    p.all = rule.all;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const UserCondition &condition = rule.conditions[i];
        const auto value = values[i] && std::isnan(*values[i]) ? std::nullopt : values[i]; // NoneThere is no number
        p.conditions.push_back({std::string(userConditionName(condition.kind)), condition.venue, condition.threshold,
            condition.windowHours, value, input.age ? input.age(condition) : std::nullopt, false, sideText(condition)});
    }
    return p;
}

} // namespace

bool conditionHolds(const UserCondition &condition, std::optional<double> value, bool relaxed)
{
    if (!value || std::isnan(*value))
        return false;
    if (condition.kind == UserConditionKind::FeedLost)
        return *value > 0;
    const double back =
        relaxed ? (isPrice(condition.kind) ? RearmPrice : RearmShare) * std::abs(condition.threshold) : 0;
    return isBelow(condition.kind) ? atMost(*value, condition.threshold + back)
                                   : atLeast(*value, condition.threshold - back);
}

std::optional<bool> isMet(bool all, std::span<const std::optional<bool>> holds)
{
    bool isOpen = false;
    for (const std::optional<bool> &each : holds) {
        if (!each)
            isOpen = true;
        else if (*each != all)
            return *each; // one decides: that holds of any, that does not of all
    }
    return isOpen ? std::nullopt : std::optional(all && !holds.empty());
}

/// The event of a rule that is no more, or asks for something else now, is over: as last told. Absent: it was evaluated
/// at this moment already, and the next one tells.
std::optional<Event> UserRules::end(EventLife &life, const UserRuleInput &input)
{
    MachineInput found = input.machineInput(false, false, life.event.priority, false);
    found.ends = true;
    return life.step(found, {}, false, [&life] { return life.event; });
}

/// What goes on of a rule that was removed, switched off or is no more of this asset is over, as last told.
std::vector<Event> UserRules::dropGone(const UserRuleInput &input, const std::vector<UserRule> &rules)
{
    std::vector<Event> events;
    if (input.isSettling || input.isWarmingUp)
        return events;
    for (auto each = m_rules.begin(); each != m_rules.end();) {
        EventLife &life = each->second.life;
        const bool isThere = std::any_of(rules.begin(), rules.end(),
            [&](const UserRule &rule) { return rule.on && rule.id == each->first && concerns(rule, input.asset); });
        if (!isThere && life.isActive()) {
            if (auto cleared = end(life, input))
                events.push_back(*std::move(cleared));
        }
        each = isThere || life.isActive() ? std::next(each) : m_rules.erase(each);
    }
    return events;
}

std::optional<Event> UserRules::judge(const UserRuleInput &input, const UserRule &rule)
{
    auto &[life, sets] = m_rules[rule.id];
    sets.resize(rule.conditions.size());
    if (asksAnew(rule, life.event)) {
        if (life.isActive())
            return end(life, input);
        life.machine.cooledSinceMs.reset();
    }
    std::vector<std::optional<double>> values;
    std::vector<std::optional<bool>> enters, stays;
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
        const UserCondition &condition = rule.conditions[i];
        values.push_back(input.measure(condition));
        stays.push_back(holdsNow(condition, values[i], true, input));
        enters.push_back(holdsNow(condition, values[i], false, input));
        const bool onSet = holdsOnSet(sets[i], condition, enters[i].value_or(false), input);
        if (enters[i])
            enters[i] = onSet;
    }
    const std::optional<bool> entering = isMet(rule.all, enters), staying = isMet(rule.all, stays);
    MachineInput found = input.machineInput(entering.value_or(false), staying.value_or(false), rule.priority, false);
    found.isFrozen = !(life.isActive() ? staying : entering);
    // What is reckoned from all venues is not settled before they are all there.
    const bool isReckoned = std::any_of(rule.conditions.begin(), rule.conditions.end(), isOfAggregate);
    found.isWarmingUp = found.isWarmingUp || (isReckoned && input.isSettling);
    MachineTiming timing;
    timing.durationMs = rule.holdMs;
    timing.coolMs = rule.coolMs;
    return life.step(found, timing, false, [&] {
        Event made = input.event(EventType::UserRule, rule.priority, std::nullopt, rule.id);
        UserRulePayload p = payloadOf(rule, values, input);
        derive(made, p);
        made.payload = std::move(p);
        return made;
    });
}

std::vector<Event> UserRules::step(const UserRuleInput &input, const std::vector<UserRule> &rules)
{
    std::vector<Event> events = dropGone(input, rules);
    for (const UserRule &rule : rules) {
        if (!rule.on || !concerns(rule, input.asset))
            continue;
        if (auto event = judge(input, rule))
            events.push_back(*std::move(event));
    }
    return events;
}

void derive(Event &, UserRulePayload &p)
{
    p.met = 0;
    for (EventCondition &each : p.conditions) {
        each.holds = conditionHolds(conditionOf(each), each.value);
        p.met += each.holds;
    }
}

} // namespace isobar
