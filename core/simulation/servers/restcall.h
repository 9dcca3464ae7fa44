#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <functional>
#include <map>

namespace isobar::simulation {

/// A REST request on its way through a venue's handlers.
struct RestCall {
    const VenueView &view;
    const HttpRequest &request;
    Instant now;

    /// "" when it is missing.
    std::string argument(std::string_view name) const { return request.argument(name).value_or(std::string()); }
    /// The contract that a query member names; absent: the venue lists no such symbol.
    std::optional<int> contract(std::string_view name) const { return view.find(argument(name)); }
};

/// What answers which path.
using RestRoutes = std::map<std::string, std::function<HttpAnswer(const RestCall &)>, std::less<>>;

} // namespace isobar::simulation
