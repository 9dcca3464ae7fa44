#pragma once
#include "core/simulation/servers/venueprotocol.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace isobar::simulation {

/// An answer with `body` as JSON.
inline HttpAnswer jsonReply(const boost::json::value &body, int status = 200)
{
    return {status, boost::json::serialize(body), "application/json", {}};
}

} // namespace isobar::simulation
