#pragma once
#include "core/simulation/servers/venueprotocol.h"

#include <string>
#include <string_view>

namespace isobar::simulation {

class Market;

/// The faults of a script that hold at one venue now, in the terms of its front door.
struct ActiveFaults {
    bool drop = false; ///< sockets are cut, new ones too
    bool refuse = false; ///< 403 for requests and handshakes; open sockets are cut
    bool tooMany = false; ///< 429 with Retry-After for requests
    bool unavailable = false; ///< 503 for requests and handshakes
    bool slow = false; ///< answers and frames come late
    bool garbleRest = false; ///< bodies of answers are damaged
    double floodPerSecond = 0; ///< repeated frames, over all connections
    unsigned garbled = 0; ///< StreamBits of frames that are damaged
    unsigned muted = 0; ///< StreamBits of frames that are withheld
};

/// Every fault of the market's script that holds now and names the venue or all of them.
ActiveFaults faultsAt(const Market &market, std::string_view venue);

/// How late a slow venue is.
inline constexpr TimeMs SlowMs = 3000;
/// What a 429 asks the client to wait.
inline constexpr int FaultRetryAfterS = 5;

/// A damaged copy of a frame or body; which damage follows from `turn`: cut in the middle, a number turned to text,
/// or bytes lost. Never valid JSON with the same meaning.
std::string garble(std::string_view text, unsigned turn);

} // namespace isobar::simulation
