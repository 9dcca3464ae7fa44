#pragma once
#include "core/venues/venue.h"

#include <memory>

namespace isobar {

/// Paradex's perpetuals: linear, USDC-settled. Funding accrues without settlements; the socket sends binary frames
/// (SBE), REST and the session JSON.
std::shared_ptr<const Venue> makeParadex();

} // namespace isobar
