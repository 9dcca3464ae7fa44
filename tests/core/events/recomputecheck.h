#pragma once
#include "core/events/recompute.h"
#include "core/market/eventjson.h"

#include <QString>

namespace isobar {

/// Spoils everything that is derived in a payload and its parts; inputs stay.
struct Spoiler {
    template <class T> static void spoil(T &value)
    {
        if constexpr (std::is_same_v<T, bool>)
            value = !value;
        else if constexpr (std::is_arithmetic_v<T>)
            value = static_cast<T>(value * 3 + 7);
        else
            value = {};
    }
    template <class T> static void enter(T &value)
    {
        if constexpr (std::is_class_v<T> && requires { T::fields(value, Spoiler()); })
            T::fields(value, Spoiler());
    }
    template <class T> static void enter(std::optional<T> &value)
    {
        if (value)
            enter(*value);
    }
    template <class T> static void enter(std::vector<T> &values)
    {
        for (T &each : values)
            enter(each);
    }
    template <class T> void operator()(std::string_view, T &value, FieldUnit, FieldRole role) const
    {
        if (role == FieldRole::Derived)
            spoil(value);
        else
            enter(value);
    }
};

/// Empty when the event, stored and read back, follows from its inputs alone; else what differs.
inline QString recomputeDifference(const Event &event)
{
    const Result<Event> stored = eventFromJson(eventToJson(event));
    if (!stored)
        return QString::fromStdString(stored.error());
    Event spoiled = *stored;
    std::visit([](auto &payload) { std::decay_t<decltype(payload)>::fields(payload, Spoiler()); }, spoiled.payload);
    if (spoiled.state == EventState::Entered) {
        spoiled.id = 1;
        // Priority and scope are derived too, but a scope must be there for types that have none.
        if (spoiled.scope != Scope::None)
            spoiled.scope = Scope::None;
    }
    const Event again = recomputed(spoiled);
    if (again == event)
        return {};
    return QStringLiteral("%1\n%2").arg(
        QString::fromStdString(eventToJson(event)), QString::fromStdString(eventToJson(again)));
}

} // namespace isobar
