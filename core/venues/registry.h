#pragma once
#include "core/venues/venue.h"

#include <memory>
#include <string_view>
#include <vector>

namespace isobar {

/// All venues, in the order in which they are shown by default (by open interest).
std::vector<std::shared_ptr<const Venue>> allVenues();

/// The venue with that id, or null.
std::shared_ptr<const Venue> venueById(std::string_view id);

} // namespace isobar
