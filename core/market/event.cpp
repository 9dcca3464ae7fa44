#include "core/market/event.h"

#include <array>

namespace isobar {

namespace {
constexpr std::array<std::string_view, 1> TypeNames{"FUNDING_EXTREME"};
}

std::string_view eventTypeName(EventType type) { return TypeNames[static_cast<std::size_t>(type)]; }

std::optional<EventType> eventTypeByName(std::string_view name)
{
    for (std::size_t i = 0; i < TypeNames.size(); ++i) {
        if (TypeNames[i] == name)
            return static_cast<EventType>(i);
    }
    return std::nullopt;
}

std::string_view scopeName(Scope scope)
{
    constexpr std::array<std::string_view, 4> Names{"none", "localised", "mixed", "systemic"};
    return Names[static_cast<std::size_t>(scope)];
}

std::string_view eventStateName(EventState state)
{
    constexpr std::array<std::string_view, 3> Names{"active", "updated", "cleared"};
    return Names[static_cast<std::size_t>(state)];
}

std::string eventIdText(std::uint64_t id)
{
    std::string text(16, '0');
    for (int i = 15; i >= 0; --i, id >>= 4)
        text[static_cast<std::size_t>(i)] = "0123456789abcdef"[id & 15];
    return text;
}

} // namespace isobar
