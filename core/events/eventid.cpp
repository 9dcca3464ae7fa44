#include "core/events/eventid.h"

#include "core/base/hash.h"

namespace isobar {

std::uint64_t eventId(EventType type, std::string_view asset, PositionSide side, Scope scope, TimeMs enteredMs)
{
    const std::uint64_t id = StableHash()
                                 .add(eventTypeName(type))
                                 .add(asset)
                                 .add(side == PositionSide::Long ? "long" : "short")
                                 .add(scopeName(scope))
                                 .add(enteredMs)
                                 .value();
    return id != 0 ? id : 1;
}

} // namespace isobar
