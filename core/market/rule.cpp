#include "core/market/rule.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace {

constexpr std::array<std::string_view, UserConditionCount> Names{"price_above", "price_below", "price_moved",
    "premium_above", "premium_below", "funding_above", "funding_below", "due_above", "spread_above",
    "open_interest_changed", "liquidated", "cluster_within", "feed_lost"};

constexpr double MostPrice = 1e9, MostRate = 0.1, MostUsd = 1e12;

std::string faultOf(const UserCondition &condition)
{
    const UserConditionTraits traits = traitsOf(condition.kind);
    const std::string name(userConditionName(condition.kind));
    if (traits.hasThreshold
        && !(std::isfinite(condition.threshold) && condition.threshold >= traits.least
            && condition.threshold <= traits.most))
        return "the value of " + name + " is out of its range";
    if (traits.hasWindow && !(condition.windowHours > 0 && condition.windowHours <= traits.mostWindowHours))
        return "the window of " + name + " is out of its range";
    if (!traits.hasVenue && !condition.venue.empty())
        return name + " is not of a venue";
    if (!traits.hasSide && condition.side)
        return name + " has no side";
    return {};
}

} // namespace

std::string_view userConditionName(UserConditionKind kind) { return Names[static_cast<std::size_t>(kind)]; }

std::optional<UserConditionKind> userConditionByName(std::string_view name)
{
    const auto found = std::find(Names.begin(), Names.end(), name);
    return found == Names.end() ? std::nullopt : std::optional(static_cast<UserConditionKind>(found - Names.begin()));
}

UserConditionTraits traitsOf(UserConditionKind kind)
{
    using enum UserConditionKind;
    switch (kind) {
    case PriceAbove:
    case PriceBelow:
        return {true, false, true, false, 1e-12, MostPrice, 0};
    case PriceMoved:
        return {true, true, true, false, 1e-5, 10, 6}; // minutes are remembered for 7 h
    case PremiumAbove:
    case PremiumBelow:
        return {true, false, true, false, -1, 1, 0};
    case FundingAbove:
    case FundingBelow:
        return {true, false, true, false, -MostRate, MostRate, 0};
    case DueAbove:
        return {true, true, true, false, 0, MostRate, 24};
    case SpreadAbove:
        return {true, false, false, false, 0, MostRate, 0};
    case OpenInterestChanged:
        return {true, true, false, false, 1e-5, 10, 72};
    case Liquidated:
        return {true, true, false, true, 1, MostUsd, 24};
    case ClusterWithin:
        return {true, false, false, true, 0, 0.5, 0};
    case FeedLost:
        return {false, false, true, false, 0, 0, 0};
    }
    return {};
}

std::string faultOf(const UserRule &rule)
{
    if (rule.conditions.empty())
        return "it has no condition";
    for (const UserCondition &condition : rule.conditions) {
        if (const std::string fault = faultOf(condition); !fault.empty())
            return fault;
    }
    return {};
}

} // namespace isobar
