#pragma once
#include "core/market/event.h"

#include <optional>
#include <string>
#include <string_view>

namespace isobar {

/// One line of JSON (no line break): {"type","priority","asset","side","scope","state","id","time_ms", ...payload}.
/// Same event, same bytes: members in a fixed order, numbers as the shortest text that reads back equal.
std::string eventToJson(const Event &event);

/// Reads what eventToJson wrote. Members that are missing have their defaults (an older version did not have them);
/// absent: it is no event of a type that is known.
std::optional<Event> eventFromJson(std::string_view text);

} // namespace isobar
