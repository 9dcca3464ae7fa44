#include "core/analytics/constantset.h"

#include "core/analytics/tolerance.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr TimeMs KeepAtMost = 8 * HourMs;

HeldVenue valuesOf(const AggregateVenue &venue, TimeMs marketMs)
{
    return {
        venue.spot8h, venue.smoothed8h, venue.interest8h, venue.effectiveTurnoverUsd, venue.openInterestUsd, marketMs};
}

} // namespace

double ConstantSet::step(std::span<const VenueInput> venues, const Aggregate &aggregate, bool conditionHolds,
    bool warmingUp, TimeMs marketMs, const AggregateSettings &settings)
{
    const bool confident = !aggregate.lowConfidence;
    const bool expired = keptSinceMs && marketMs - *keptSinceMs > KeepAtMost;
    if (warmingUp || !isSettled || (confident && (!conditionHolds || expired))) {
        members.clear();
        for (std::size_t i = 0; i < venues.size(); ++i) {
            if (aggregate.venues[i].takesPart())
                members[venues[i].venue] = {venues[i].operatorName, valuesOf(aggregate.venues[i], marketMs)};
        }
        isSettled = confident && !warmingUp;
        keptSinceMs.reset();
    }
    if (isSettled && confident && conditionHolds && !keptSinceMs)
        keptSinceMs = marketMs;

    for (std::size_t i = 0; i < venues.size(); ++i) {
        const auto member = members.find(venues[i].venue);
        if (member != members.end() && aggregate.venues[i].takesPart())
            member->second.last = valuesOf(aggregate.venues[i], marketMs);
    }
    return this->aggregate(settings).rate8h;
}

Aggregate ConstantSet::aggregate(const AggregateSettings &settings) const
{
    std::vector<VenueInput> inputs;
    for (const auto &[name, member] : members) {
        VenueInput input;
        input.venue = name;
        input.operatorName = member.operatorName;
        input.held = member.last;
        inputs.push_back(std::move(input));
    }
    return evaluateAggregate(inputs, settings);
}

double ConstantSet::spread8h(const AggregateSettings &settings) const
{
    std::optional<double> highest, lowest;
    for (const AggregateVenue &venue : aggregate(settings).venues) {
        if (!atLeast(venue.weight, settings.spreadWeight))
            continue;
        highest = std::max(highest.value_or(venue.smoothed8h), venue.smoothed8h);
        lowest = std::min(lowest.value_or(venue.smoothed8h), venue.smoothed8h);
    }
    return highest ? *highest - *lowest : 0;
}

std::map<std::string, double> ConstantSet::weights(const AggregateSettings &settings) const
{
    const Aggregate now = aggregate(settings);
    std::map<std::string, double> weights;
    std::size_t i = 0;
    for (const auto &[name, member] : members)
        weights[name] = now.venues[i++].weight;
    return weights;
}

} // namespace isobar
