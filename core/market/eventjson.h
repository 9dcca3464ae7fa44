#pragma once
#include "core/base/result.h"
#include "core/market/event.h"

#include <optional>
#include <string>
#include <string_view>

namespace isobar {

/// One line of JSON (no line break): {"type","priority","asset","side","scope","state","id","time_ms", ...payload}.
/// Same event, same bytes: members in a fixed order, numbers as the shortest text that reads back equal.
std::string eventToJson(const Event &event);

/// An event from its line. Members that are not there keep their defaults, so that lines of older versions can be read;
/// an error says what is wrong.
Result<Event> eventFromJson(std::string_view line);

} // namespace isobar
