#pragma once
#include "app/runtime/demomarket.h"
#include "app/runtime/framerecorder.h"
#include "app/runtime/historyjournal.h"
#include "app/runtime/pastloader.h"
#include "app/runtime/sourceoptions.h"
#include "core/base/clock.h"
#include "core/engine/enginethread.h"
#include "core/engine/mailbox.h"
#include "core/feed/netthread.h"
#include "core/feed/streamqueue.h"
#include "core/market/framesink.h"
#include "core/snapshot/awayreport.h"
#include "core/snapshot/historyview.h"
#include "core/snapshot/keptmoment.h"
#include "core/storage/checkpointfile.h"
#include "core/storage/checkpointkeeper.h"
#include "core/storage/historywriter.h"
#include "core/storage/journal.h"
#include "core/storage/ledgerstore.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
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
    UserConcerns user; ///< what the user brings into the rules
    AccountWishes accounts; ///< whose published positions are followed
    ProxySetting proxy;
    std::map<std::string, ProxySetting> venueProxies; ///< by id, instead of `proxy`
    std::vector<HistoryWish> history = standardHistory(); ///< what of the past is fetched; empty: nothing
    QString journalFile; ///< empty: no journal
    QString trackRecordFolder; ///< empty: the track record is not kept
    QString checkpointFile; ///< what is derived and saved for the next start; empty: nothing is
    QString historyFile; ///< empty: nothing is stored, and events are shown at once
    HistoryLimits historyLimits;
};

/// A recording of raw frames that goes on.
struct RecordingState {
    QString path; ///< empty: there is none
    qint64 bytes = 0;
    TimeMs startedMs = 0; ///< transport time
    TimeMs nowMs = 0; ///< transport time
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
    void setFrameSink(FrameSink *sink) { m_recorder.setNext(sink); }
    Result<void> start();
    void stop();

    /// The newest snapshot, or null before the first.
    SnapshotPtr snapshot() const { return m_snapshot; }
    const Clock &clock() const { return *m_clock; }
    InstrumentNames &names() { return m_names; }
    /// Of the local history, as last told; its path is empty where there is none.
    const HistoryState &historyState() const { return m_historyState; }

    void watch(std::vector<std::string> assets);
    /// The asset on the screen: its history is fetched first.
    void focus(const std::string &asset);
    void exclude(std::set<std::string> venues);
    void setCosts(SpreadCosts costs);
    /// The rules that the user made.
    void setRules(std::vector<UserRule> rules);
    /// What a rule would have done over the last seven days; ruleTried follows with the same number.
    void tryRule(const UserRule &rule, int number);
    void setHoldings(std::vector<Holding> holdings);
    void enableVenue(const std::string &venue, bool enabled);
    void reconnectVenue(const std::string &venue);
    void limitHistory(const HistoryLimits &limits);
    /// What the user sees now, for the run after this one.
    void rememberSeen(const Seen &seen);
    /// Keeps how an asset stood when a picture of it was taken at `marketMs`, and finds it again in a
    /// later run; when there is no local history, it is forgotten.
    void keepMoment(KeptMoment moment, TimeMs marketMs, const MomentExtent &extent);
    std::optional<KeptMoment> keptMoment(const std::string &asset, TimeMs marketMs, Origin origin) const;
    /// Makes a window of the local history a journal that can be played; tells how far it is and what became of it. One
    /// at a time: another wish ends the one before.
    void exportHistory(HistoryJournalWish wish);
    void endHistoryExport();
    /// Lines of what the local history holds; historyViewRead() brings them. A wish replaces the one before it.
    void readHistoryView(const std::string &asset, int days);
    /// Records raw frames from now on; the file must not exist. All venues are asked for their contracts and connected
    /// anew (each beside its old connection), so that the file explains itself.
    Result<void> startRecording(const QString &path);
    /// Its size.
    qint64 stopRecording();
    RecordingState recording() const;
    /// Learns the weights of an asset's levels now.
    void learnNow(const std::string &asset);
    /// Writes all lines of an asset's ledgers to a file; how many there were.
    Result<int> exportTrackRecord(const std::string &asset, const QString &path) const;
    void setAccounts(const AccountWishes &accounts);
    void setProxies(const ProxySetting &all, const std::map<std::string, ProxySetting> &own);

Q_SIGNALS:
    void snapshotChanged();
    void eventRaised(const isobar::RaisedEvent &event);
    void ruleTried(int number, const isobar::RuleTrial &trial);
    /// What the run before this one saw last; not told when there was none.
    void seenRead(const isobar::Seen &seen);
    /// What was told before this start, oldest first; each event as it stood last.
    /// `areLeft`: the rules do not go on with those that had not ended.
    void pastEventsRead(const std::vector<isobar::Event> &events, bool areLeft);
    void historyStateChanged();
    void historyViewRead(const isobar::HistoryViewPtr &view);
    /// It began or ended, or has grown.
    void historyExportProgressed(double share); ///< 0..1
    void historyExported(const QString &path, const QString &error); ///< `error` empty: the file is whole
    void recordingChanged();
    /// The local history or a journal cannot be written, or can again.
    void storageTroubled(const isobar::StorageTrouble &trouble);
    /// What the last run saved of its levels is of no use. `told`: the name under which it lies now, or the reason.
    void checkpointRefused(isobar::CheckpointFate fate, const QString &told);
    /// The local history was damaged: it has this name now, and a new one was begun.
    void historySetAside(const QString &newName);
    /// The local history is of a newer version, with that schema: nothing is stored.
    void historyRefused(int schema);

private:
    Result<Endpoints> endpoints();
    void takeSnapshot();
    void store(std::vector<Event> events);
    void acknowledge(std::uint64_t ticket, EventFate fate, const std::string &reason);
    Result<void> openJournal();
    void openHistory();
    void openLedgers();
    void keep(std::vector<LedgerText> ledgers);
    void readPastEvents();
    void startEngine();
    void startNet(KnownHistory known);
    void loadPast(std::vector<std::string> assets, bool isStart);
    std::string marketName() const;
    FileHeader fileHeader() const;
    /// Calls `tell` on the main thread, soon.
    template <class Tell> void onMain(Tell tell)
    {
        QMetaObject::invokeMethod(this, std::move(tell), Qt::QueuedConnection);
    }
    EngineSettings engineSettings() const;
    void resume();

    RuntimeConfig m_config;
    InstrumentNames m_names;
    std::unique_ptr<DemoMarket> m_demo;
    std::unique_ptr<SystemClock> m_clock;
    std::unique_ptr<StorageThread> m_storage;
    std::unique_ptr<JournalWriter> m_journal;
    std::unique_ptr<CheckpointKeeper> m_keeper;
    std::unique_ptr<HistoryWriter> m_history;
    std::unique_ptr<LedgerStore> m_ledgers;
    HistoryState m_historyState;
    std::unique_ptr<StreamQueue> m_queue;
    std::unique_ptr<Mailbox> m_mailbox;
    std::unique_ptr<EngineThread> m_engine;
    FeedConfig m_feed; // that the net thread starts with
    std::unique_ptr<NetThread> m_net;
    std::vector<std::shared_ptr<PastLoader>> m_loaders;
    QThreadPool m_exports;
    std::shared_ptr<std::atomic<bool>> m_exportGoesOn; ///< of the newest export
    QThreadPool m_readers; // one thread: views of the history, which may take a moment
    int m_viewNumber = 0;
    FrameRecorder m_recorder;
    QString m_recordingPath;
    TimeMs m_recordingSinceMs = 0;
    QTimer m_recordingTick;
    SnapshotPtr m_snapshot;

    std::mutex m_waitingMutex;
    std::deque<std::pair<std::uint64_t, Event>> m_waiting; // raised, not yet acknowledged by storage
    std::uint64_t m_ticket = 0;
};

} // namespace isobar
