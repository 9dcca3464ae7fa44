#pragma once
#include "app/runtime/replay.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace isobar {

class EventList;
class MainWindow;
class ReplayBar;

/// Replay in the window, beside the live terminal: while a recording is open the window shows it and not live, and its
/// events stand in the list in place of the live ones. They are neither delivered nor stored.
class ReplayDesk : public QObject {
    Q_OBJECT
public:
    /// All outlive it.
    ReplayDesk(MainWindow &window, ReplayBar &bar, EventList &events);
    ~ReplayDesk() override;

    /// Plays a file in place of the one before. An Error is a sentence; then nothing has changed.
    Result<void> open(const QString &path, double speed);
    /// What spreads are reckoned with, also in those to come.
    void setCosts(const SpreadCosts &costs);
    bool isOpen() const { return m_replay != nullptr; }
    const Replay *replay() const { return m_replay.get(); }
    /// Back to live.
    void close();
    /// A live event came meanwhile: said on the way back.
    void noteLiveEvent();
    /// Stands still at a recorded moment and calls back when it is there; false when the file does not reach it.
    bool standAt(TimeMs marketMs, std::function<void(SnapshotPtr)> arrived);

Q_SIGNALS:
    void opened();
    void closed();

private:
    struct Arrival {
        TimeMs marketMs = 0;
        std::function<void(SnapshotPtr)> arrived;
    };
    void connectBar();
    void chooseAsset();
    void showSnapshot();
    void showStand();
    void holdClocks();

    MainWindow &m_window;
    ReplayBar &m_bar;
    EventList &m_events;
    std::unique_ptr<Replay> m_replay;
    QString m_liveAsset; ///< shown before
    SpreadCosts m_costs;
    int m_liveEvents = 0;
    std::optional<Arrival> m_arrival;
    bool m_isOnTheWay = false; ///< to a moment sought
};

} // namespace isobar
