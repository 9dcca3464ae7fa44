#pragma once
#include "app/runtime/replayfile.h"
#include "core/base/clock.h"
#include "core/engine/jobpool.h"
#include "core/engine/mailbox.h"
#include "core/replay/replaydriver.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace isobar {

/// Where a replay stands. Times are recorded market times: those that the whole screen shows.
struct ReplayStand {
    TimeMs firstMs = 0, lastMs = 0; ///< of the file
    TimeMs atMs = 0; ///< of the last beat that was played
    double speed = 1;
    double reachedSpeed = 0; ///< over the last seconds; less than `speed` when the machine cannot keep up; 0: not known
    bool isPaused = false;
    bool isAtEnd = false;
    std::optional<double> seeking; ///< 0..1 of the way to the moment sought; absent: it is there
    QString report; ///< what was not as written in the file, in words; empty: all was well so far
    bool operator==(const ReplayStand &) const = default;
};

/// Plays a file through an engine of its own, on a thread of its own, at the pace of a clock that can be paused, moved
/// and sped up. It reads the file and nothing else, and writes nothing. All calls and signals on the main thread.
class Replay : public QObject {
    Q_OBJECT
public:
    /// An Error is a sentence: no such file, no recording, of a newer version, damaged, empty.
    static Result<std::unique_ptr<Replay>> open(const QString &path, double speed = 1);
    ~Replay() override;

    const QString &path() const { return m_path; }
    bool isJournal() const { return m_file->isJournal(); }
    /// Market time per recorded second.
    double marketSpeed() const { return m_file->header().clock.speed; }
    bool isDemo() const { return m_file->isDemo(); }
    const std::vector<std::string> &assets() const { return m_file->engineSettings().watched; }
    /// The newest snapshot, or null before the first.
    SnapshotPtr snapshot() const { return m_snapshot; }
    const ReplayStand &stand() const { return m_stand; }

    /// Begins to play, unless it is paused.
    void start();
    void setPaused(bool paused);
    void setSpeed(double speed);
    void setCosts(SpreadCosts costs); ///< what spreads are reckoned with
    /// One beat on, then paused.
    void step();
    /// To a recorded market time within the file.
    void seek(TimeMs marketMs);

Q_SIGNALS:
    void snapshotChanged();
    void standChanged();
    /// What the rules told since the last call, in order.
    void eventsRaised(const std::vector<isobar::Event> &events);
    /// The file is played from an earlier moment again: events told before are told anew.
    void begunAnew();

private:
    using Command = std::function<void()>;
    Replay(QString path, double speed);
    Result<void> openFile();
    void post(Command command);

    // On the thread.
    void run();
    void takeItem(const StreamItem &item);
    void restartEngine();
    void makeEngine();
    EngineSettings engineSettings() const;
    bool play();
    void publish();
    void seekTo(TimeMs transportMs);
    void measure();
    bool isOnTheWay() const { return m_target.has_value(); }
    ReplayStand standNow() const;
    template <class Tell> void onMain(Tell tell);

    const QString m_path;
    const SystemClock m_wall;
    std::unique_ptr<ReplayFile> m_file;
    std::unique_ptr<ReplayDriver> m_driver;
    JobPool m_jobs;
    std::unique_ptr<Engine> m_engine;
    SpreadCosts m_costs;
    std::vector<Event> m_events; ///< raised, not yet told
    Beat m_beat; ///< the last one
    std::optional<TimeMs> m_target; ///< transport time that a seek is on its way to
    TimeMs m_targetFromMs = 0; ///< where it began
    bool m_isPaused = false; ///< wished; a seek goes on nevertheless
    std::uint64_t m_run = 0;
    TimeMs m_publishedMs = 0; ///< wall
    bool m_hasNews = true; ///< since the last publish
    bool m_isUrgent = true; ///< asked for: not kept back
    bool m_hasEnded = false;
    std::pair<TimeMs, TimeMs> m_measureFrom{0, 0}; ///< wall and recorded
    double m_reachedSpeed = 0;

    std::mutex m_mutex;
    std::condition_variable m_signal;
    std::vector<Command> m_commands;
    bool m_isStopping = false;
    std::thread m_thread;

    Mailbox m_mailbox;
    SnapshotPtr m_snapshot;
    ReplayStand m_stand;
};

} // namespace isobar
