#include "app/gui/replaydesk.h"

#include "widgets/events/eventlist.h"
#include "widgets/replay/replaybar.h"
#include "widgets/shell/mainwindow.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace isobar {

ReplayDesk::ReplayDesk(MainWindow &window, ReplayBar &bar, EventList &events)
    : m_window(window), m_bar(bar), m_events(events)
{
    m_bar.hide();
    connectBar();
}

ReplayDesk::~ReplayDesk() = default;

void ReplayDesk::connectBar()
{
    connect(&m_bar, &ReplayBar::pauseWished, this, [this](bool paused) {
        if (m_replay)
            m_replay->setPaused(paused);
    });
    connect(&m_bar, &ReplayBar::stepWished, this, [this] {
        if (m_replay)
            m_replay->step();
    });
    connect(&m_bar, &ReplayBar::speedWished, this, [this](double speed) {
        if (m_replay)
            m_replay->setSpeed(speed);
    });
    connect(&m_bar, &ReplayBar::seekWished, this, [this](TimeMs marketMs) {
        if (m_replay)
            m_replay->seek(marketMs);
    });
    connect(&m_bar, &ReplayBar::liveWished, this, &ReplayDesk::close);
}

Result<void> ReplayDesk::open(const QString &path, double speed)
{
    auto replay = Replay::open(path, speed);
    if (!replay)
        return Error{replay.error()};
    const bool wasOpen = isOpen();
    m_arrival.reset();
    m_isOnTheWay = false;
    m_replay = std::move(*replay);
    connect(m_replay.get(), &Replay::snapshotChanged, this, &ReplayDesk::showSnapshot);
    connect(m_replay.get(), &Replay::standChanged, this, &ReplayDesk::showStand);
    connect(m_replay.get(), &Replay::eventsRaised, &m_events, &EventList::addReplayed);
    connect(m_replay.get(), &Replay::begunAnew, &m_events, &EventList::clearReplayed);
    m_events.clearReplayed();
    m_events.showReplay(true);
    if (!wasOpen) {
        m_liveAsset = m_window.settings().asset;
        m_liveEvents = 0;
    }
    showStand();
    m_bar.show();
    m_replay->setCosts(m_costs);
    m_replay->start();
    chooseAsset();
    Q_EMIT opened();
    return {};
}

void ReplayDesk::setCosts(const SpreadCosts &costs)
{
    m_costs = costs;
    if (m_replay)
        m_replay->setCosts(costs);
}

/// One that was recorded, if that on the screen was not.
void ReplayDesk::chooseAsset()
{
    const std::vector<std::string> &assets = m_replay->assets();
    const std::string shown = m_window.settings().asset.toStdString();
    if (std::find(assets.begin(), assets.end(), shown) == assets.end())
        m_window.chooseAsset(QString::fromStdString(assets.front()));
}

void ReplayDesk::close()
{
    if (!isOpen())
        return;
    m_arrival.reset();
    m_replay.reset();
    m_bar.hide();
    m_events.showReplay(false);
    m_events.clearReplayed();
    if (!m_window.settings().watched.contains(m_window.settings().asset))
        m_window.chooseAsset(m_liveAsset);
    Q_EMIT closed();
}

void ReplayDesk::noteLiveEvent()
{
    if (!isOpen())
        return;
    ++m_liveEvents;
    showStand();
}

bool ReplayDesk::standAt(TimeMs marketMs, std::function<void(SnapshotPtr)> arrived)
{
    if (!isOpen() || marketMs < m_replay->stand().firstMs || marketMs > m_replay->stand().lastMs)
        return false;
    m_arrival = Arrival{marketMs, std::move(arrived)};
    m_replay->setPaused(true);
    m_replay->seek(marketMs);
    return true;
}

void ReplayDesk::showSnapshot()
{
    const SnapshotPtr snapshot = m_replay->snapshot();
    m_window.showSnapshot(snapshot);
    if (!m_arrival || snapshot->speed != 0)
        return;
    // The last beat before the moment.
    const auto beforeMs = static_cast<double>(m_arrival->marketMs - snapshot->marketMs);
    if (beforeMs >= 0 && beforeMs < 2 * SecondMs * m_replay->marketSpeed())
        std::exchange(m_arrival, std::nullopt)->arrived(snapshot);
}

/// What is shown until it arrives stands still.
void ReplayDesk::holdClocks()
{
    if (!m_replay->snapshot())
        return;
    auto held = std::make_shared<Snapshot>(*m_replay->snapshot());
    held->speed = held->transportSpeed = 0;
    m_window.showSnapshot(held);
}

void ReplayDesk::showStand()
{
    const ReplayStand &stand = m_replay->stand();
    if (stand.seeking && !std::exchange(m_isOnTheWay, true))
        holdClocks();
    m_isOnTheWay = stand.seeking.has_value();
    ReplayView view;
    view.fileName = QFileInfo(m_replay->path()).fileName();
    view.isJournal = m_replay->isJournal();
    view.isDemo = m_replay->isDemo();
    view.firstMs = stand.firstMs;
    view.lastMs = stand.lastMs;
    view.atMs = stand.atMs;
    view.speed = stand.speed;
    view.reachedSpeed = stand.reachedSpeed;
    view.isPaused = stand.isPaused;
    view.isAtEnd = stand.isAtEnd;
    view.seeking = stand.seeking;
    view.report = stand.report;
    view.newEvents = m_liveEvents;
    m_bar.showReplay(view);
}

} // namespace isobar
