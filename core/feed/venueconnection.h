#pragma once
#include "core/feed/feedconfig.h"
#include "core/feed/watchdog.h"
#include "core/wire/inflater.h"
#include "core/wire/websocketsource.h"

#include <memory>
#include <optional>
#include <string>

namespace isobar {

class VenueConnection;

/// What a connection tells the feed it belongs to. The connection must not be destroyed inside these calls.
class ConnectionOwner {
public:
    virtual ~ConnectionOwner() = default;
    virtual void connectionOpened(VenueConnection &connection) = 0;
    virtual void connectionFrame(VenueConnection &connection, const Frame &frame) = 0;
    /// It ended or was refused; it tries again by itself.
    virtual void connectionLost(VenueConnection &connection, const SocketClosed &why) = 0;
    virtual int nextConnectionNumber() = 0;
    virtual std::unique_ptr<Decoder> newDecoder() = 0;
    /// 0..1, for the jitter of back-off.
    virtual double random() = 0;
};

/// What all connections of a venue are made of.
struct ConnectionSetup {
    std::string host; ///< "wss://host[:port]"
    bool isOnlyHost = false; ///< also for plans that name another one
    VenueProfile profile;
    SocketOptions socket;
    FeedLimits limits;
    WatchLimits watch;
};

/// One planned WebSocket connection, kept up: connects, subscribes, keeps alive, notices a dead or mute line, and tries
/// again. Each connection that opens has its own number and its own decoder. On the net thread; driven by tick().
class VenueConnection {
public:
    VenueConnection(const ConnectionSetup &setup, SocketPlan plan, const Clock &clock, ConnectionOwner &owner);

    void tick(TimeMs nowMs);
    /// Connects anew at once; `state` and `reason` are told until it is open again.
    void restart(HealthState state, std::string reason);
    /// Does not try before that time (blocked or limited).
    void hold(TimeMs untilMs, HealthState state, std::string reason);
    void setPaused(bool paused);
    void send(std::string message) { m_source ? m_source->send(std::move(message), true) : void(); }

    const SocketPlan &plan() const { return m_plan; }
    Decoder &decoder() { return *m_decoder; }
    int number() const { return m_number; }
    bool isOpen() const { return m_openedMs.has_value(); }
    /// Transport and market time of the opening, while open.
    std::optional<TimeMs> openedMs() const { return m_openedMs; }
    TimeMs openedMarketMs() const { return m_openedMarketMs; }
    /// How often it has been open; above 1: connected again.
    int timesOpened() const { return m_timesOpened; }
    /// Market time of the last frame before the present opening; none: this is the first.
    std::optional<TimeMs> lastAliveMarketMs() const { return m_lastAliveMarketMs; }
    /// Starting before the first opening, Live when open, else why not.
    HealthState state() const { return m_state; }
    const std::string &reason() const { return m_reason; }
    Watchdog &watchdog() { return m_watchdog; }
    const Watchdog &watchdog() const { return m_watchdog; }
    /// When it was last connected anew because of muteness, and the wait before that is done again.
    struct MuteRetry {
        TimeMs lastMs = 0;
        TimeMs waitMs = 0;
    };
    MuteRetry &muteRetry() { return m_muteRetry; }

private:
    void connect();
    void opened();
    void subscribe();
    void took(Via via, std::string_view text);
    void tookBinary(std::string_view bytes);
    void lost(const SocketClosed &why);
    void keepAlive(TimeMs nowMs);

    const ConnectionSetup &m_setup;
    SocketPlan m_plan;
    const Clock &m_clock;
    ConnectionOwner &m_owner;
    Watchdog m_watchdog;
    Backoff m_backoff;
    MuteRetry m_muteRetry;
    HealthState m_state = HealthState::Starting;
    std::string m_reason;
    std::optional<TimeMs> m_connectAtMs = 0; // none: open, or an attempt is under way
    std::optional<TimeMs> m_openedMs;
    TimeMs m_openedMarketMs = 0;
    TimeMs m_lastFrameMs = 0;
    TimeMs m_frameMarketMs = 0;
    std::optional<TimeMs> m_lastAliveMarketMs;
    int m_timesOpened = 0;
    TimeMs m_lastPingMs = 0;
    std::optional<TimeMs> m_subscribeAtMs; // our messages still wait
    int m_number = 0;
    bool m_paused = false;
    bool m_isStable = false;
    bool m_isGreeting = false; // the venue's first frame has not come
    Inflater m_inflater;
    std::unique_ptr<Decoder> m_decoder;
    std::unique_ptr<WebSocketSource> m_source;
};

} // namespace isobar
