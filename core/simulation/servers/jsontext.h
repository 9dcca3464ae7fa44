#pragma once
#include "core/simulation/servers/http.h"

#include <boost/json/object.hpp>

namespace isobar::simulation {

/// The JSON object that `text` is; absent: it is none.
std::optional<boost::json::object> parseObject(std::string_view text);
/// The text of a member; "" when it is missing or no text.
std::string memberText(const boost::json::object &object, std::string_view name);
/// An answer with `body` as JSON.
HttpAnswer jsonAnswer(const boost::json::value &body, int status = 200);

} // namespace isobar::simulation
