#pragma once
#include "core/simulation/servers/tradetape.h"
#include "core/simulation/servers/venueprotocol.h"

#include <boost/json/value.hpp>

namespace isobar::simulation {

/// Credits of an address: the pool, what comes back in a second, a request's price and a subscription's.
inline constexpr double DeribitPool = 50'000, DeribitRefill = 10'000;
inline constexpr double DeribitRequestCost = 500, DeribitSubscribeCost = 3'000;

/// What a method gave: its result, or an error with a code.
struct DeribitAnswer {
    boost::json::value result;
    int code = 0; ///< 0: no error
    std::string message = {};
    boost::json::value details = nullptr;
};

DeribitAnswer deribitInvalid(std::string_view parameter, std::string_view reason);
/// The public methods that tell of the market, by the name "public/..."; REST gives all parameters as text.
DeribitAnswer deribitMethod(
    const VenueView &view, TradeTape &tape, std::string_view method, const boost::json::object &params);
/// The JSON-RPC envelope; `id` null: none, as in REST.
boost::json::object deribitReply(const boost::json::value *id, DeribitAnswer answer, const Instant &now);

} // namespace isobar::simulation
