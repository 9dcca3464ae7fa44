#pragma once
#include "core/events/machine.h"
#include "core/market/event.h"

#include <optional>
#include <string>

namespace isobar {

/// What every rule is told of the moment that it judges.
struct RuleMoment {
    std::string asset;
    TimeMs marketMs = 0, transportMs = 0;
    bool isFrozen = false; ///< low confidence or no aggregate (MODEL 8.1)
    bool isStarting = false; ///< the first moments: nothing has been heard twice
    bool isWarmingUp = false; ///< start or backfill: what begins to hold now belongs to the digest
    bool lowConfidence = false;
    double coverage = 1; ///< valid share of the last known volume
    int venuesValid = 0;

    /// The moment for what is observed and not reckoned from a past: a backfill does not matter to it.
    RuleMoment observed() const
    {
        RuleMoment moment = *this;
        moment.isWarmingUp = isStarting;
        return moment;
    }
    /// For a machine; `freezes`: the type is among those that low confidence freezes.
    MachineInput machineInput(bool enters, bool stays, Priority priority, bool freezes = true) const
    {
        MachineInput input;
        input.marketMs = marketMs;
        input.enters = enters;
        input.stays = stays;
        input.isFrozen = freezes && isFrozen;
        input.isWarmingUp = isWarmingUp;
        input.priority = priority;
        return input;
    }
    /// An event of this moment, without payload.
    Event event(EventType type, Priority priority, std::optional<PositionSide> side, std::string subject = {}) const
    {
        Event made;
        made.type = type;
        made.priority = priority;
        made.asset = asset;
        made.side = side;
        made.subject = std::move(subject);
        made.degraded = lowConfidence;
        made.coverage = coverage;
        made.venuesValid = venuesValid;
        return made;
    }
};

} // namespace isobar
