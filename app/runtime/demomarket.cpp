#include "app/runtime/demomarket.h"

#include "core/simulation/servers/simulationhost.h"

#include <QMetaObject>

namespace isobar {

namespace {

/// The same on every day, so that two runs of one seed go the same way. The tour's second act, whose crowd turns round,
/// then begins with a funding interval of eight hours.
constexpr TimeMs StartOfDayMs = 5 * HourMs + 58 * MinuteMs;

} // namespace

struct DemoMarket::Parts {
    SystemClock wall;
    std::unique_ptr<simulation::SimulationHost> host; // lives and dies on the demo's thread
};

DemoMarket::DemoMarket() : m_parts(std::make_unique<Parts>()) { m_thread.setObjectName(QStringLiteral("demo market")); }

DemoMarket::~DemoMarket() { stop(); }

Result<Endpoints> DemoMarket::start(const QString &scenario, std::uint64_t seed, double speed)
{
    const auto plot = simulation::scenarioByName(scenario.toStdString());
    if (!plot) {
        return Error{"there is no scenario '" + scenario.toStdString()
            + "': choose calm, long-squeeze, short-squeeze, cascade, feed-outage or tour"};
    }
    simulation::HostConfig config;
    config.market.scenario = *plot;
    config.market.seed = seed;
    config.market.startMs = floorTo(m_parts->wall.transportMs(), DayMs) + StartOfDayMs;
    config.speed = speed;
    config.limitFactor = simulation::WideLimits;
    m_thread.start();
    auto *context = new QObject;
    context->moveToThread(&m_thread);
    Result<Endpoints> result = Error{"the demo market did not start"};
    QMetaObject::invokeMethod(
        context,
        [&] {
            m_parts->host = std::make_unique<simulation::SimulationHost>(config, m_parts->wall);
            if (const auto started = m_parts->host->start(); !started)
                result = Error{started.error()};
            else
                result = parseEndpoints(m_parts->host->endpointsJson());
        },
        Qt::BlockingQueuedConnection);
    context->deleteLater();
    return result;
}

std::vector<UserRule> DemoMarket::exampleRules()
{
    UserRule rule;
    rule.id = "demo";
    rule.name = "2 % in an hour";
    rule.conditions = {{UserConditionKind::PriceMoved, 0.02, 1, {}, {}}};
    rule.coolMs = HourMs;
    return {rule};
}

void DemoMarket::stop()
{
    if (!m_thread.isRunning())
        return;
    // Sockets must be closed on the thread that they live on.
    auto *context = new QObject;
    context->moveToThread(&m_thread);
    QMetaObject::invokeMethod(
        context, [this] { m_parts->host.reset(); }, Qt::BlockingQueuedConnection);
    context->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

} // namespace isobar
