#include "core/analytics/aggregate.h"

#include "core/analytics/tolerance.h"
#include "core/analytics/weights.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

namespace isobar {

namespace {

/// A venue that enters the sums, valid or held.
struct Member {
    std::size_t venue = 0; ///< index into the input
    std::size_t operatorNumber = 0; ///< by the order of names
    double smoothed8h = 0, spot8h = 0, clipped8h = 0;
    double turnoverUsd = 0, openInterestUsd = 0, weight = 0;
};

double sizeOf(std::optional<double> value) { return value && *value > 0 ? *value : 0; }

bool isUsable(const ContractInput &contract)
{
    return contract.excluded == Exclusion::None && std::isfinite(contract.spot8h) && std::isfinite(contract.smoothed8h)
        && contract.turnover24hUsd && *contract.turnover24hUsd > 0;
}

Exclusion reasonOf(const ContractInput &contract)
{
    if (contract.excluded != Exclusion::None || isUsable(contract))
        return contract.excluded;
    return Exclusion::NoData;
}

/// Sums over the contracts of a venue that `counts` takes.
struct Sizes {
    double turnoverUsd = 0;
    std::optional<double> openInterestUsd; ///< absent when that of any contract is
};
template <typename Counts> Sizes sizesOf(const VenueInput &venue, Counts counts)
{
    Sizes sizes{0, 0.0};
    for (const ContractInput &each : venue.contracts) {
        if (!counts(each))
            continue;
        sizes.turnoverUsd += sizeOf(each.turnover24hUsd);
        if (sizes.openInterestUsd && each.openInterestUsd)
            *sizes.openInterestUsd += sizeOf(each.openInterestUsd);
        else
            sizes.openInterestUsd.reset();
    }
    return sizes;
}

/// The venue from its own contracts alone: rates are turnover-weighted means of the valid ones.
AggregateVenue venueOf(const VenueInput &input, const AggregateSettings &settings)
{
    AggregateVenue venue;
    double largest = -1, largestValid = -1, turnover = 0, spot = 0, smoothed = 0, interest = 0;
    venue.excluded = Exclusion::NoData;
    for (const ContractInput &each : input.contracts) {
        const Exclusion reason = reasonOf(each);
        venue.contractExclusions.push_back(reason);
        const double size = sizeOf(each.turnover24hUsd);
        if (size > largest) {
            largest = size;
            venue.excluded = reason;
        }
        if (reason != Exclusion::None)
            continue;
        turnover += size;
        spot += size * each.spot8h;
        smoothed += size * each.smoothed8h;
        interest += size * each.interest8h;
        if (size > largestValid) {
            largestValid = size;
            venue.print8h = each.spot8h;
        }
    }
    venue.contractWeights.assign(input.contracts.size(), 0.0);
    if (!(turnover > 0))
        return venue;
    venue.valid = true;
    venue.excluded = Exclusion::None;
    venue.spot8h = spot / turnover;
    venue.smoothed8h = smoothed / turnover;
    venue.interest8h = interest / turnover;
    const Sizes sizes = sizesOf(input, isUsable);
    venue.openInterestUsd = sizes.openInterestUsd;
    venue.effectiveTurnoverUsd =
        effectiveTurnover(sizes.turnoverUsd, sizes.openInterestUsd, settings.turnoverPerOpenInterest);
    return venue;
}

void holdLast(AggregateVenue &venue, const std::optional<HeldVenue> &held)
{
    venue.valid = false;
    venue.held = held.has_value();
    venue.spot8h = held ? held->spot8h : Unknown;
    venue.smoothed8h = held ? held->smoothed8h : Unknown;
    venue.interest8h = held ? held->interest8h : venue.interest8h;
    venue.effectiveTurnoverUsd = held ? held->turnover24hUsd : 0;
    venue.openInterestUsd = held ? held->openInterestUsd : std::nullopt;
}

std::vector<Member> membersOf(const std::vector<AggregateVenue> &venues, std::span<const VenueInput> inputs)
{
    std::vector<std::string_view> names;
    for (const VenueInput &each : inputs)
        names.push_back(each.operatorName);
    const std::vector<std::size_t> operators = operatorNumbers(names);
    std::vector<Member> members;
    for (std::size_t i = 0; i < venues.size(); ++i) {
        const AggregateVenue &venue = venues[i];
        if (venue.takesPart())
            members.push_back({i, operators[i], venue.smoothed8h, venue.spot8h, venue.smoothed8h,
                venue.effectiveTurnoverUsd, sizeOf(venue.openInterestUsd), 0});
    }
    return members;
}

void weigh(std::vector<Member> &members, const AggregateSettings &settings)
{
    std::vector<OperatorSize> sizes;
    sizes.reserve(members.size());
    for (const Member &each : members)
        sizes.push_back({each.operatorNumber, each.turnoverUsd});
    const std::vector<double> weights = cappedWeights(sizes, settings.operatorCap, settings.operatorsForCap);
    for (std::size_t i = 0; i < members.size(); ++i)
        members[i].weight = weights[i];
}

std::vector<Weighted> weightedRates(const std::vector<Member> &members)
{
    std::vector<Weighted> rates;
    rates.reserve(members.size());
    for (const Member &each : members)
        rates.push_back({each.smoothed8h, each.weight});
    return rates;
}

void clip(std::vector<Member> &members, const AggregateSettings &settings)
{
    for (Member &each : members)
        each.clipped8h = each.smoothed8h;
    if (static_cast<int>(members.size()) < settings.venuesForClip)
        return;
    const std::vector<Weighted> rates = weightedRates(members);
    const double centre = weightedMedian(rates);
    const double reach =
        std::max(settings.clipFloor8h, settings.clipDeviations * weightedMedianDistance(rates, centre));
    for (Member &each : members)
        each.clipped8h = std::clamp(each.smoothed8h, centre - reach, centre + reach);
}

/// F of weighed and clipped members; NaN without any.
double headlineOf(const std::vector<Member> &members)
{
    double sum = 0, weight = 0;
    for (const Member &each : members) {
        sum += each.weight * each.clipped8h;
        weight += each.weight;
    }
    return weight > 0 ? sum : Unknown;
}

/// Valid venues that stand too far from the others lose their vote, unless their gate believed them.
void markOutliers(
    std::vector<AggregateVenue> &venues, std::span<const VenueInput> inputs, const AggregateSettings &settings)
{
    std::vector<Member> members = membersOf(venues, inputs);
    if (static_cast<int>(members.size()) < settings.venuesForOutlier)
        return;
    weigh(members, settings);
    const double centre = weightedMedian(weightedRates(members));
    std::vector<double> rates;
    for (const Member &each : members)
        rates.push_back(each.smoothed8h);
    const double bound =
        std::max(settings.outlierFloor8h, settings.outlierDeviations * medianDistance(rates, median(rates)));
    for (const Member &each : members) {
        AggregateVenue &venue = venues[each.venue];
        if (!venue.valid || !above(std::abs(each.smoothed8h - centre), bound))
            continue;
        venue.standsApart = true;
        if (inputs[each.venue].outlierAccepted)
            continue;
        venue.excluded = Exclusion::Outlier;
        for (Exclusion &reason : venue.contractExclusions)
            reason = reason == Exclusion::None ? Exclusion::Outlier : reason;
        holdLast(venue, inputs[each.venue].held);
    }
}

void measureCoverage(Aggregate &result, std::span<const VenueInput> inputs, const AggregateSettings &settings)
{
    double known = 0, valid = 0;
    std::set<std::string> operators;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const Sizes all = sizesOf(inputs[i],
            [](const ContractInput &each) { return each.excluded != Exclusion::SwitchedOff && each.turnover24hUsd; });
        known += effectiveTurnover(all.turnoverUsd, all.openInterestUsd, settings.turnoverPerOpenInterest);
        if (!result.venues[i].valid)
            continue;
        valid += result.venues[i].effectiveTurnoverUsd;
        ++result.venuesValid;
        operators.insert(inputs[i].operatorName);
    }
    result.operatorsValid = static_cast<int>(operators.size());
    result.coverage = known > 0 ? std::min(1.0, valid / known) : 0;
    result.lowConfidence =
        result.operatorsValid < settings.operatorsForConfidence || below(result.coverage, settings.lowCoverage);
}

void sumUp(Aggregate &result, const std::vector<Member> &members, const AggregateSettings &settings)
{
    result.rate8h = headlineOf(members);
    if (!result.isKnown())
        return;
    result.median8h = weightedMedian(weightedRates(members));
    result.spot8h = result.neutral8h = 0;
    double openInterest = 0, byOpenInterest = 0, mean = 0;
    for (const Member &each : members) {
        mean += each.weight * each.smoothed8h;
        result.spot8h += each.weight * each.spot8h;
        result.neutral8h += each.weight * result.venues[each.venue].interest8h;
        openInterest += each.openInterestUsd;
        byOpenInterest += each.openInterestUsd * each.clipped8h;
    }
    if (openInterest > 0)
        result.openInterestRate8h = byOpenInterest / openInterest;
    double variance = 0;
    for (const Member &each : members) {
        variance += each.weight * (each.smoothed8h - mean) * (each.smoothed8h - mean);
        result.venues[each.venue].openInterestWeight = openInterest > 0 ? each.openInterestUsd / openInterest : 0;
    }
    result.deviation8h = std::sqrt(variance);
    result.outlierDriven = above(std::abs(result.rate8h - result.median8h), settings.outlierDriven8h);
}

/// Spread between venues that are valid and heavy enough.
void measureSpread(Aggregate &result, std::span<const VenueInput> inputs, const AggregateSettings &settings)
{
    const auto at = [&](int index) -> const AggregateVenue & { return result.venues[static_cast<std::size_t>(index)]; };
    for (int i = 0; i < static_cast<int>(result.venues.size()); ++i) {
        const AggregateVenue &venue = at(i);
        if (!venue.valid || !atLeast(venue.weight, settings.spreadWeight))
            continue;
        const auto name = [&](int index) -> const std::string & {
            return inputs[static_cast<std::size_t>(index)].venue;
        };
        const auto wins = [&](int best, bool further) {
            return best < 0 || further || (venue.smoothed8h == at(best).smoothed8h && name(i) < name(best));
        };
        if (wins(result.highest, result.highest >= 0 && venue.smoothed8h > at(result.highest).smoothed8h))
            result.highest = i;
        if (wins(result.lowest, result.lowest >= 0 && venue.smoothed8h < at(result.lowest).smoothed8h))
            result.lowest = i;
    }
    if (result.highest >= 0)
        result.spread8h = at(result.highest).smoothed8h - at(result.lowest).smoothed8h;
}

/// Weights and clipping are made anew without the venue, as if it did not exist.
void leaveEachOut(Aggregate &result, const std::vector<Member> &members, std::span<const VenueInput> inputs,
    const AggregateSettings &settings)
{
    double furthest = -1;
    for (std::size_t left = 0; left < members.size() && members.size() > 1; ++left) {
        std::vector<Member> others = members;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(left));
        weigh(others, settings);
        clip(others, settings);
        const double rate = headlineOf(others);
        const double moved = std::abs(rate - result.rate8h);
        const std::size_t venue = members[left].venue;
        const bool first = result.leaveOneOut < 0;
        const bool tie = !first && atLeast(moved, furthest) && atMost(moved, furthest);
        const auto best = static_cast<std::size_t>(result.leaveOneOut);
        if (std::isnan(moved) || (tie ? !(inputs[venue].venue < inputs[best].venue) : !first && moved < furthest))
            continue;
        furthest = moved;
        result.leaveOneOut = static_cast<int>(venue);
        result.leaveOneOutRate8h = rate;
    }
}

/// A venue's weight on its contracts: by turnover among the valid ones. A held venue's goes to the contracts it had.
void spreadOverContracts(AggregateVenue &venue, const VenueInput &input)
{
    const auto counts = [&](std::size_t i) { return venue.held || venue.contractExclusions[i] == Exclusion::None; };
    double turnover = 0;
    for (std::size_t i = 0; i < input.contracts.size(); ++i)
        turnover += counts(i) ? sizeOf(input.contracts[i].turnover24hUsd) : 0;
    for (std::size_t i = 0; turnover > 0 && i < input.contracts.size(); ++i)
        venue.contractWeights[i] = counts(i) ? venue.weight * sizeOf(input.contracts[i].turnover24hUsd) / turnover : 0;
}

} // namespace

double effectiveTurnover(double turnover24hUsd, std::optional<double> openInterestUsd, double perOpenInterest)
{
    return openInterestUsd ? std::min(turnover24hUsd, perOpenInterest * *openInterestUsd) : turnover24hUsd;
}

Aggregate evaluateAggregate(std::span<const VenueInput> venues, const AggregateSettings &settings)
{
    Aggregate result;
    for (const VenueInput &each : venues) {
        result.venues.push_back(venueOf(each, settings));
        AggregateVenue &venue = result.venues.back();
        if (!venue.valid) // what the user switched off is not kept
            holdLast(venue, venue.excluded == Exclusion::SwitchedOff ? std::nullopt : each.held);
    }
    markOutliers(result.venues, venues, settings);

    std::vector<Member> members = membersOf(result.venues, venues);
    weigh(members, settings);
    clip(members, settings);
    for (const Member &each : members) {
        AggregateVenue &venue = result.venues[each.venue];
        venue.weight = each.weight;
        venue.clipped8h = each.clipped8h;
        spreadOverContracts(venue, venues[each.venue]);
    }
    measureCoverage(result, venues, settings);
    sumUp(result, members, settings);
    measureSpread(result, venues, settings);
    leaveEachOut(result, members, venues, settings);
    return result;
}

void VenueHold::step(const AggregateVenue &venue, TimeMs marketMs, TimeMs holdMs)
{
    if (venue.valid)
        last = HeldVenue{venue.spot8h, venue.smoothed8h, venue.interest8h, venue.effectiveTurnoverUsd,
            venue.openInterestUsd, marketMs};
    else if (last && marketMs - last->marketMs > holdMs)
        last.reset();
}

} // namespace isobar
