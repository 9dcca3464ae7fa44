#pragma once
#include "core/base/time.h"
#include "core/simulation/servers/http.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isobar::simulation {

/// What a pushed frame carries, so that a script can silence one stream. A frame may carry several.
enum StreamBit : unsigned {
    ControlFrame = 0, ///< acknowledgements, pongs, errors: never silenced
    FundingStream = 1,
    MarkStream = 2,
    OpenInterestStream = 4,
    VolumeStream = 8,
    LiquidationStream = 16,
    TradeStream = 32,
    OtherStream = 64, ///< candles, books
};

/// The bit of a stream's name in a script ("funding", "open_interest", ...); absent for an unknown one.
std::optional<unsigned> streamBit(std::string_view name);

/// One instant in both times: sockets live on wall time, frames carry market time.
struct Instant {
    TimeMs wallMs = 0;
    TimeMs marketMs = 0;
};

struct OutFrame {
    std::string text;
    unsigned streams = ControlFrame;
    bool isBinary = false; ///< goes out as a binary message: compressed text, SBE
};

/// What a session wants done: frames in order, then perhaps a close frame.
struct Outbox {
    struct Close {
        std::uint16_t code = 1000;
        std::string reason;
    };
    std::vector<OutFrame> frames;
    std::optional<Close> close;
    unsigned muted =
        0; ///< StreamBits that the script withholds: a session with delta state must not count them as sent

    bool isMuted(unsigned streams) const { return (streams & muted) != 0; }

    // Built in place: g++ 12 sees an overread in moving a frame made of a literal.
    void control(std::string text) { frames.emplace_back().text = std::move(text); }
    void data(std::string text, unsigned streams)
    {
        if (!isMuted(streams))
            frames.push_back({std::move(text), streams});
    }
    /// Bytes of a binary message; data when `streams` says so.
    void binary(std::string bytes, unsigned streams)
    {
        if (!isMuted(streams))
            frames.push_back({std::move(bytes), streams, true});
    }
};

/// One WebSocket connection as the venue sees it: what is subscribed, and what was last said. No sockets, no clock.
class Session {
public:
    virtual ~Session() = default;
    /// A message of the client, text or binary.
    virtual void receive(std::string_view text, const Instant &now, Outbox &out) = 0;
    /// Called several times a second of wall time: whatever is due by the venue's own pace goes out. Every trade,
    /// liquidation and settlement since the last call is among what the venue's view calls new.
    virtual void push(const Instant &now, Outbox &out) = 0;
};

/// How a venue treats idle and long connections. 0 means: it does not.
struct ConnectionRules {
    TimeMs pingEveryMs = 0; ///< the server sends ping control frames
    TimeMs pongWithinMs = 0; ///< ... and hangs up when one was not answered for so long
    TimeMs idleMs = 0; ///< hangs up when nothing passed for so long
    bool receiptKeeps = true; ///< frames of the client count against idling (else only the server's own)
    TimeMs lifetimeMs = 0; ///< hangs up however busy
    int messagesPerSecond = 0; ///< of the client; more of them and the server hangs up
};

/// Why the door answers in the protocol's place.
enum class Refusal { Blocked, TooMany, Unavailable };

/// A venue's REST and WebSocket protocol over the simulated market; one object serves all its connections.
class VenueProtocol {
public:
    virtual ~VenueProtocol() = default;
    virtual ConnectionRules rules() const = 0;
    /// The session behind a WebSocket path; null when the venue has no such path (the handshake then fails with 404).
    virtual std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) = 0;
    /// The answer to a handshake that opens no session.
    virtual HttpAnswer refuseHandshake(const HttpRequest &) const { return {404, "Not Found", "text/plain", {}}; }
    virtual HttpAnswer answer(const HttpRequest &request, const Instant &now) = 0;
    /// Allows that many times the requests that the real venue does; before the first request.
    virtual void widenLimits(int factor) = 0;
    /// The answer to a refused request, in the venue's own form.
    virtual HttpAnswer refuse(Refusal why, int retryAfterS) const = 0;
};

} // namespace isobar::simulation
