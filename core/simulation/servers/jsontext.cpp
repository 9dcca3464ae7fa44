#include "core/simulation/servers/jsontext.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <charconv>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

void append(std::string &text, const json::value &value);

void appendNumber(std::string &text, double value)
{
    std::array<char, 400> buffer;
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    text.append(buffer.data(), error == std::errc() ? end : buffer.data());
}

void appendMembers(std::string &text, const json::object &object)
{
    char before = '{';
    for (const auto &[name, value] : object) {
        text += before;
        before = ',';
        text += json::serialize(json::string(name)) + ':';
        append(text, value);
    }
    text += object.empty() ? "{}" : "}";
}

void appendElements(std::string &text, const json::array &array)
{
    char before = '[';
    for (const json::value &element : array) {
        text += before;
        before = ',';
        append(text, element);
    }
    text += array.empty() ? "[]" : "]";
}

void append(std::string &text, const json::value &value)
{
    if (value.is_object()) {
        appendMembers(text, value.get_object());
    } else if (value.is_array()) {
        appendElements(text, value.get_array());
    } else if (value.is_double()) {
        appendNumber(text, value.get_double());
    } else {
        text += json::serialize(value);
    }
}

} // namespace

std::string plainJson(const json::value &value)
{
    std::string text;
    append(text, value);
    return text;
}

std::optional<json::object> parseObject(std::string_view text)
{
    boost::system::error_code error;
    json::value parsed = json::parse(text, error);
    return !error && parsed.is_object() ? std::optional(std::move(parsed.get_object())) : std::nullopt;
}

std::string textMember(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

const json::array &listMember(const json::object &object, std::string_view name)
{
    static const json::array none;
    const json::value *value = object.if_contains(name);
    return value && value->is_array() ? value->get_array() : none;
}

} // namespace isobar::simulation
