#pragma once
#include "app/runtime/demomarket.h"
#include "app/runtime/sourceoptions.h"
#include "core/base/clock.h"
#include "core/engine/enginethread.h"
#include "core/engine/mailbox.h"
#include "core/feed/netthread.h"
#include "core/feed/streamqueue.h"
#include "core/market/framesink.h"
#include "core/storage/eventlog.h"
#include "core/storage/journal.h"

#include <QObject>

#include <deque>
#include <memory>
#include <mutex>

namespace isobar {

/// What a program wants of the runtime.
struct RuntimeConfig {
    SourceOptions source;
    std::vector<std::string> watched{"BTC"};
    std::string focus; ///< the asset on the screen; empty: the first watched one
    std::set<std::string> excluded; ///< "ASSET/venue"
    std::vector<std::string> venuesOff; ///< ids
    bool bulk = false; ///< know something of all contracts of the venues, for the matrix and spreads
    SpreadCosts costs; ///< of spreads
    std::vector<Holding> holdings; ///< the user's positions, for the rules
    ProxySetting proxy;
    std::map<std::string, ProxySetting> venueProxies; ///< by id, instead of `proxy`
    std::vector<HistoryWish> history = standardHistory(); ///< what of the past is fetched; empty: nothing
    QString journalFile; ///< empty: no journal
    QString eventLogFile; ///< empty: events are not stored and shown at once
};

/// An event with the fate of its storing.
struct RaisedEvent {
    Event event;
    QString notStored; ///< why it could not be stored; empty: it is, or was not meant to be
};

/// The running terminal without a face: source of data, net thread, engine, storage. Lives on the main thread; what it
/// starts it ends, in the reverse order.
class Runtime : public QObject {
    Q_OBJECT
public:
    explicit Runtime(RuntimeConfig config, QObject *parent = nullptr);
    ~Runtime() override;

    /// A recording of raw frames to feed; must outlive the runtime. Before start().
    void setFrameSink(FrameSink *sink) { m_frameSink = sink; }
    Result<void> start();
    void stop();

    /// The newest snapshot, or null before the first.
    SnapshotPtr snapshot() const { return m_snapshot; }
    const Clock &clock() const { return *m_clock; }
    InstrumentNames &names() { return m_names; }

    void watch(std::vector<std::string> assets);
    /// The asset on the screen: its history is fetched first.
    void focus(const std::string &asset);
    void exclude(std::set<std::string> venues);
    void setCosts(SpreadCosts costs);
    void setHoldings(std::vector<Holding> holdings);
    void enableVenue(const std::string &venue, bool enabled);
    void reconnectVenue(const std::string &venue);
    /// Learns the weights of an asset's levels now.
    void learnNow(const std::string &asset);
    void setProxies(const ProxySetting &all, const std::map<std::string, ProxySetting> &own);

Q_SIGNALS:
    void snapshotChanged();
    void eventRaised(const isobar::RaisedEvent &event);
    /// Something that the user should know and that belongs to no panel: a full disk, a damaged file.
    void troubleTold(const QString &sentence);

private:
    Result<Endpoints> endpoints();
    void takeSnapshot();
    void store(std::vector<Event> events);
    void acknowledge(std::uint64_t ticket, const std::string &reason);
    EngineSettings engineSettings() const;

    RuntimeConfig m_config;
    InstrumentNames m_names;
    std::unique_ptr<DemoMarket> m_demo;
    std::unique_ptr<SystemClock> m_clock;
    std::unique_ptr<StorageThread> m_storage;
    std::unique_ptr<JournalWriter> m_journal;
    std::unique_ptr<EventLog> m_eventLog;
    std::unique_ptr<StreamQueue> m_queue;
    std::unique_ptr<Mailbox> m_mailbox;
    std::unique_ptr<EngineThread> m_engine;
    std::unique_ptr<NetThread> m_net;
    FrameSink *m_frameSink = nullptr;
    SnapshotPtr m_snapshot;

    std::mutex m_waitingMutex;
    std::deque<std::pair<std::uint64_t, Event>> m_waiting; // raised, not yet acknowledged by storage
    std::uint64_t m_ticket = 0;
};

} // namespace isobar
