#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/simulation/fault.h"

namespace isobar::simulation {

/// The plots of the demo (PRODUCT 1). Tour is a loop through all others in acts of two hours of market time.
enum class Scenario { Calm, LongSqueeze, ShortSqueeze, Cascade, FeedOutage, Tour };

/// calm, long-squeeze, short-squeeze, cascade, feed-outage, tour; nothing for any other word.
std::optional<Scenario> scenarioByName(std::string_view name);
std::string_view scenarioName(Scenario scenario);

/// What the plot asks of the market at a moment; liquidations, noise and agents do the rest.
struct Mood {
    double premium = 0.0001; ///< crowd's premium on the index (fraction); beyond -0.0004..0.0006 it shows in the rate
    double crowd = 0.1; ///< who opens eagerly and with leverage: -1 shorts only .. +1 longs only
    double driftPerHour = 0; ///< of ln(price)
    double volatility = 1; ///< times the asset's usual one
    double openInterest = 1; ///< times the contract's usual one
    bool insistent = false; ///< the crowd pushes until the running rate is where `premium` would put it
};

/// The mood `sinceStart` ms of market time after the start; negative: the lead-in before it.
Mood moodAt(Scenario scenario, TimeMs sinceStart);

/// Which act runs `sinceStart` ms of market time after the start, and when it began.
struct Act {
    Scenario scenario;
    TimeMs beginMs; ///< after the start
};
Act actAt(Scenario scenario, TimeMs sinceStart);

/// Faults that belong to the plot and touch the time `nowMs` of its present loop, active or not.
std::vector<Fault> plotFaults(Scenario scenario, TimeMs startMs, TimeMs nowMs);

} // namespace isobar::simulation
