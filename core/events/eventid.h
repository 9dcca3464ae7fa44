#pragma once
#include "core/market/event.h"

#include <cstdint>
#include <string_view>

namespace isobar {

/// Id of an event: made of what it is and the market time of its entry, so that the same market gives the same id
/// (DESIGN 3). `subject`: what of the asset it is about; empty where the event is of the asset as a whole. Never 0.
std::uint64_t eventId(EventType type, std::string_view asset, std::optional<PositionSide> side, Scope scope,
    TimeMs enteredMs, std::string_view subject = {});
/// Of an event whose type, asset, side, scope, subject and time of entry are filled in.
std::uint64_t eventId(const Event &event);

} // namespace isobar
