#include "core/trackrecord/ledgerjson.h"

#include "core/market/event.h"
#include "core/market/jsontext.h"

#include <boost/json.hpp>

#include <algorithm>

namespace isobar {

namespace {

namespace json = boost::json;

json::value valueOf(double value) { return value; }
json::value valueOf(bool value) { return value; }
json::value valueOf(int value) { return value; }
json::value valueOf(TimeMs value) { return value; }
json::value valueOf(const std::string &value) { return json::string(value); }
json::value valueOf(PositionSide side) { return json::string(sideName(side)); }
json::value valueOf(std::uint64_t id) { return json::string(eventIdText(id)); }
template <class Value> json::value valueOf(const std::optional<Value> &value)
{
    return value ? valueOf(*value) : json::value(nullptr);
}
template <class Value> json::value valueOf(const std::vector<Value> &values)
{
    json::array array;
    for (const auto value : values)
        array.push_back(valueOf(static_cast<Value>(value)));
    return array;
}

struct Writer {
    json::object &object;
    void operator()(const char *name, const auto &value) const { object[name] = valueOf(value); }
};

bool take(const json::value &from, double &to)
{
    if (!from.is_number())
        return false;
    to = from.to_number<double>();
    return true;
}
bool take(const json::value &from, bool &to)
{
    if (!from.is_bool())
        return false;
    to = from.get_bool();
    return true;
}
template <class Integer> bool takeInteger(const json::value &from, Integer &to)
{
    boost::system::error_code error;
    to = from.to_number<Integer>(error);
    return !error;
}
bool take(const json::value &from, int &to) { return takeInteger(from, to); }
bool take(const json::value &from, TimeMs &to) { return takeInteger(from, to); }
bool take(const json::value &from, std::string &to)
{
    if (!from.is_string())
        return false;
    to.assign(from.get_string().begin(), from.get_string().end());
    return true;
}
bool take(const json::value &from, PositionSide &to)
{
    std::string name;
    if (!take(from, name) || (name != "long" && name != "short"))
        return false;
    to = name == "long" ? PositionSide::Long : PositionSide::Short;
    return true;
}
bool take(const json::value &from, std::uint64_t &to)
{
    std::string text;
    const auto id = take(from, text) ? eventIdOf(text) : std::nullopt;
    to = id.value_or(0);
    return id.has_value();
}
template <class Value> bool take(const json::value &from, std::optional<Value> &to)
{
    Value value{};
    if (from.is_null()) {
        to.reset();
        return true;
    }
    if (!take(from, value))
        return false;
    to = value;
    return true;
}
template <class Value> bool take(const json::value &from, std::vector<Value> &to)
{
    if (!from.is_array())
        return false;
    to.clear();
    for (const json::value &each : from.get_array()) {
        Value value{};
        if (!take(each, value))
            return false;
        to.push_back(value);
    }
    return true;
}

struct Reader {
    const json::object &object;
    std::string &wrong;
    void operator()(const char *name, auto &value) const
    {
        const json::value *found = object.if_contains(name);
        if (found && !take(*found, value) && wrong.empty())
            wrong = name;
    }
};

template <class Self, class Visit> void headFields(Self &self, Visit &&visit)
{
    visit("asset", self.asset);
    visit("time_ms", self.timeMs);
    visit("written_ms", self.writtenMs);
    visit("model_version", self.modelVersion);
    visit("weights", self.weights);
}

/// The line of a kind, empty; nothing when there is none of that name.
template <std::size_t Index = 0> std::optional<RecordLine> emptyLine(std::string_view kind)
{
    if constexpr (Index < std::variant_size_v<RecordLine>) {
        using Line = std::variant_alternative_t<Index, RecordLine>;
        return kind == Line::Kind ? std::optional<RecordLine>(Line()) : emptyLine<Index + 1>(kind);
    } else {
        return std::nullopt;
    }
}

} // namespace

std::string ledgerLineText(const RecordLine &line)
{
    return std::visit(
        [](const auto &each) {
            using Line = std::decay_t<decltype(each)>;
            json::object object;
            object["kind"] = Line::Kind;
            headFields(each, Writer{object});
            if (each.isBackfill)
                object["backfill"] = true;
            Line::fields(each, Writer{object});
            return jsonText(object);
        },
        line);
}

Result<RecordLine> ledgerLineOf(std::string_view text)
{
    boost::system::error_code error;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
    if (error || !value.is_object())
        return Error{"it is no JSON object"};
    const json::object &object = value.get_object();
    std::string kind, wrong;
    if (const json::value *found = object.if_contains("kind"); !found || !take(*found, kind))
        return Error{"it does not say its kind"};
    std::optional<RecordLine> line = emptyLine(kind);
    if (!line)
        return Error{"its kind '" + kind + "' is not known"};
    std::visit(
        [&](auto &each) {
            const Reader reader{object, wrong};
            headFields(each, reader);
            reader("backfill", each.isBackfill);
            std::decay_t<decltype(each)>::fields(each, reader);
        },
        *line);
    if (!wrong.empty())
        return Error{"its member '" + wrong + "' is of another form"};
    return *std::move(line);
}

} // namespace isobar
