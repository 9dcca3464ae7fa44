#include "core/market/jsontext.h"

#include "core/base/numbers.h"

#include <boost/json/serialize.hpp>

#include <cmath>
#include <utility>

namespace isobar {

namespace json = boost::json;

namespace {

void write(std::string &out, const json::value &value);

void write(std::string &out, const json::array &array)
{
    out += '[';
    for (const json::value &each : array) {
        if (&each != &array.front())
            out += ',';
        write(out, each);
    }
    out += ']';
}

void write(std::string &out, const json::object &object)
{
    out += '{';
    bool isFirst = true;
    for (const auto &[key, value] : object) {
        if (!std::exchange(isFirst, false))
            out += ',';
        out += json::serialize(json::string(key));
        out += ':';
        write(out, value);
    }
    out += '}';
}

void write(std::string &out, const json::value &value)
{
    if (const auto *object = value.if_object())
        write(out, *object);
    else if (const auto *array = value.if_array())
        write(out, *array);
    else if (const auto *number = value.if_double())
        out += std::isfinite(*number) ? formatShortest(*number) : std::string("null");
    else
        out += json::serialize(value);
}

} // namespace

std::string jsonText(const json::value &value)
{
    std::string out;
    write(out, value);
    return out;
}

} // namespace isobar
