#include "core/events/venuedislocation.h"

#include "core/analytics/statistics.h"
#include "core/analytics/tolerance.h"

#include <cmath>
#include <utility>

namespace isobar {

namespace {

constexpr std::size_t LeastSamples = 12; // an hour

double thresholdOf(const std::optional<double> &mad, const VenueDislocationSettings &settings = {})
{
    return std::max(settings.leastMove, settings.timesUsual * mad.value_or(0));
}

std::optional<double> madOf(const SampleSeries &deviations)
{
    std::vector<double> values;
    for (const Sample &each : deviations.samples())
        values.push_back(each.value);
    if (values.size() < LeastSamples)
        return std::nullopt;
    return medianDistance(values, median(values));
}

} // namespace

std::vector<Event> VenueDislocation::step(const VenueDislocationInput &input, const VenueDislocationSettings &settings)
{
    std::vector<double> indices;
    for (const VenuePrice &each : input.venues) {
        if (each.mark && each.index)
            indices.push_back(*each.index);
    }
    const double medianIndex = median(indices);
    std::vector<Event> events;
    if (indices.size() < 2) // one alone has nothing to stand apart from
        return events;
    for (const VenuePrice &price : input.venues) {
        if (!price.mark)
            continue;
        Venue &venue = m_venues[price.venue];
        const double deviation = std::log(*price.mark / medianIndex);
        const double threshold = thresholdOf(venue.mad, settings);
        const double size = std::abs(deviation);
        const bool isHeavy = atLeast(price.weight, settings.leastWeight);
        const Priority priority = atLeast(size, settings.alertMove) || price.userHolds ? Priority::P2 : Priority::P3;
        MachineInput found = input.machineInput(
            isHeavy && atLeast(size, threshold), atLeast(size, settings.exitShare * threshold), priority, false);
        found.isFrozen = price.seenMs && price.seenMs == std::exchange(venue.seenMs, price.seenMs);
        const bool grew = venue.life.isActive() && priority < venue.life.event.priority;
        auto event = venue.life.step(found, settings.timing, grew, [&] {
            Event made = input.event(EventType::VenueDislocation, priority, std::nullopt, price.venue);
            DislocationPayload p;
            p.venue = price.name;
            p.mark = *price.mark;
            p.index = price.index;
            p.medianIndex = medianIndex;
            p.mad7d = venue.mad;
            p.weight = price.weight;
            p.ageMs = price.seenMs ? input.transportMs - *price.seenMs : 0;
            p.userHolds = price.userHolds;
            if (input.liquidated1h)
                std::tie(p.liquidated1hLongUsd, p.liquidated1hShortUsd) = input.liquidated1h(price.venue);
            derive(made, p);
            made.payload = std::move(p);
            return made;
        });
        if (event)
            events.push_back(*std::move(event));
        // What stands apart now is not yet usual.
        if (!venue.life.isActive())
            venue.deviations.put(input.marketMs, deviation);
        if (floorTo(input.marketMs, HourMs) != venue.madHourMs) {
            venue.madHourMs = floorTo(input.marketMs, HourMs);
            venue.mad = madOf(venue.deviations);
        }
    }
    return events;
}

void derive(Event &event, DislocationPayload &p)
{
    p.deviation = p.medianIndex > 0 ? std::log(p.mark / p.medianIndex) : 0;
    p.basisPoints = 1e4 * p.deviation;
    p.thresholdMove = thresholdOf(p.mad7d);
    if (event.state != EventState::Cleared) {
        const bool isFar = atLeast(std::abs(p.deviation), VenueDislocationSettings().alertMove);
        event.priority = isFar || p.userHolds ? Priority::P2 : Priority::P3;
    }
}

} // namespace isobar
