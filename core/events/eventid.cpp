#include "core/events/eventid.h"

#include "core/base/hash.h"

namespace isobar {

std::uint64_t eventId(EventType type, std::string_view asset, std::optional<PositionSide> side, Scope scope,
    TimeMs enteredMs, std::string_view subject)
{
    StableHash hash;
    hash.add(eventTypeName(type)).add(asset).add(side ? sideName(*side) : "").add(scopeName(scope)).add(enteredMs);
    if (!subject.empty())
        hash.add(subject);
    return hash.value() != 0 ? hash.value() : 1;
}

std::uint64_t eventId(const Event &event)
{
    return eventId(event.type, event.asset, event.side, event.scope, event.enteredMs, event.subject);
}

} // namespace isobar
