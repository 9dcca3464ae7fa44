#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace isobar::simulation {

/// What a simulated venue does wrong: Drop closes its connections, Mute keeps them and sends nothing of the stream,
/// Garble sends mutilated frames, Refuse takes no connection, the Http kinds answer with that status, Slow delays,
/// Flood repeats what was sent last, over and over.
enum class FaultKind { Drop, Mute, Garble, Refuse, Http429, Http503, Slow, Flood };

/// The word of a script ("drop", "http_429" ...), nothing for any other word.
std::optional<FaultKind> faultKindByName(std::string_view name);

/// A misbehaviour of a venue over [fromMs, untilMs) of market time.
struct Fault {
    std::string venue; ///< "*": every venue
    std::string stream; ///< funding, mark, open_interest, volume, liquidation, trade; empty: all
    FaultKind kind = FaultKind::Drop;
    TimeMs fromMs = 0, untilMs = 0;
    double framesPerSecond = 0; ///< of a Flood: of wall time, over all connections of a venue
    bool operator==(const Fault &) const = default;

    bool isActiveAt(TimeMs timeMs) const { return fromMs <= timeMs && timeMs < untilMs; }
};

} // namespace isobar::simulation
