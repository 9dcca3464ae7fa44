#include "core/simulation/servers/jsontext.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace isobar::simulation {

namespace json = boost::json;

std::optional<json::object> parseObject(std::string_view text)
{
    boost::system::error_code error;
    json::value parsed = json::parse(text, error);
    if (error || !parsed.is_object())
        return std::nullopt;
    return std::move(parsed.get_object());
}

std::string memberText(const json::object &object, std::string_view name)
{
    const json::value *value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

HttpAnswer jsonAnswer(const json::value &body, int status)
{
    return {status, json::serialize(body), "application/json", {}};
}

} // namespace isobar::simulation
