#pragma once
#include "core/simulation/servers/http.h"

#include <boost/json/value.hpp>

namespace isobar::simulation {

/// An answer with `body` as plain JSON.
HttpAnswer jsonAnswer(const boost::json::value &body, int status = 200);

} // namespace isobar::simulation
