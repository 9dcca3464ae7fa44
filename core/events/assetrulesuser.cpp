#include "core/analytics/statistics.h"
#include "core/events/assetrulesnow.h"

#include <algorithm>
#include <cmath>

namespace isobar {

// The conditions of the user's rules, measured.

namespace {

/// Observed liquidations of the last `minutes` of a side, or of both.
double liquidated(
    const LiquidationWindow &window, const std::optional<PositionSide> &side, TimeMs marketMs, int minutes)
{
    double usd = 0;
    for (int i = 0; i < minutes; ++i) {
        const LiquidationSums sums = window.minute(floorTo(marketMs, MinuteMs) - i * MinuteMs);
        usd += !side ? sums.totalUsd() : *side == PositionSide::Long ? sums.longUsd : sums.shortUsd;
    }
    return usd;
}

} // namespace

void AssetRules::judgeUserRules(const Now &now)
{
    auto input = at<UserRuleInput>(now.moment);
    input.measure = [&](const UserCondition &condition) { return measure(now, condition); };
    tell(m_userRules.step(input, now.context.user.rulesWithAlerts(now.findings.asset)));
}

std::optional<double> AssetRules::measure(const Now &now, const UserCondition &condition) const
{
    using enum UserConditionKind;
    const AssetFindings &findings = now.findings;
    const auto venue = std::find_if(findings.venues.begin(), findings.venues.end(),
        [&](const VenueFindings &each) { return each.traits.id == condition.venue; });
    const bool isOfVenue = !condition.venue.empty();
    if (isOfVenue && venue == findings.venues.end() && condition.kind != FeedLost)
        return std::nullopt;
    const auto windowMs = static_cast<TimeMs>(condition.windowHours * HourMs);
    switch (condition.kind) {
    case PriceAbove:
    case PriceBelow:
        return isOfVenue ? mainContract(findings, *venue).state->mark : findings.mark;
    case PriceMoved: {
        const ContractState *contract =
            isOfVenue ? mainContract(findings, *venue).state.get() : heardContract(findings);
        const double then = contract ? priceAt(*contract, now.moment.marketMs - windowMs) : 0;
        return then > 0 && contract->mark ? std::optional(std::abs(*contract->mark / then - 1)) : std::nullopt;
    }
    case PremiumAbove:
    case PremiumBelow: {
        if (isOfVenue)
            return mainContract(findings, *venue).premium;
        std::vector<double> premiums;
        for (const VenueFindings &each : findings.venues) {
            if (const auto premium = mainContract(findings, each).premium)
                premiums.push_back(*premium);
        }
        return premiums.empty() ? std::nullopt : std::optional(median(premiums));
    }
    case FundingAbove:
    case FundingBelow:
        if (isOfVenue)
            return mainContract(findings, *venue).spot8h;
        return findings.aggregate.isKnown() ? std::optional(findings.aggregate.rate8h) : std::nullopt;
    case DueAbove: {
        std::optional<double> largest;
        for (const ContractFindings &each : findings.contracts) {
            const bool isMeant = !isOfVenue || each.state->venue().id == condition.venue;
            if (!isMeant || !each.nextFundingMs || !each.spot8h || *each.nextFundingMs > now.moment.marketMs + windowMs)
                continue;
            largest = std::max(largest.value_or(0), std::abs(*each.spot8h));
        }
        return largest;
    }
    case SpreadAbove:
        return findings.aggregate.spread8h;
    case OpenInterestChanged: {
        const OpenInterestGrowth &growth = findings.openInterest;
        const auto change = windowMs <= HourMs ? growth.change1h
            : windowMs <= 4 * HourMs           ? growth.change4h
            : windowMs <= DayMs                ? growth.change24h
                                               : growth.change72h;
        return change ? std::optional(std::abs(*change)) : std::nullopt;
    }
    case Liquidated:
        return liquidated(now.context.asset.liquidations, condition.side, now.moment.marketMs,
            static_cast<int>(std::clamp<TimeMs>(windowMs / MinuteMs, 1, DayMs / MinuteMs)));
    case ClusterWithin: {
        std::optional<double> nearest;
        for (const Cluster &each : now.context.levels.clusters) {
            if (each.load == ClusterLoad::Plain || (condition.side && each.side != *condition.side))
                continue;
            const double price = now.levels.price;
            if (!(price > 0) || !(each.low > 0))
                continue;
            const double distance = price < each.low ? std::log(each.low / price)
                : price > each.high                  ? std::log(price / each.high)
                                                     : 0;
            nearest = std::min(nearest.value_or(distance), distance);
        }
        return nearest;
    }
    case FeedLost:
        return m_feedLost.isLost(condition.venue) ? 1 : 0;
    }
    return std::nullopt;
}

} // namespace isobar
