#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// WOO X perpetuals (API v3): linear, USDT-margined, funded each four or eight hours. Liquidations are not published.
std::shared_ptr<const Venue> makeWoox();

} // namespace isobar
