#pragma once
#include "core/market/accountpositions.h"
#include "core/market/frame.h"
#include "core/market/instrument.h"
#include "core/market/observation.h"
#include "core/market/request.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace isobar {

/// How often a venue may be asked: `weight` of RestRequest a window.
struct RateLimit {
    double weight = 1000;
    TimeMs windowMs = 60'000;
    std::string usedHeader; ///< answer header that tells the used weight, or empty
};

/// In messages to a venue: stands for the Unix seconds of sending, which some venues want to be told.
inline constexpr std::string_view SecondsPlace = "$SECONDS";

/// What keeps a connection alive from our side. WebSocket ping frames of the server are answered by the socket itself.
struct KeepAlive {
    TimeMs everyMs = 0; ///< 0: nothing to send
    std::string text; ///< "ping" (okx), {"op":"ping"} (bybit)
    TimeMs answerMs = 10'000; ///< no frame at all for everyMs + answerMs: the connection is dead
    bool isControlFrame = false; ///< a WebSocket ping frame instead of a text; its pong counts as a frame
};

/// What binary WebSocket frames of a venue hold.
enum class BinaryFrames : std::uint8_t {
    Own, ///< the venue's own encoding: frames stay Via::WsBinary
    Text, ///< the same as text frames would: they become Via::Ws
    Gzip, ///< that text as one gzip member: they become Via::Ws, inflated
};

/// All that is constant about talking to a venue: data, not code.
struct VenueProfile {
    VenueTraits traits;
    std::string restHost; ///< "https://fapi.binance.com", without path
    std::string wsHost; ///< "wss://fstream.binance.com"
    std::vector<std::pair<std::string, std::string>> headers; ///< of each REST call and handshake: name, value
    RateLimit rest;
    KeepAlive keepAlive;
    double socketMessagesPerSecond = 5; ///< pace of our own messages on one connection
    TimeMs connectionLifetimeMs = 0; ///< renewed before; 0: no fixed lifetime
    TimeMs referenceEveryMs = 3'600'000;
    BinaryFrames binaryFrames = BinaryFrames::Own;
    bool venueSpeaksFirst = false; ///< our messages wait for its first frame
    TimeMs subscribeAfterMs = 0; ///< our messages wait that long once a connection is open
};

/// One WebSocket connection: where, and what to send once it is open, in order.
struct SocketPlan {
    std::string path; ///< with query; text frames carry it as Frame::request
    std::vector<std::string> messages;
    std::vector<StreamType> carries; ///< the watchdog expects these here
    std::string host = {}; ///< "wss://..." where it is another than the profile's; a redirected venue ignores it
    bool operator==(const SocketPlan &) const = default;
};

/// A REST call repeated at an interval.
struct Poll {
    RestRequest request;
    TimeMs everyMs = 10'000;
    std::vector<StreamType> carries;
};

/// What history is wanted. Times in Unix ms, `toMs` exclusive.
struct HistoryRange {
    HistoryKind kind = HistoryKind::Funding;
    TimeMs fromMs = 0, toMs = 0;
    TimeMs stepMs = 300'000; ///< bar length of OpenInterest and Candles
    /// Where a venue gives its recent rows more cheaply: what is recent. Absent: nothing is.
    std::optional<TimeMs> nowMs = {};
};

/// What a decoder made of one frame. Reused between frames; `clear` keeps the memory.
struct Decoded {
    struct Row {
        InstrumentId instrument;
        Payload payload;
    };
    std::vector<Row> rows;
    std::vector<AccountPositions> accounts; ///< without times
    std::vector<std::string> traders; ///< accounts that the venue names with its trades
    std::vector<DecodeError> errors;
    std::vector<std::string> replies; ///< to send back on the same connection
    std::optional<TimeMs> venueMs; ///< the venue's clock, where the frame says: for the clock offset
    void clear()
    {
        rows.clear();
        accounts.clear();
        traders.clear();
        errors.clear();
        replies.clear();
        venueMs.reset();
    }
};

/// Reads the frames of one connection; delta state lives here and dies with the connection.
class Decoder {
public:
    virtual ~Decoder() = default;
    /// Appends to `out` (rows in the order of wire/FORMAT.md). A frame that cannot be read: exactly one error and none
    /// of its rows.
    virtual void decode(const Frame &frame, Decoded &out) noexcept = 0;
};

/// What reading one answer of the catalogue gave.
struct ReferenceStep {
    std::vector<RestRequest> more; ///< further pages to ask for
    std::optional<DecodeError> error;
};

/// Collects the answers of a venue's catalogue; build() may be called when no request is open any more.
class ReferenceReader {
public:
    virtual ~ReferenceReader() = default;
    virtual ReferenceStep read(const Frame &answer) noexcept = 0;
    /// The instruments so far; empty when the list itself was never read.
    virtual Reference build() const = 0;
};

/// One venue: its protocol and nothing else. No sockets, no clock, no threads; const after construction.
class Venue {
public:
    virtual ~Venue() = default;
    virtual const VenueProfile &profile() const = 0;

    /// What to ask before subscribing; the answers go to referenceReader().
    virtual std::vector<RestRequest> catalogue() const = 0;
    virtual std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const = 0;

    /// Connections that carry the watched instruments (all of this venue).
    virtual std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const = 0;
    /// REST calls that fill what no stream carries.
    virtual std::vector<Poll> polls(std::span<const Instrument> watched) const = 0;
    /// REST calls that each tell something of all contracts of the venue, whether watched or not, at a modest pace:
    /// what the matrix shows. Empty: the venue answers for single contracts only.
    virtual std::vector<Poll> bulk() const { return {}; }

    /// What to ask for the open positions of an account; none: the venue does not publish them.
    virtual std::optional<RestRequest> account(std::string_view) const { return std::nullopt; }

    /// Requests for history, newest page first. May give more pages than the venue holds; an empty answer ends nothing.
    virtual std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const = 0;

    /// A decoder for one connection, or for the REST answers. `reference` may be null (frames are then read as far as
    /// possible).
    virtual std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const = 0;
};

} // namespace isobar
