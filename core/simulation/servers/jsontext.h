#pragma once
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace isobar::simulation {

/// JSON as venues write it that send numbers without quotes: plain decimals, never with an exponent, and only the
/// digits that a number needs.
std::string plainJson(const boost::json::value &value);

/// An object that a client sent; absent when the text is none.
std::optional<boost::json::object> parseObject(std::string_view text);
/// A member that is a text; "" when it is missing or something else.
std::string textMember(const boost::json::object &object, std::string_view name);
/// A member that is a list; an empty one when it is missing or something else.
const boost::json::array &listMember(const boost::json::object &object, std::string_view name);

} // namespace isobar::simulation
