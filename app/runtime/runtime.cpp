#include "app/runtime/runtime.h"

#include "core/venues/registry.h"

#include <QMetaObject>

#include <utility>

namespace isobar {

Runtime::Runtime(RuntimeConfig config, QObject *parent)
    : QObject(parent), m_config(std::move(config)), m_clock(std::make_unique<SystemClock>())
{
}

Runtime::~Runtime() { stop(); }

Result<Endpoints> Runtime::endpoints()
{
    if (m_config.source.demoScenario) {
        m_demo = std::make_unique<DemoMarket>();
        return m_demo->start(*m_config.source.demoScenario, m_config.source.seed, m_config.source.speed);
    }
    std::vector<std::string> known;
    for (const auto &venue : allVenues())
        known.push_back(venue->profile().traits.id);
    return readEndpoints(m_config.source.endpointsFile->toStdString(), known);
}

EngineSettings Runtime::engineSettings() const
{
    EngineSettings settings;
    settings.watched = m_config.watched;
    settings.excluded = m_config.excluded;
    settings.matrix = m_config.bulk;
    settings.costs = m_config.costs;
    settings.user.holdings = m_config.holdings;
    for (const auto &venue : allVenues()) {
        const VenueTraits traits = venue->profile().traits;
        settings.venueNames[traits.id] = {traits.name, traits.shortName};
    }
    // A simulator announces itself by its clock: whatever started it, its numbers are no market.
    const bool isDemo = m_config.source.demoScenario || m_clock->spec() != ClockSpec();
    settings.origin = isDemo ? Origin::Demo : Origin::Live;
    settings.scenario = m_config.source.demoScenario.value_or(QString()).toStdString();
    settings.speed = m_clock->spec().speed;
    return settings;
}

Result<void> Runtime::start()
{
    FeedConfig feed;
    feed.venues = allVenues();
    feed.watched = m_config.watched;
    feed.focus = m_config.focus;
    feed.venuesOff = {m_config.venuesOff.begin(), m_config.venuesOff.end()};
    feed.bulk = m_config.bulk;
    feed.proxy = m_config.proxy;
    feed.venueProxies = m_config.venueProxies;
    feed.history = !m_config.history.empty();
    feed.historyWishes = m_config.history;
    if (m_config.source.demoScenario || m_config.source.endpointsFile) {
        auto found = endpoints();
        if (!found)
            return Error{found.error()};
        if (found->clock)
            m_clock = std::make_unique<SystemClock>(*found->clock);
        feed.endpoints = std::move(*found);
    }

    m_storage = std::make_unique<StorageThread>();
    if (!m_config.journalFile.isEmpty()) {
        FileHeader header;
        header.createdMs = m_clock->transportMs();
        header.clock = m_clock->spec();
        header.watched = m_config.watched;
        header.excluded = {m_config.excluded.begin(), m_config.excluded.end()};
        auto journal = JournalWriter::create(
            m_config.journalFile.toStdString(), header, *m_storage, [this](const StorageTrouble &trouble) {
                QMetaObject::invokeMethod(
                    this,
                    [this, text = QString::fromStdString(trouble.reason)] {
                        if (!text.isEmpty())
                            Q_EMIT troubleTold(text);
                    },
                    Qt::QueuedConnection);
            });
        if (!journal)
            return Error{journal.error()};
        m_journal = std::move(*journal);
    }
    if (!m_config.eventLogFile.isEmpty()) {
        m_eventLog = std::make_unique<EventLog>(m_config.eventLogFile.toStdString(), *m_storage,
            [this](std::uint64_t ticket, const std::string &reason) { acknowledge(ticket, reason); });
    }

    m_queue = std::make_unique<StreamQueue>();
    m_mailbox = std::make_unique<Mailbox>([this] {
        QMetaObject::invokeMethod(
            this, [this] { takeSnapshot(); }, Qt::QueuedConnection);
    });
    EngineThread::Links links;
    links.take = [this] { return m_queue->take(); };
    if (m_journal)
        links.journal = [this](std::span<const StreamItem> items) { m_journal->append(items, m_names); };
    links.publish = [this](SnapshotPtr snapshot) { m_mailbox->put(std::move(snapshot)); };
    links.raise = [this](std::vector<Event> events) { store(std::move(events)); };
    links.queueFill = [this] { return m_queue->takePeakFill(); };
    m_engine = std::make_unique<EngineThread>(engineSettings(), std::move(links), *m_clock);
    m_queue->setWakeUp([this] { m_engine->wake(); });
    m_engine->start();
    m_net = std::make_unique<NetThread>(std::move(feed), *m_clock, m_names, *m_queue, m_frameSink);
    m_net->start();
    return {};
}

void Runtime::stop()
{
    if (m_net)
        m_net->stop();
    if (m_engine)
        m_engine->stop();
    if (m_eventLog)
        m_eventLog->close();
    if (m_journal)
        m_journal->close();
    if (m_demo)
        m_demo->stop();
    m_net.reset();
    m_engine.reset();
}

void Runtime::takeSnapshot()
{
    if (SnapshotPtr newest = m_mailbox->take()) {
        SnapshotPtr before = std::exchange(m_snapshot, std::move(newest));
        Q_EMIT snapshotChanged();
        m_mailbox->giveBack(std::move(before)); // by now no panel shows it
    }
}

void Runtime::store(std::vector<Event> events)
{
    for (Event &event : events) {
        if (!m_eventLog) {
            QMetaObject::invokeMethod(
                this,
                [this, event = std::move(event)] {
                    Q_EMIT eventRaised({event, {}});
                },
                Qt::QueuedConnection);
            continue;
        }
        std::uint64_t ticket = 0;
        {
            const std::lock_guard lock(m_waitingMutex);
            ticket = ++m_ticket;
            m_waiting.emplace_back(ticket, event);
        }
        m_eventLog->append(ticket, event);
    }
}

void Runtime::acknowledge(std::uint64_t ticket, const std::string &reason)
{
    // Acknowledgements come in the order of appending.
    std::optional<Event> event;
    {
        const std::lock_guard lock(m_waitingMutex);
        if (!m_waiting.empty() && m_waiting.front().first == ticket) {
            event = std::move(m_waiting.front().second);
            m_waiting.pop_front();
        }
    }
    if (event) {
        QMetaObject::invokeMethod(
            this,
            [this, raised = RaisedEvent{std::move(*event), QString::fromStdString(reason)}] {
                Q_EMIT eventRaised(raised);
            },
            Qt::QueuedConnection);
    }
}

void Runtime::watch(std::vector<std::string> assets)
{
    m_config.watched = assets;
    if (m_engine)
        m_engine->change(engineSettings());
    if (m_net)
        m_net->setWatched(std::move(assets));
}

void Runtime::focus(const std::string &asset)
{
    m_config.focus = asset;
    if (m_net)
        m_net->setFocus(asset);
}

void Runtime::exclude(std::set<std::string> venues)
{
    m_config.excluded = std::move(venues);
    if (m_engine)
        m_engine->change(engineSettings());
}

void Runtime::setCosts(SpreadCosts costs)
{
    m_config.costs = std::move(costs);
    if (m_engine)
        m_engine->change(engineSettings());
}

void Runtime::setHoldings(std::vector<Holding> holdings)
{
    m_config.holdings = std::move(holdings);
    if (m_engine)
        m_engine->change(engineSettings());
}

void Runtime::enableVenue(const std::string &venue, bool enabled)
{
    if (m_net)
        m_net->setVenueEnabled(venue, enabled);
}

void Runtime::learnNow(const std::string &asset)
{
    if (m_engine)
        m_engine->learnNow(asset);
}

void Runtime::setProxies(const ProxySetting &all, const std::map<std::string, ProxySetting> &own)
{
    if (m_net)
        m_net->setProxies(all, own);
}

void Runtime::reconnectVenue(const std::string &venue)
{
    if (m_net)
        m_net->reconnect(venue);
}

} // namespace isobar
