#pragma once
#include "core/market/event.h"

#include <cstdint>
#include <string_view>

namespace isobar {

/// Id of an event: made of what it is and the market time of its entry, so that the same market gives the same id
/// (DESIGN 3). Never 0.
std::uint64_t eventId(EventType type, std::string_view asset, PositionSide side, Scope scope, TimeMs enteredMs);

} // namespace isobar
