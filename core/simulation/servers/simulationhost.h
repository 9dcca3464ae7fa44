#pragma once
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/simulation/market.h"
#include "core/simulation/script.h"
#include "core/simulation/servers/venueprotocol.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QTemporaryFile;

namespace isobar::simulation {

/// For HostConfig::limitFactor: the month of all assets in seconds.
inline constexpr int WideLimits = 50;

struct HostConfig {
    MarketConfig market; ///< startMs 0: now; venues empty: all, else their order is that of the ports
    double speed = 1; ///< seconds of market time in a second of wall time
    quint16 port = 0; ///< of the first venue, the others follow; 0: free ones
    Script script;
    /// The clock of an earlier run to go on with (then market.startMs is that run's start, and its plot is gone through
    /// again up to now); absent: the clock begins with the host and `speed` holds.
    std::optional<ClockSpec> clock;
    /// So many times the requests that the real venues allow: a desktop's start is not to wait for limits that nobody
    /// needs here. The endpoints say so.
    int limitFactor = 1;
    bool tls = false; ///< https and wss with the loopback certificate
};

/// The simulated venues behind their loopback servers: drives the market by a timer along the clock and lets the
/// servers push. Belongs to one thread (the demo gives it one of its own), where it is started and destroyed.
class SimulationHost : public QObject {
    Q_OBJECT
public:
    /// `wallClock` must outlive the host; only its transport time is asked for.
    SimulationHost(HostConfig config, const Clock &wallClock);
    ~SimulationHost() override;

    /// Builds the market (a second or two) and opens the ports. Error: an unknown venue, a taken port, no TLS.
    Result<void> start();
    void stop();
    /// Takes the market to the clock's time and pushes what is due; the host's own timer does this ten times a second.
    void tick();

    /// {"venues":{"bybit":{"rest":"http://127.0.0.1:P","ws":"ws://127.0.0.1:P"},...},"clock":{"wall_ms","market_ms",
    /// "speed"}}, one line. After start().
    std::string endpointsJson() const;
    const ClockSpec &clock() const { return m_clock; }
    /// After start().
    const Market &market() const { return *m_market; }
    /// Wall and market time as of now.
    Instant present() const;

private:
    struct Venue;
    Result<void> openVenues();
    Result<void> trustFile();
    void flood();

    HostConfig m_config;
    const Clock &m_wallClock;
    ClockSpec m_clock;
    std::unique_ptr<Market> m_market;
    std::uint64_t m_cursor = 0;
    std::vector<std::unique_ptr<Venue>> m_venues;
    std::unique_ptr<QTemporaryFile> m_certificate;
    QTimer m_timer;
    QTimer m_floodTimer; ///< finer, while a venue floods
};

} // namespace isobar::simulation
