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

/// Growth of open interest over any window, on the contracts known at both ends as in OpenInterestGrowth.
std::optional<double> openInterestChange(const AssetFindings &findings, TimeMs windowMs)
{
    double before = 0, now = 0;
    for (const ContractFindings &contract : findings.contracts) {
        const auto then = openInterestAt(*contract.state, findings.beat.marketMs - windowMs);
        if (then && contract.openInterestCoins) {
            before += *then;
            now += *contract.openInterestCoins;
        }
    }
    return before > 0 ? std::optional(std::abs(now / before - 1)) : std::nullopt;
}

/// Whether its last numbers are to be believed, and wanted.
bool saysOfNow(const ContractFindings &contract)
{
    switch (contract.excluded) {
    case Exclusion::NoData:
    case Exclusion::Stale:
    case Exclusion::Implausible:
    case Exclusion::CrossedMark:
    case Exclusion::SwitchedOff:
        return false;
    case Exclusion::None:
    case Exclusion::Outlier:
    case Exclusion::Thin:
    case Exclusion::VolumeSuspect:
    case Exclusion::IntervalUnknown:
        return true;
    }
    return true;
}

/// A venue that is heard and has no contract of the asset: nothing of it will come. Else its catalogue may be late.
bool isWithout(const MarketState &market, const std::string &venue)
{
    const auto health = market.health().find(venue);
    return health != market.health().end() && health->second->state == HealthState::Live;
}

} // namespace

void AssetRules::judgeUserRules(const Now &now)
{
    auto input = at<UserRuleInput>(now.moment.observed());
    input.isSettling = now.moment.isWarmingUp;
    input.measure = [&](const UserCondition &condition) { return measure(now, condition); };
    input.age = [&](const UserCondition &condition) { return ageOf(now, condition); };
    input.aggregate = &now.findings.aggregate;
    input.venues = now.findings.inputs;
    tell(m_userRules.step(input, now.context.user.rulesWithAlerts(now.findings.asset)));
}

std::optional<TimeMs> AssetRules::ageOf(const Now &now, const UserCondition &condition)
{
    using enum UserConditionKind;
    const AssetFindings &findings = now.findings;
    const auto ago = [&](std::optional<TimeMs> seen) {
        return seen ? std::optional(findings.beat.transportMs - *seen) : std::nullopt;
    };
    const auto oldest = [&](std::optional<TimeMs> ContractState::*seen) {
        std::optional<TimeMs> since;
        for (std::size_t i = 0; i < findings.venues.size(); ++i) {
            const VenueFindings &venue = findings.venues[i];
            const ContractFindings &main = mainContract(findings, venue);
            const bool isMeant = condition.venue.empty()
                ? findings.aggregate.venues[i].takesPart() && main.excluded != Exclusion::Stale
                : venue.traits.id == condition.venue;
            if (const auto at = main.state.get()->*seen; isMeant && at)
                since = std::min(since.value_or(*at), *at);
        }
        return ago(since);
    };
    switch (condition.kind) {
    case PriceMoved:
        if (condition.venue.empty()) { // measured on one contract
            const ContractState *heard = heardContract(findings);
            return heard ? ago(heard->markSeenMs) : std::nullopt;
        }
        [[fallthrough]];
    case PriceAbove:
    case PriceBelow:
    case PremiumAbove:
    case PremiumBelow:
        return oldest(&ContractState::markSeenMs);
    case FundingAbove:
    case FundingBelow:
    case DueAbove:
    case SpreadAbove:
        return oldest(&ContractState::fundingSeenMs);
    case OpenInterestChanged:
        return oldest(&ContractState::openInterestSeenMs);
    case Liquidated:
    case ClusterWithin:
    case FeedLost:
        return std::nullopt; // sums, and what is reckoned
    }
    return std::nullopt;
}

std::optional<double> AssetRules::measure(const Now &now, const UserCondition &condition) const
{
    using enum UserConditionKind;
    const AssetFindings &findings = now.findings;
    const auto venue = std::find_if(findings.venues.begin(), findings.venues.end(),
        [&](const VenueFindings &each) { return each.traits.id == condition.venue; });
    const bool isOfVenue = !condition.venue.empty();
    if (isOfVenue && venue == findings.venues.end() && condition.kind != FeedLost)
        return isWithout(now.context.market, condition.venue) ? std::optional(NoneThere) : std::nullopt;
    // The last rate of a feed that is mute says nothing of now.
    const bool isStale =
        isOfVenue && venue != findings.venues.end() && mainContract(findings, *venue).excluded == Exclusion::Stale;
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
            return isStale ? std::nullopt : mainContract(findings, *venue).premium;
        std::vector<double> premiums;
        for (const VenueFindings &each : findings.venues) {
            const ContractFindings &main = mainContract(findings, each);
            if (main.premium && saysOfNow(main))
                premiums.push_back(*main.premium);
        }
        return premiums.empty() ? std::nullopt : std::optional(median(premiums));
    }
    case FundingAbove:
    case FundingBelow:
        if (isOfVenue)
            return isStale ? std::nullopt : mainContract(findings, *venue).spot8h;
        return findings.aggregate.isKnown() ? std::optional(findings.aggregate.rate8h) : std::nullopt;
    case DueAbove: {
        std::optional<double> largest;
        bool isKnown = false; // when one settles next
        for (const ContractFindings &each : findings.contracts) {
            const bool isMeant = !isOfVenue || each.state->venue().id == condition.venue;
            if (!isMeant || !each.nextFundingMs || !each.spot8h || !saysOfNow(each))
                continue;
            isKnown = true;
            if (*each.nextFundingMs <= now.moment.marketMs + windowMs)
                largest = std::max(largest.value_or(0), std::abs(*each.spot8h));
        }
        return largest || !isKnown ? largest : NoneThere;
    }
    case SpreadAbove:
        return findings.aggregate.spread8h;
    case OpenInterestChanged:
        return openInterestChange(findings, windowMs);
    case Liquidated:
        return liquidated(now.context.asset.liquidations, condition.side, now.moment.marketMs,
            static_cast<int>(std::clamp<TimeMs>(windowMs / MinuteMs, 1, DayMs / MinuteMs)));
    case ClusterWithin: {
        const double price = now.levels.price;
        const LevelFacts &levels = now.context.levels;
        if (!(price > 0) || (levels.clusters.empty() && !(levels.volatility.fast > 0))) // there is no map yet
            return std::nullopt;
        std::optional<double> nearest;
        for (const Cluster &each : now.context.levels.clusters) {
            if (each.load == ClusterLoad::Plain || (condition.side && each.side != *condition.side))
                continue;
            if (!(each.low > 0))
                continue;
            const double distance = price < each.low ? std::log(each.low / price)
                : price > each.high                  ? std::log(price / each.high)
                                                     : 0;
            nearest = std::min(nearest.value_or(distance), distance);
        }
        return nearest.value_or(NoneThere);
    }
    case FeedLost:
        return m_feedLost.isLost(condition.venue) ? 1 : 0;
    }
    return std::nullopt;
}

} // namespace isobar
