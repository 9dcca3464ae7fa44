#include "core/simulation/servers/simulationhost.h"

#include "core/base/numbers.h"
#include "core/simulation/servers/frontserver.h"
#include "core/simulation/servers/protocols.h"
#include "core/simulation/servers/tlsidentity.h"
#include "core/simulation/servers/venueview.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryFile>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr int TickMs = 100, FloodTickMs = 10;
/// After a long sleep the market catches up in slices, so that the sockets are served meanwhile.
constexpr TimeMs MaxSliceMs = 10 * MinuteMs;

} // namespace

/// A venue's parts, in the order in which they refer to each other.
struct SimulationHost::Venue {
    Venue(const Market &market, const std::string &id) : view(market, id), protocol(makeProtocol(view)) { }
    VenueView view;
    std::unique_ptr<VenueProtocol> protocol;
    std::unique_ptr<FrontServer> server;
};

SimulationHost::SimulationHost(HostConfig config, const Clock &wallClock)
    : m_config(std::move(config)), m_wallClock(wallClock)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(TickMs);
    connect(&m_timer, &QTimer::timeout, this, &SimulationHost::tick);
    m_floodTimer.setTimerType(Qt::PreciseTimer);
    m_floodTimer.setInterval(FloodTickMs);
    connect(&m_floodTimer, &QTimer::timeout, this, &SimulationHost::flood);
}

SimulationHost::~SimulationHost() = default;

Result<void> SimulationHost::start()
{
    if (m_config.market.venues.empty())
        m_config.market.venues = simulatedVenues();
    for (const std::string &venue : m_config.market.venues)
        if (std::ranges::find(simulatedVenues(), venue) == simulatedVenues().end())
            return Error{"there is no simulated venue called '" + venue + "'"};
    if (!(m_config.speed > 0) || !std::isfinite(m_config.speed))
        return Error{"the speed must be a number above 0"};

    const TimeMs wall = m_wallClock.transportMs();
    if (m_config.market.startMs == 0)
        m_config.market.startMs = wall;
    m_clock = m_config.clock.value_or(ClockSpec{wall, m_config.market.startMs, m_config.speed});
    m_market = std::make_unique<Market>(m_config.market);
    m_market->overrule(m_config.script);
    if (m_config.clock)
        m_market->advanceTo(present().marketMs);
    if (auto opened = openVenues(); !opened)
        return opened;
    if (!m_config.clock) { // building took a while: the market's time begins when it can be reached
        m_clock.wallMs = m_wallClock.transportMs();
    }
    m_timer.start();
    return {};
}

Result<void> SimulationHost::openVenues()
{
    std::optional<QSslConfiguration> tls;
    if (m_config.tls) {
        auto made = loopbackTls();
        if (!made)
            return Error{made.error()};
        tls = *made;
        if (auto written = trustFile(); !written)
            return written;
    }
    const Market::Feed past = m_market->since(0);
    m_cursor = past.cursor;
    quint16 port = m_config.port;
    for (const std::string &id : m_config.market.venues) {
        auto venue = std::make_unique<Venue>(*m_market, id);
        venue->view.take(past);
        venue->protocol->widenLimits(m_config.limitFactor);
        venue->server = std::make_unique<FrontServer>(*venue->protocol, [this] { return present(); });
        venue->server->setFaults(faultsAt(*m_market, id));
        if (auto listening = venue->server->listen(port, tls); !listening)
            return listening;
        m_venues.push_back(std::move(venue));
        if (port != 0)
            ++port;
    }
    return {};
}

Result<void> SimulationHost::trustFile()
{
    m_certificate = std::make_unique<QTemporaryFile>(QDir::tempPath() + QStringLiteral("/isobar-simulate-XXXXXX.pem"));
    if (!m_certificate->open() || m_certificate->write(loopbackCertificatePem()) < 0 || !m_certificate->flush())
        return Error{"cannot write the certificate: " + m_certificate->errorString().toStdString()};
    return {};
}

void SimulationHost::stop()
{
    m_timer.stop();
    m_floodTimer.stop();
    for (const auto &venue : m_venues)
        venue->server->close();
}

Instant SimulationHost::present() const
{
    const TimeMs wall = m_wallClock.transportMs();
    return {wall, m_clock.marketAt(wall)};
}

void SimulationHost::tick()
{
    const Instant now = present();
    m_market->advanceTo(std::min(now.marketMs, m_market->nowMs() + MaxSliceMs));
    const Market::Feed feed = m_market->since(m_cursor);
    m_cursor = feed.cursor;
    for (const auto &venue : m_venues) {
        venue->view.take(feed);
        venue->server->setFaults(faultsAt(*m_market, venue->view.venue()));
        venue->server->push(now);
    }
    flood();
}

void SimulationHost::flood()
{
    const Instant now = present();
    bool isFlooding = false;
    for (const auto &venue : m_venues) {
        venue->server->flood(now);
        isFlooding = isFlooding || venue->server->isFlooding();
    }
    if (isFlooding != m_floodTimer.isActive())
        isFlooding ? m_floodTimer.start() : m_floodTimer.stop();
}

std::string SimulationHost::endpointsJson() const
{
    json::object venues;
    for (const auto &venue : m_venues) {
        const std::string host = "://127.0.0.1:" + std::to_string(venue->server->port());
        json::object entry{
            {"rest", (m_config.tls ? "https" : "http") + host}, {"ws", (m_config.tls ? "wss" : "ws") + host}};
        if (m_certificate)
            entry["ca"] = m_certificate->fileName().toStdString();
        venues[venue->view.venue()] = std::move(entry);
    }
    // The speed is written by hand: JSON writers like 6E1 for 60.
    return "{\"venues\":" + json::serialize(venues) + ",\"clock\":{\"wall_ms\":" + std::to_string(m_clock.wallMs)
        + ",\"market_ms\":" + std::to_string(m_clock.marketMs) + ",\"speed\":" + formatShortest(m_clock.speed) + "}"
        + (m_config.limitFactor > 1 ? ",\"rest_limit_factor\":" + std::to_string(m_config.limitFactor) : "") + "}";
}

} // namespace isobar::simulation
