#pragma once
#include "core/market/event.h"

#include <string>

namespace isobar {

/// One line of JSON (no line break): {"type","priority","asset","side","scope","state","id","time_ms", ...payload}.
/// Same event, same bytes: members in a fixed order, numbers as the shortest text that reads back equal.
std::string eventToJson(const Event &event);

} // namespace isobar
