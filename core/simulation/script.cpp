#include "core/simulation/script.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <limits>

#include "core/simulation/listings.h"

namespace isobar::simulation {

namespace {

namespace json = boost::json;

/// What is wrong with a line; caught in parseScript().
struct Mistake {
    std::string text;
};

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

double number(const json::value &value, std::string_view name)
{
    if (!value.is_number())
        throw Mistake{quoted(name) + " is not a number"};
    const double result = value.to_number<double>();
    if (!std::isfinite(result))
        throw Mistake{quoted(name) + " is not a finite number"};
    return result;
}

double positive(const json::value &value, std::string_view name)
{
    const double result = number(value, name);
    if (result <= 0)
        throw Mistake{quoted(name) + " must be above zero"};
    return result;
}

double notNegative(const json::value &value, std::string_view name)
{
    const double result = number(value, name);
    if (result < 0)
        throw Mistake{quoted(name) + " must not be below zero"};
    return result;
}

std::string word(const json::value &value, std::string_view name)
{
    if (!value.is_string())
        throw Mistake{quoted(name) + " is not a text"};
    return std::string(value.get_string());
}

const json::object &object(const json::value &value, std::string_view name)
{
    if (!value.is_object())
        throw Mistake{quoted(name) + " is not an object"};
    return value.get_object();
}

TimeMs milliseconds(const json::value &value, std::string_view name)
{
    const double seconds = notNegative(value, name);
    if (seconds > 1e9)
        throw Mistake{quoted(name) + " is too large"};
    return std::llround(seconds * 1000);
}

Overrides overrides(const json::object &members)
{
    Overrides result;
    for (const auto &[key, value] : members) {
        if (key == "funding_rate") {
            result.fundingRate = number(value, key);
        } else if (key == "interval_hours") {
            result.intervalHours = positive(value, key);
            if (*result.intervalHours > 24 || *result.intervalHours * 3600 < 1)
                throw Mistake{"\"interval_hours\" is not between a second and a day"};
        } else if (key == "open_interest_base") {
            result.openInterestBase = notNegative(value, key);
        } else if (key == "turnover_usd") {
            result.turnoverUsd = notNegative(value, key);
        } else if (key == "mark_price") {
            result.markPrice = positive(value, key);
        } else if (key == "index_price") {
            result.indexPrice = positive(value, key);
        } else {
            throw Mistake{"unknown value " + quoted(key) + " in \"set\""};
        }
    }
    if (result == Overrides{})
        throw Mistake{"\"set\" is empty"};
    return result;
}

ScriptedLiquidation liquidation(const json::object &members)
{
    ScriptedLiquidation result;
    bool hasSide = false;
    for (const auto &[key, value] : members) {
        if (key == "position") {
            const std::string side = word(value, key);
            if (side != "long" && side != "short")
                throw Mistake{"\"position\" is neither \"long\" nor \"short\""};
            result.position = side == "long" ? Side::Long : Side::Short;
            hasSide = true;
        } else if (key == "price") {
            result.price = positive(value, key);
        } else if (key == "base_quantity") {
            result.baseQuantity = positive(value, key);
        } else {
            throw Mistake{"unknown value " + quoted(key) + " in \"liquidate\""};
        }
    }
    if (!hasSide || result.price <= 0 || result.baseQuantity <= 0)
        throw Mistake{"\"liquidate\" needs \"position\", \"price\" and \"base_quantity\""};
    return result;
}

std::string streamName(const json::value &value)
{
    const std::string name = word(value, "stream");
    for (const std::string_view known : {"funding", "mark", "open_interest", "volume", "liquidation", "trade"}) {
        if (name == known)
            return name;
    }
    throw Mistake{"unknown stream " + quoted(name)};
}

FaultKind faultKind(const json::value &value)
{
    const std::string name = word(value, "fault");
    if (const auto kind = faultKindByName(name))
        return *kind;
    throw Mistake{"unknown fault " + quoted(name)};
}

/// Members of a line that only make sense together are joined when all have been read.
struct LineReader {
    ScriptLine line;
    bool hasTime = false, hasSet = false;
    std::optional<FaultKind> fault;
    std::string stream;
    std::optional<TimeMs> lastsMs;
    std::optional<double> framesPerSecond;

    void take(std::string_view key, const json::value &value);
    ScriptLine finish();
};

void LineReader::take(std::string_view key, const json::value &value)
{
    if (key == "at_s") {
        line.atMs = milliseconds(value, key);
        hasTime = true;
    } else if (key == "venue") {
        line.venue = word(value, key);
        if (line.venue != "*" && !isKnownVenue(line.venue))
            throw Mistake{"unknown venue " + quoted(line.venue)};
    } else if (key == "asset") {
        line.asset = word(value, key);
        if (!isKnownAsset(line.asset))
            throw Mistake{"unknown asset " + quoted(line.asset)};
    } else if (key == "symbol") {
        line.symbol = word(value, key);
    } else if (key == "set") {
        line.set = overrides(object(value, key));
        hasSet = true;
    } else if (key == "liquidate") {
        line.liquidate = liquidation(object(value, key));
    } else if (key == "fault") {
        fault = faultKind(value);
    } else if (key == "stream") {
        stream = streamName(value);
    } else if (key == "for_s") {
        lastsMs = milliseconds(value, key);
    } else if (key == "frames_per_s") {
        framesPerSecond = positive(value, key);
        if (*framesPerSecond > 1e6)
            throw Mistake{"\"frames_per_s\" is too large"};
    } else {
        throw Mistake{"unknown key " + quoted(key)};
    }
}

ScriptLine LineReader::finish()
{
    if (!hasTime)
        throw Mistake{"\"at_s\" is missing"};
    if (line.venue.empty())
        throw Mistake{"\"venue\" is missing"};
    if (!hasSet && !line.liquidate && !fault)
        throw Mistake{"none of \"set\", \"liquidate\" and \"fault\" is there"};
    if ((hasSet || line.liquidate) && line.asset.empty() && line.symbol.empty())
        throw Mistake{"\"asset\" is missing"};
    if (!fault && (!stream.empty() || lastsMs))
        throw Mistake{"\"stream\" and \"for_s\" belong to a \"fault\""};
    if ((fault == FaultKind::Flood) != framesPerSecond.has_value())
        throw Mistake{"\"frames_per_s\" belongs to the fault \"flood\", which needs it"};
    if (fault) {
        const TimeMs until = lastsMs ? line.atMs + *lastsMs : std::numeric_limits<TimeMs>::max() / 4;
        line.fault = Fault{line.venue, stream, *fault, line.atMs, until, framesPerSecond.value_or(0)};
    }
    return std::move(line);
}

ScriptLine parseLine(std::string_view text)
{
    boost::system::error_code error;
    const json::value value = json::parse({text.data(), text.size()}, error);
    if (error)
        throw Mistake{"not JSON (" + error.message() + ")"};
    if (!value.is_object())
        throw Mistake{"not a JSON object"};
    LineReader reader;
    for (const auto &[key, member] : value.get_object())
        reader.take(std::string_view(key), member);
    return reader.finish();
}

} // namespace

Result<Script> parseScript(std::string_view text)
{
    Script script;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        try {
            script.lines.push_back(parseLine(line));
        } catch (const Mistake &mistake) {
            return Error{"line " + std::to_string(number) + ": " + mistake.text};
        }
    }
    std::stable_sort(script.lines.begin(), script.lines.end(),
        [](const ScriptLine &a, const ScriptLine &b) { return a.atMs < b.atMs; });
    return script;
}

} // namespace isobar::simulation
