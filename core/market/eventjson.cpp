#include "core/market/eventjson.h"

#include "core/market/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <boost/json.hpp>

#include <limits>
#include <type_traits>

namespace isobar {

namespace json = boost::json;

namespace {

template <class T> struct IsList : std::false_type {
};
template <class T> struct IsList<std::vector<T>> : std::true_type {
};
template <class T> struct IsOptional : std::false_type {
};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {
};

/// Writes the fields of a payload, or of a part of it, into an object.
struct Writer {
    json::object &out;

    template <class T> static json::value valueOf(const T &value)
    {
        if constexpr (IsOptional<T>::value) {
            return value ? valueOf(*value) : json::value(nullptr);
        } else if constexpr (IsList<T>::value) {
            json::array list;
            for (const auto &each : value)
                list.push_back(valueOf(each));
            return list;
        } else if constexpr (std::is_same_v<T, std::string>) {
            return json::string(value);
        } else if constexpr (std::is_class_v<T>) {
            json::object part;
            T::fields(value, Writer{part});
            return part;
        } else {
            return value;
        }
    }
    template <class T> void operator()(std::string_view name, const T &value, FieldUnit, FieldRole) const
    {
        out[name] = valueOf(value);
    }
};

/// What is wrong with a line; caught in eventFromJson().
struct Mistake {
    std::string text;
};

/// Reads them back; with Qt, whose parser gives the very number that a text stands for.
struct Reader {
    const QJsonObject &in;

    template <class T> static void read(const QJsonValue &from, T &to, std::string_view name)
    {
        const auto require = [name](bool isRight) {
            if (!isRight)
                throw Mistake{'"' + std::string(name) + "\" has another kind of value"};
        };
        if constexpr (IsOptional<T>::value) {
            if (from.isNull())
                to.reset();
            else
                read(from, to.emplace(), name);
        } else if constexpr (IsList<T>::value) {
            require(from.isArray());
            to.clear();
            for (const QJsonValue &each : from.toArray())
                read(each, to.emplace_back(), name);
        } else if constexpr (std::is_same_v<T, std::string>) {
            require(from.isString());
            to = from.toString().toStdString();
        } else if constexpr (std::is_same_v<T, bool>) {
            require(from.isBool());
            to = from.toBool();
        } else if constexpr (std::is_class_v<T>) {
            require(from.isObject());
            const QJsonObject part = from.toObject();
            T::fields(to, Reader{part});
        } else if constexpr (std::is_floating_point_v<T>) {
            require(from.isDouble());
            to = from.toDouble();
        } else {
            require(from.isDouble() && static_cast<double>(from.toInteger()) == from.toDouble());
            require(
                from.toInteger() >= std::numeric_limits<T>::min() && from.toInteger() <= std::numeric_limits<T>::max());
            to = static_cast<T>(from.toInteger());
        }
    }
    template <class T> void operator()(std::string_view name, T &value, FieldUnit, FieldRole) const
    {
        const auto found = in.constFind(QLatin1String(name.data(), static_cast<qsizetype>(name.size())));
        if (found != in.constEnd())
            read(*found, value, name);
    }
};

std::string priorityName(Priority priority) { return "P" + std::to_string(static_cast<int>(priority)); }

json::object deliveryOf(const Delivery &delivery)
{
    json::object out{{"priority", priorityName(delivery.priority)}, {"telling", tellingName(delivery.telling)}};
    if (delivery.fold != 0) {
        out["fold"] = eventIdText(delivery.fold);
        out["folded"] = delivery.folded;
        json::array taken;
        for (const std::uint64_t each : delivery.taken)
            taken.emplace_back(eventIdText(each));
        if (!taken.empty())
            out["taken"] = std::move(taken);
    }
    return out;
}

std::string textAt(const QJsonObject &in, const char *name)
{
    const QJsonValue found = in.value(QLatin1String(name));
    if (!found.isString())
        throw Mistake{'"' + std::string(name) + "\" is missing"};
    return found.toString().toStdString();
}

template <class T> T known(const std::optional<T> &value, std::string_view name)
{
    if (!value)
        throw Mistake{'"' + std::string(name) + "\" has a word that is not known"};
    return *value;
}

Priority priorityOf(const std::string &text, std::string_view name)
{
    const bool isKnown = text.size() == 2 && text[0] == 'P' && text[1] >= '1' && text[1] <= '4';
    return static_cast<Priority>(known(isKnown ? std::optional(text[1] - '0') : std::nullopt, name));
}

Delivery readDelivery(const QJsonObject &in)
{
    Delivery delivery;
    delivery.priority = priorityOf(textAt(in, "priority"), "priority");
    delivery.telling = known(tellingByName(textAt(in, "telling")), "telling");
    if (in.contains(QLatin1String("fold"))) {
        delivery.fold = known(eventIdOf(textAt(in, "fold")), "fold");
        Reader{in}("folded", delivery.folded, FieldUnit::Count, FieldRole::Input);
        for (const QJsonValue &each : in.value(QLatin1String("taken")).toArray())
            delivery.taken.push_back(known(eventIdOf(each.toString().toStdString()), "taken"));
    }
    return delivery;
}

EventState stateOf(const std::string &text)
{
    for (const EventState state : {EventState::Entered, EventState::Updated, EventState::Cleared}) {
        if (eventStateName(state) == text)
            return state;
    }
    throw Mistake{"\"state\" has a word that is not known"};
}

Event read(const QJsonObject &in)
{
    const Reader reader{in};
    const auto number = [&](std::string_view name, auto &value) {
        reader(name, value, FieldUnit::Plain, FieldRole::Input);
    };
    Event event;
    event.type = known(eventTypeByName(textAt(in, "type")), "type");
    event.priority = priorityOf(textAt(in, "priority"), "priority");
    event.asset = textAt(in, "asset");
    if (in.value(QLatin1String("side")).isString())
        event.side = textAt(in, "side") == sideName(PositionSide::Long) ? PositionSide::Long : PositionSide::Short;
    number("subject", event.subject);
    event.scope = known(scopeByName(textAt(in, "scope")), "scope");
    event.state = stateOf(textAt(in, "state"));
    event.id = known(eventIdOf(textAt(in, "id")), "id");
    number("time_ms", event.timeMs);
    number("entered_ms", event.enteredMs);
    event.degraded = textAt(in, "confidence") == "low";
    number("coverage", event.coverage);
    event.isLowerBound = in.contains(QLatin1String("bound"));
    number("venues_valid", event.venuesValid);
    number("held_at_start", event.heldAtStart);
    number("fired", event.fired);
    if (const QJsonValue delivery = in.value(QLatin1String("delivery")); delivery.isObject())
        event.delivery = readDelivery(delivery.toObject());
    event.payload = emptyPayload(event.type);
    std::visit([&](auto &payload) { std::decay_t<decltype(payload)>::fields(payload, reader); }, event.payload);
    return event;
}

} // namespace

std::string eventToJson(const Event &event)
{
    json::object out;
    out["type"] = eventTypeName(event.type);
    out["priority"] = priorityName(event.priority);
    out["asset"] = event.asset;
    out["side"] = event.side ? json::value(sideName(*event.side)) : json::value(nullptr);
    out["scope"] = scopeName(event.scope);
    out["state"] = eventStateName(event.state);
    out["id"] = eventIdText(event.id);
    out["time_ms"] = event.timeMs;
    out["entered_ms"] = event.enteredMs;
    if (!event.subject.empty())
        out["subject"] = event.subject;
    out["confidence"] = event.degraded ? "low" : "normal";
    out["coverage"] = event.coverage;
    if (event.isLowerBound)
        out["bound"] = "≥";
    out["venues_valid"] = event.venuesValid;
    out["held_at_start"] = event.heldAtStart;
    out["fired"] = event.fired;
    out["delivery"] = deliveryOf(event.delivery);
    std::visit(
        [&](const auto &payload) { std::decay_t<decltype(payload)>::fields(payload, Writer{out}); }, event.payload);
    return jsonText(out);
}

Result<Event> eventFromJson(std::string_view line)
{
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size())));
    if (!document.isObject())
        return Error{"an event is not a line of JSON"};
    try {
        return read(document.object());
    } catch (const Mistake &mistake) {
        return Error{"an event cannot be read: " + mistake.text};
    }
}

} // namespace isobar
