#include "core/events/userrule.h"

#include "core/analytics/tolerance.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace {

constexpr std::array<std::string_view, UserConditionCount> Names{"price_above", "price_below", "price_moved",
    "premium_above", "premium_below", "funding_above", "funding_below", "due_above", "spread_above",
    "open_interest_changed", "liquidated", "cluster_within", "feed_lost"};

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

UserCondition conditionOf(const EventCondition &found)
{
    UserCondition condition;
    condition.kind = userConditionByName(found.kind).value_or(UserConditionKind::PriceAbove);
    condition.threshold = found.threshold;
    condition.windowHours = found.windowHours;
    condition.venue = found.venue;
    return condition;
}

/// All, or any, of the conditions.
bool isMet(const UserRule &rule, const std::vector<std::optional<double>> &values, bool relaxed)
{
    std::size_t met = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        met += conditionHolds(rule.conditions[i], values[i], relaxed);
    return rule.all ? met == values.size() && met > 0 : met > 0;
}

} // namespace

std::string_view userConditionName(UserConditionKind kind) { return Names[static_cast<std::size_t>(kind)]; }

std::optional<UserConditionKind> userConditionByName(std::string_view name)
{
    for (std::size_t i = 0; i < Names.size(); ++i) {
        if (Names[i] == name)
            return static_cast<UserConditionKind>(i);
    }
    return std::nullopt;
}

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

std::vector<Event> UserRules::step(const UserRuleInput &input, const std::vector<UserRule> &rules)
{
    std::vector<Event> events;
    std::erase_if(m_lives, [&](const auto &life) {
        return std::none_of(rules.begin(), rules.end(), [&](const UserRule &rule) { return rule.id == life.first; });
    });
    for (const UserRule &rule : rules) {
        if (!concerns(rule, input.asset))
            continue;
        std::vector<std::optional<double>> values;
        for (const UserCondition &condition : rule.conditions)
            values.push_back(input.measure(condition));
        const MachineInput found =
            input.machineInput(isMet(rule, values, false), isMet(rule, values, true), rule.priority, false);
        MachineTiming timing;
        timing.durationMs = rule.holdMs;
        timing.coolMs = rule.coolMs;
        auto event = m_lives[rule.id].step(found, timing, false, [&] {
            Event made = input.event(EventType::UserRule, rule.priority, std::nullopt, rule.id);
            UserRulePayload p;
            p.rule = rule.id;
            p.name = rule.name;
            p.all = rule.all;
            for (std::size_t i = 0; i < values.size(); ++i) {
                const UserCondition &condition = rule.conditions[i];
                p.conditions.push_back({std::string(userConditionName(condition.kind)), condition.venue,
                    condition.threshold, condition.windowHours, values[i], false});
            }
            derive(made, p);
            made.payload = std::move(p);
            return made;
        });
        if (event)
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
