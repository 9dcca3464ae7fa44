#pragma once
#include "core/market/event.h"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// An event of any type in which every field has a value of its own, so that nothing can be lost unseen.

namespace isobar {

/// Gives every field of a payload, and of its parts, a value of its own.
struct EventFiller {
    int &n;

    template <class T> void fill(T &value) const
    {
        ++n;
        if constexpr (std::is_same_v<T, bool>)
            value = n % 2 == 0;
        else if constexpr (std::is_floating_point_v<T>)
            value = n + 0.1 / n;
        else if constexpr (std::is_integral_v<T>)
            value = static_cast<T>(n);
        else if constexpr (std::is_same_v<T, std::string>)
            value = "text " + std::to_string(n) + " \"≥\"";
        else
            T::fields(value, *this);
    }
    template <class T> void fill(std::optional<T> &value) const { fill(value.emplace()); }
    template <class T> void fill(std::vector<T> &value) const
    {
        fill(value.emplace_back());
        fill(value.emplace_back());
    }
    template <class T> void operator()(std::string_view, T &value, FieldUnit, FieldRole) const { fill(value); }
};

inline Event filledEvent(EventType type)
{
    Event event;
    event.id = 0x00c0ffee12345678ULL + static_cast<std::uint64_t>(type);
    event.type = type;
    event.priority = Priority::P1;
    event.state = EventState::Updated;
    event.asset = "BTC";
    event.side = PositionSide::Short;
    event.subject = "bybit";
    event.scope = Scope::Mixed;
    event.timeMs = 1'772'208'000'123;
    event.enteredMs = 1'772'207'000'001;
    event.degraded = true;
    event.coverage = 0.38;
    event.venuesValid = 7;
    event.heldAtStart = true;
    event.isLowerBound = true;
    event.fired = 3;
    event.delivery = {Priority::P3, Telling::Folded, 0x1234, 4, {0x1235, 0x1236}};
    event.payload = emptyPayload(type);
    int n = static_cast<int>(type);
    std::visit([&](auto &p) { std::decay_t<decltype(p)>::fields(p, EventFiller{n}); }, event.payload);
    return event;
}

} // namespace isobar
