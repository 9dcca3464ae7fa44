#pragma once
#include "core/base/time.h"

#include <cstdint>
#include <string_view>

namespace isobar {

/// How a frame came: a text or binary WebSocket message, or the body of a REST answer.
enum class Via : std::uint8_t { Ws, WsBinary, Rest };

/// One raw message of a venue, after gunzip where the venue compresses. Views are valid during the call that gets the
/// frame.
struct Frame {
    Via via = Via::Ws;
    std::string_view text;
    std::string_view request; ///< REST: "GET /path?query" or "POST /path {body}"; WebSocket: the connection's path
    TimeMs transportMs = 0; ///< receipt; in replay the recorded one
};

} // namespace isobar
