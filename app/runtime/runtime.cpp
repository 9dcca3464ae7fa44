#include "app/runtime/runtime.h"

#include "core/market/eventjson.h"
#include "core/storage/historyreader.h"
#include "core/storage/pastreader.h"
#include "core/trackrecord/ledgerjson.h"
#include "core/venues/registry.h"

#include <QMetaObject>
#include <QSaveFile>
#include <QTimer>
#include <algorithm>

#include <utility>

namespace isobar {

namespace {
constexpr int PastEvents = 500; // shown again after a start
constexpr auto SeenName = "seen";
constexpr int PatienceMs = 4000; // with the local history at the start

/// Lines that cannot be read are passed over: they are of a newer version, or a crash cut them off.
std::vector<RecordLine> recallLedger(const std::string &folder, const std::string &asset)
{
    std::vector<RecordLine> lines;
    const auto texts = readLedger(folder, asset);
    if (!texts)
        return lines;
    for (const std::string &text : *texts) {
        if (auto line = ledgerLineOf(text))
            lines.push_back(std::move(*line));
    }
    return lines;
}

} // namespace

Runtime::Runtime(RuntimeConfig config, QObject *parent)
    : QObject(parent), m_config(std::move(config)), m_clock(std::make_unique<SystemClock>())
{
    connect(&m_recordingTick, &QTimer::timeout, this, &Runtime::recordingChanged);
    m_readers.setMaxThreadCount(1);
    m_readers.setThreadPriority(QThread::LowPriority);
    m_exports.setMaxThreadCount(1);
    m_exports.setThreadPriority(QThread::LowPriority);
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
    settings.user = m_config.user;
    for (const auto &venue : allVenues()) {
        const VenueTraits traits = venue->profile().traits;
        settings.venueNames[traits.id] = {traits.name, traits.shortName};
    }
    // A simulator announces itself by its clock: whatever started it, its numbers are no market.
    const bool isDemo = m_config.source.demoScenario || m_clock->spec() != ClockSpec();
    settings.origin = isDemo ? Origin::Demo : Origin::Live;
    if (m_config.source.demoScenario && settings.user.rules.empty())
        settings.user.rules = DemoMarket::exampleRules();
    settings.scenario = m_config.source.demoScenario.value_or(QString()).toStdString();
    settings.speed = m_clock->spec().speed;
    return settings;
}

Result<void> Runtime::start()
{
    m_feed.venues = allVenues();
    m_feed.watched = m_config.watched;
    m_feed.focus = m_config.focus;
    m_feed.venuesOff = {m_config.venuesOff.begin(), m_config.venuesOff.end()};
    m_feed.bulk = m_config.bulk;
    m_feed.accounts = m_config.accounts;
    m_feed.proxy = m_config.proxy;
    m_feed.venueProxies = m_config.venueProxies;
    m_feed.history = !m_config.history.empty();
    m_feed.historyWishes = m_config.history;
    if (m_config.source.demoScenario || m_config.source.endpointsFile) {
        auto found = endpoints();
        if (!found)
            return Error{found.error()};
        if (found->clock)
            m_clock = std::make_unique<SystemClock>(*found->clock);
        m_feed.endpoints = std::move(*found);
    }
    m_storage = std::make_unique<StorageThread>();
    if (const Result<void> opened = openJournal(); !opened)
        return opened;
    openHistory();
    openLedgers();
    startEngine();
    if (!m_history) {
        startNet({});
        return {};
    }
    // The venues are asked for what the local history does not hold, so it is looked into first. It takes a moment; a
    // disk that takes longer does not hold up the market.
    loadPast(m_config.watched, true);
    QTimer::singleShot(PatienceMs, this, [this] { startNet({}); });
    return {};
}

void Runtime::startEngine()
{
    m_queue = std::make_unique<StreamQueue>();
    m_mailbox = std::make_unique<Mailbox>([this] { onMain([this] { takeSnapshot(); }); });
    EngineThread::Links links;
    links.take = [this] { return m_queue->take(); };
    links.journal = [this](std::span<const StreamItem> items) {
        if (m_journal)
            m_journal->append(items, m_names);
        if (m_history)
            m_history->append(items);
    };
    links.publish = [this](SnapshotPtr snapshot) { m_mailbox->put(std::move(snapshot)); };
    links.raise = [this](std::vector<Event> events) { store(std::move(events)); };
    if (m_ledgers) {
        links.keepLedger = [this](std::vector<LedgerText> ledgers) { keep(std::move(ledgers)); };
        links.recall = [folder = m_config.trackRecordFolder.toStdString()](
                           const std::string &asset) { return recallLedger(folder, asset); };
    }
    links.queueFill = [this] { return m_queue->takePeakFill(); };
    if (!m_config.checkpointFile.isEmpty()) {
        resume();
        links.keep = [this](std::string bytes) { m_keeper->keep(std::move(bytes)); };
    }
    m_engine = std::make_unique<EngineThread>(engineSettings(), std::move(links), *m_clock, &m_names);
    m_queue->setWakeUp([this] { m_engine->wake(); });
    m_engine->fillRecord(
        m_config.focus.empty() && !m_config.watched.empty() ? m_config.watched.front() : m_config.focus);
    m_engine->start();
}

/// Once: by what comes first of the local history and the end of patience.
void Runtime::startNet(KnownHistory known)
{
    if (m_net || !m_engine)
        return;
    m_feed.watched = m_config.watched; // and the focus: they may have changed meanwhile
    m_feed.focus = m_config.focus;
    m_feed.known = std::move(known);
    m_net = std::make_unique<NetThread>(m_feed, *m_clock, m_names, *m_queue, &m_recorder);
    m_net->start();
}

/// What is stored of assets that were not watched before; then they are watched, or the net thread starts.
void Runtime::loadPast(std::vector<std::string> assets, bool isStart)
{
    PastLoader::Wish wish;
    wish.path = m_config.historyFile.toStdString();
    wish.assets = std::move(assets);
    std::stable_partition(
        wish.assets.begin(), wish.assets.end(), [this](const std::string &each) { return each == m_config.focus; });
    for (const auto &venue : allVenues()) {
        const VenueTraits traits = venue->profile().traits;
        const bool isOff =
            std::find(m_config.venuesOff.begin(), m_config.venuesOff.end(), traits.id) != m_config.venuesOff.end();
        if (!isOff && (!m_feed.endpoints || m_feed.endpoints->venues.contains(traits.id)))
            wish.venues[traits.id] = traits;
    }
    wish.withReferences = isStart;
    m_loaders.push_back(PastLoader::start(
        std::move(wish), *m_storage, *m_queue, m_names, *m_clock, [this, isStart](KnownHistory known) {
            onMain([this, isStart, known = std::move(known)]() mutable {
                if (isStart)
                    startNet(std::move(known));
                else if (m_net)
                    m_net->setWatched(m_config.watched, std::move(known));
            });
        }));
}

Result<void> Runtime::openJournal()
{
    if (m_config.journalFile.isEmpty())
        return {};
    FileHeader header = fileHeader();
    header.excluded = {m_config.excluded.begin(), m_config.excluded.end()};
    auto journal = JournalWriter::create(m_config.journalFile.toStdString(), header, *m_storage,
        [this](const StorageTrouble &trouble) { onMain([this, trouble] { Q_EMIT storageTroubled(trouble); }); });
    if (!journal)
        return Error{journal.error()};
    m_journal = std::move(*journal);
    return {};
}

/// What the last run derived comes first in the stream.
void Runtime::resume()
{
    const std::string path = m_config.checkpointFile.toStdString();
    CheckpointContent content = readCheckpoint(path);
    if (content.fate != CheckpointFate::Fine) {
        onMain([this, fate = content.fate, name = QString::fromStdString(content.told)] {
            Q_EMIT checkpointRefused(fate, name);
        });
    }
    if (content.bytes)
        m_queue->push(std::make_shared<const Checkpoint>(Checkpoint{std::move(*content.bytes)}));
    m_keeper = std::make_unique<CheckpointKeeper>(path, *m_storage,
        [this](const StorageTrouble &trouble) { onMain([this, trouble] { Q_EMIT storageTroubled(trouble); }); });
}

/// What a recording says of itself: the market, nothing of the user.
FileHeader Runtime::fileHeader() const
{
    FileHeader header;
    const bool isDemo = m_config.source.demoScenario || m_clock->spec() != ClockSpec();
    header.origin = isDemo ? "demo" : "live";
    header.createdMs = m_clock->transportMs();
    header.clock = m_clock->spec();
    header.watched = m_config.watched;
    for (const auto &venue : m_feed.venues) {
        const std::string &id = venue->profile().traits.id;
        if (!m_feed.endpoints || m_feed.endpoints->venues.contains(id))
            header.venues.push_back(id);
    }
    return header;
}

/// Which market the rows of the local history are of: those of a simulated one must never stand among real ones, nor
/// among those of another simulation.
std::string Runtime::marketName() const
{
    if (!m_config.source.demoScenario && !m_config.source.endpointsFile)
        return "live";
    const ClockSpec spec = m_clock->spec();
    if (spec == ClockSpec())
        return "endpoints";
    return "simulated, clock " + std::to_string(spec.wallMs) + " " + std::to_string(spec.marketMs);
}

void Runtime::openHistory()
{
    if (m_config.historyFile.isEmpty())
        return;
    HistorySetup setup;
    setup.path = m_config.historyFile.toStdString();
    setup.market = marketName();
    setup.limits = m_config.historyLimits;
    HistoryWriter::Links links;
    links.acknowledge = [this](std::uint64_t ticket, EventFate fate, const std::string &reason) {
        acknowledge(ticket, fate, reason);
    };
    links.tell = [this](
                     const StorageTrouble &trouble) { onMain([this, trouble] { Q_EMIT storageTroubled(trouble); }); };
    links.setAside = [this](const std::string &name) {
        onMain([this, name] { Q_EMIT historySetAside(QString::fromStdString(name)); });
    };
    links.refused = [this](int schema) { onMain([this, schema] { Q_EMIT historyRefused(schema); }); };
    links.state = [this](const HistoryState &state) {
        onMain([this, state] {
            m_historyState = state;
            Q_EMIT historyStateChanged();
        });
    };
    m_history = std::make_unique<HistoryWriter>(std::move(setup), m_names, *m_clock, *m_storage, std::move(links));
    readPastEvents();
}

void Runtime::openLedgers()
{
    if (m_config.trackRecordFolder.isEmpty())
        return;
    m_ledgers = std::make_unique<LedgerStore>(m_config.trackRecordFolder.toStdString(), marketName(), *m_storage,
        LedgerStore::Callbacks{
            [this](const StorageTrouble &trouble) { onMain([this, trouble] { Q_EMIT storageTroubled(trouble); }); },
            nullptr});
}

Result<int> Runtime::exportTrackRecord(const std::string &asset, const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{file.errorString().toStdString()};
    int lines = 0;
    for (const bool isBackfill : {false, true}) {
        const auto read = readLedger(m_config.trackRecordFolder.toStdString(), asset, isBackfill);
        if (!read)
            return Error{read.error()};
        for (const std::string &line : *read) {
            file.write((line + "\n").c_str());
            ++lines;
        }
    }
    if (!file.commit())
        return Error{file.errorString().toStdString()};
    return lines;
}

/// On the engine's thread.
void Runtime::keep(std::vector<LedgerText> ledgers)
{
    for (const LedgerText &each : ledgers) {
        if (each.isBackfill)
            m_ledgers->replaceBackfill(each.asset, each.lines);
        else
            m_ledgers->append(each.asset, each.lines);
    }
}

void Runtime::readPastEvents()
{
    m_storage->post([this, path = m_config.historyFile.toStdString()] {
        const auto reader = HistoryReader::open(path);
        if (!reader)
            return;
        if (Seen seen = seenFromJson((*reader)->remembered(SeenName)); seen.marketMs != 0)
            onMain([this, seen = std::move(seen)] { Q_EMIT seenRead(seen); });
        std::vector<Event> events;
        const Result<void> read = (*reader)->lastEvents(PastEvents, [&events](const std::string &json) {
            Result<Event> event = eventFromJson(json);
            if (!event)
                return;
            std::erase_if(events, [&](const Event &each) { return each.id == event->id; });
            events.push_back(std::move(*event));
        });
        const bool areLeft = isColdStart(**reader, m_clock->marketMs());
        if (read && !events.empty())
            onMain([this, areLeft, events = std::move(events)] { Q_EMIT pastEventsRead(events, areLeft); });
    });
}

void Runtime::stop()
{
    for (const auto &loader : m_loaders)
        loader->cancel();
    if (!m_loaders.empty())
        m_storage->waitForJobs();
    endHistoryExport();
    m_exports.waitForDone();
    m_readers.waitForDone();
    m_loaders.clear();
    if (m_net)
        m_net->stop();
    stopRecording();
    if (m_engine)
        m_engine->stop();
    if (m_keeper)
        m_keeper->close();
    if (m_history)
        m_history->close();
    if (m_ledgers)
        m_ledgers->close();
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
        if (!m_history) {
            onMain([this, event = std::move(event)] { Q_EMIT eventRaised({event, {}}); });
            continue;
        }
        std::uint64_t ticket = 0;
        {
            const std::lock_guard lock(m_waitingMutex);
            ticket = ++m_ticket;
            m_waiting.emplace_back(ticket, event);
        }
        m_history->append(ticket, event);
    }
}

void Runtime::acknowledge(std::uint64_t ticket, EventFate fate, const std::string &reason)
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
    if (!event || fate == EventFate::Known) // told before the restart
        return;
    onMain([this, raised = RaisedEvent{std::move(*event), QString::fromStdString(reason)}] {
        Q_EMIT eventRaised(raised);
    });
}

void Runtime::watch(std::vector<std::string> assets)
{
    std::vector<std::string> added;
    for (const std::string &each : assets) {
        if (std::find(m_config.watched.begin(), m_config.watched.end(), each) == m_config.watched.end())
            added.push_back(each);
    }
    m_config.watched = assets;
    if (m_engine)
        m_engine->change(engineSettings());
    if (!m_net)
        return; // it starts with all that are watched by then
    if (m_history && !added.empty())
        loadPast(std::move(added), false);
    else
        m_net->setWatched(std::move(assets));
}

void Runtime::focus(const std::string &asset)
{
    m_config.focus = asset;
    if (m_engine)
        m_engine->fillRecord(asset);
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

void Runtime::setRules(std::vector<UserRule> rules)
{
    m_config.user.rules = std::move(rules);
    if (m_engine)
        m_engine->change(engineSettings());
}

void Runtime::setHoldings(std::vector<Holding> holdings)
{
    m_config.user.holdings = std::move(holdings);
    if (m_engine)
        m_engine->change(engineSettings());
}

void Runtime::tryRule(const UserRule &rule, int number)
{
    if (!m_engine)
        return;
    m_engine->tryRule(rule, [this, number](const RuleTrial &trial) {
        QMetaObject::invokeMethod(
            this, [this, number, trial] { Q_EMIT ruleTried(number, trial); }, Qt::QueuedConnection);
    });
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

void Runtime::setAccounts(const AccountWishes &accounts)
{
    m_config.accounts = accounts;
    if (m_net)
        m_net->setAccounts(accounts);
}

void Runtime::setProxies(const ProxySetting &all, const std::map<std::string, ProxySetting> &own)
{
    m_feed.proxy = all;
    m_feed.venueProxies = own;
    if (m_net)
        m_net->setProxies(all, own);
}

void Runtime::reconnectVenue(const std::string &venue)
{
    if (m_net)
        m_net->reconnect(venue);
}

void Runtime::rememberSeen(const Seen &seen)
{
    if (m_history)
        m_history->remember(SeenName, seenToJson(seen));
}

} // namespace isobar
