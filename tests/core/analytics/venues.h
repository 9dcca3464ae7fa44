#pragma once
#include "core/analytics/aggregate.h"
#include "core/analytics/breadth.h"

#include <string>
#include <vector>

namespace isobar {

/// A venue of one contract; `turnover` in billions of USD, open interest large enough not to bound it.
inline VenueInput venueInput(
    const std::string &venue, double turnover, double rate8h, const std::string &operatorName = {})
{
    ContractInput contract;
    contract.spot8h = contract.smoothed8h = rate8h;
    contract.turnover24hUsd = turnover * 1e9;
    contract.openInterestUsd = turnover * 1e9;
    VenueInput input;
    input.venue = venue;
    input.operatorName = operatorName.empty() ? venue : operatorName;
    input.contracts.push_back(contract);
    return input;
}

/// The seed of 27 February 2026 (MODEL 10, example 3).
inline std::vector<VenueInput> seedOfFebruary()
{
    return {venueInput("binance", 55, -0.00005), venueInput("okx", 25, -0.00007), venueInput("bybit", 20, -0.00011)};
}

/// Example 4: Hyperliquid's 0.00015 an hour is 0.0012 per 8 h.
inline std::vector<VenueInput> seedOfFour()
{
    return {venueInput("binance", 50, 0.0004), venueInput("bybit", 30, 0.0009), venueInput("hyperliquid", 20, 0.0012)};
}

inline AggregateSettings capOff()
{
    AggregateSettings settings;
    settings.operatorCap = 1;
    return settings;
}

/// A baseline with B = `median`, after MODEL 1.4.
inline Baseline baselineOf(double median8h) { return evaluateBaseline(std::vector<double>(720, median8h)); }

/// The venues as breadth sees them, all with the same baseline.
inline std::vector<BreadthVenue> breadthVenues(
    const std::vector<VenueInput> &inputs, const Aggregate &aggregate, const Baseline &baseline)
{
    std::vector<BreadthVenue> venues;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const AggregateVenue &venue = aggregate.venues[i];
        if (venue.takesPart())
            venues.push_back(
                {inputs[i].venue, inputs[i].operatorName, venue.weight, venue.smoothed8h, venue.spot8h, baseline});
    }
    return venues;
}

} // namespace isobar
