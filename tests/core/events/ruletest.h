#pragma once
#include "core/analytics/aggregate.h"
#include "core/events/rulemoment.h"
#include "core/market/event.h"

#include <string>
#include <vector>

// What the tests of the rules have in common.

namespace isobar {

inline constexpr TimeMs RuleStart = 1'772'208'000'000; // 2026-02-27 16:00 UTC

inline bool isOne(const std::vector<Event> &events, EventState state)
{
    return events.size() == 1 && events.front().state == state;
}

/// A venue as an event keeps it; `share` is its part of the turnover, its open interest does not bound it.
inline EventVenue eventVenue(
    const std::string &name, double share, double rate8h, double baseline8h, const std::string &operatorName = {})
{
    EventVenue venue;
    venue.venue = name;
    venue.name = name;
    venue.operatorName = operatorName.empty() ? name : operatorName;
    venue.rate8h = venue.smoothed8h = rate8h;
    venue.baseline8h = baseline8h;
    venue.turnoverUsd = share * 1e9;
    venue.openInterestUsd = share * 1e9;
    venue.ageMs = 1000;
    return venue;
}

/// The seed of 27 February 2026 (MODEL 10, example 3).
inline std::vector<EventVenue> evidenceOfFebruary(double baseline8h = 0.000035)
{
    return {eventVenue("binance", 55, -0.00005, baseline8h), eventVenue("okx", 25, -0.00007, baseline8h),
        eventVenue("bybit", 20, -0.00011, baseline8h)};
}

/// Example 4, with the cap of operators.
inline std::vector<EventVenue> evidenceOfFour(double baseline8h = 0.0001)
{
    return {eventVenue("binance", 50, 0.0004, baseline8h), eventVenue("bybit", 30, 0.0009, baseline8h),
        eventVenue("hyperliquid", 20, 0.0012, baseline8h)};
}

/// The moment moves on; everything else stays.
inline void pass(RuleMoment &moment, TimeMs afterMs)
{
    moment.marketMs += afterMs;
    moment.transportMs += afterMs;
}

inline RuleMoment healthyMoment()
{
    RuleMoment moment;
    moment.asset = "BTC";
    moment.marketMs = moment.transportMs = RuleStart;
    moment.venuesValid = 3;
    return moment;
}

} // namespace isobar
