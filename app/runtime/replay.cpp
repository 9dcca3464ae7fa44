#include "app/runtime/replay.h"

#include <QFileInfo>
#include <QMetaObject>

#include <algorithm>
#include <atomic>

namespace isobar {

namespace {

constexpr std::size_t ItemsAtOnce = 500; // between two looks at the clock
constexpr TimeMs PublishEveryMs = 200;
constexpr TimeMs WorkForMs = 50; // then commands are looked at
constexpr TimeMs MeasureOverMs = 2000;
constexpr TimeMs BehindMs = 250; // of wall time: more than that is not made up for

std::atomic<std::uint64_t> lastRun{0};

} // namespace

Replay::Replay(QString path, double speed)
    : m_path(std::move(path)), m_mailbox([this] {
          onMain([this] {
              if (SnapshotPtr newest = m_mailbox.take()) {
                  m_snapshot = std::move(newest);
                  Q_EMIT snapshotChanged();
              }
          });
      })
{
    m_stand.speed = speed;
}

Replay::~Replay()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_signal.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Result<std::unique_ptr<Replay>> Replay::open(const QString &path, double speed)
{
    std::unique_ptr<Replay> replay(new Replay(path, speed));
    if (const Result<void> opened = replay->openFile(); !opened)
        return Error{opened.error()};
    return replay;
}

Result<void> Replay::openFile()
{
    Result<std::unique_ptr<ReplayFile>> file = ReplayFile::open(
        m_path.toStdString(), {}, {[this](const StreamItem &item) { takeItem(item); }, [this] { restartEngine(); }});
    if (!file)
        return Error{file.error()};
    m_file = std::move(*file);
    const auto span = m_file->source().span();
    if (!span)
        return Error{m_path.toStdString() + ": holds nothing that could be played"};
    m_driver = std::make_unique<ReplayDriver>(m_file->source(), m_wall, m_stand.speed);
    m_beat = {span->first, m_file->header().clock.marketAt(span->first)};
    makeEngine();
    m_stand = standNow();
    return {};
}

template <class Tell> void Replay::onMain(Tell tell)
{
    QMetaObject::invokeMethod(this, std::move(tell), Qt::QueuedConnection);
}

void Replay::start()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void Replay::post(Command command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    m_signal.notify_all();
}

void Replay::setPaused(bool paused)
{
    post([this, paused] {
        m_isPaused = paused;
        if (paused)
            m_driver->pause();
        else
            m_driver->resume();
        m_measureFrom = {};
    });
}

void Replay::setSpeed(double speed)
{
    post([this, speed] {
        m_driver->setSpeed(speed);
        m_measureFrom = {};
    });
}

void Replay::setCosts(SpreadCosts costs)
{
    post([this, costs = std::move(costs)] {
        m_costs = costs;
        EngineSettings settings = m_engine->settings(); // with what the recorded run ordered since
        settings.costs = costs;
        m_engine->change(std::move(settings));
    });
}

void Replay::step()
{
    post([this] {
        m_isPaused = true;
        m_driver->step();
    });
}

void Replay::seek(TimeMs marketMs)
{
    post([this, marketMs] { seekTo(m_file->header().clock.wallAt(marketMs)); });
}

void Replay::seekTo(TimeMs transportMs)
{
    m_driver->seek(transportMs);
    m_target = m_driver->recordedMs(); // within the file
    m_targetFromMs = m_file->source().nextMs().value_or(*m_target);
    m_measureFrom = {};
}

void Replay::takeItem(const StreamItem &item)
{
    m_engine->take(item);
    if (const auto *beat = std::get_if<Beat>(&item)) {
        m_beat = *beat;
        m_hasNews = true;
        for (Event &event : m_engine->takeEvents())
            m_events.push_back(std::move(event));
    }
}

void Replay::restartEngine()
{
    m_events.clear();
    makeEngine();
    onMain([this] { Q_EMIT begunAnew(); });
}

EngineSettings Replay::engineSettings() const
{
    EngineSettings settings = m_file->engineSettings();
    settings.matrix = true;
    settings.costs = m_costs;
    return settings;
}

void Replay::makeEngine()
{
    m_run = ++lastRun;
    m_engine = std::make_unique<Engine>(engineSettings(), m_jobs.runner(), nullptr, &m_file->names());
}

/// Plays what is due, for a moment; whether more is due.
bool Replay::play()
{
    const TimeMs begin = m_wall.transportMs();
    ReplayDriver::Progress progress = ReplayDriver::Progress::More;
    while (progress == ReplayDriver::Progress::More && m_wall.transportMs() - begin < WorkForMs)
        progress = m_driver->advance(ItemsAtOnce);
    const std::optional<TimeMs> next = m_file->source().nextMs();
    if (m_target && (!next || *next > *m_target)) {
        m_target.reset();
        m_hasNews = m_isUrgent = true;
    }
    if (!next && !m_hasEnded)
        m_hasNews = m_isUrgent = true;
    m_hasEnded = !next;
    if (m_target || progress != ReplayDriver::Progress::More)
        return m_target.has_value();
    const auto behindMs = static_cast<double>(m_driver->recordedMs() - *next) / m_driver->speed();
    if (behindMs > static_cast<double>(BehindMs))
        m_driver->fallBack();
    return true;
}

void Replay::run()
{
    for (;;) {
        std::vector<Command> commands;
        {
            const std::lock_guard lock(m_mutex);
            if (m_isStopping)
                return;
            commands.swap(m_commands);
        }
        for (const Command &command : commands) {
            command();
            m_hasNews = m_isUrgent = true;
        }
        const bool hasMore = play();
        measure();
        const TimeMs waitedMs = m_wall.transportMs() - m_publishedMs;
        if (m_hasNews && (m_isUrgent || waitedMs >= PublishEveryMs))
            publish();
        if (hasMore)
            continue;
        const TimeMs untilPublish = m_hasNews ? PublishEveryMs - waitedMs : PublishEveryMs;
        const TimeMs wait = std::min(m_driver->untilDueMs().value_or(PublishEveryMs), untilPublish);
        std::unique_lock lock(m_mutex);
        m_signal.wait_for(lock, std::chrono::milliseconds(std::max<TimeMs>(wait, 1)),
            [this] { return m_isStopping || !m_commands.empty(); });
    }
}

/// The pace over the last two seconds.
void Replay::measure()
{
    const TimeMs now = m_wall.transportMs();
    if (m_isPaused || isOnTheWay() || m_measureFrom.first == 0) {
        m_measureFrom = {now, m_beat.transportMs};
        if (m_isPaused || isOnTheWay())
            m_reachedSpeed = 0;
        return;
    }
    if (now - m_measureFrom.first < MeasureOverMs)
        return;
    m_reachedSpeed =
        static_cast<double>(m_beat.transportMs - m_measureFrom.second) / static_cast<double>(now - m_measureFrom.first);
    m_measureFrom = {now, m_beat.transportMs};
}

ReplayStand Replay::standNow() const
{
    const ClockSpec &clock = m_file->header().clock;
    ReplaySource &source = m_file->source();
    const auto span = source.span().value_or(std::pair(m_beat.transportMs, m_beat.transportMs));
    ReplayStand stand;
    stand.firstMs = clock.marketAt(span.first);
    stand.lastMs = clock.marketAt(span.second);
    stand.atMs = m_beat.marketMs;
    stand.speed = m_driver->speed();
    stand.reachedSpeed = m_reachedSpeed;
    stand.isPaused = m_isPaused;
    stand.isAtEnd = !source.nextMs();
    if (m_target) {
        const auto way = static_cast<double>(std::max<TimeMs>(1, *m_target - m_targetFromMs));
        stand.seeking = std::clamp(static_cast<double>(m_beat.transportMs - m_targetFromMs) / way, 0.0, 1.0);
    }
    stand.report = QString::fromStdString(source.report());
    return stand;
}

/// While it is on its way to a moment only how far it is: the screen shows no state that was not asked for.
void Replay::publish()
{
    m_publishedMs = m_wall.transportMs();
    m_hasNews = m_isUrgent = false;
    const ReplayStand stand = standNow();
    if (!isOnTheWay()) {
        if (!m_events.empty())
            onMain([this, events = std::exchange(m_events, {})] { Q_EMIT eventsRaised(events); });
        auto made = std::make_shared<Snapshot>(*m_engine->snapshot(0));
        const bool stands = stand.isPaused || stand.isAtEnd;
        made->run = m_run;
        made->transportSpeed = stands ? 0 : stand.speed;
        made->speed = made->transportSpeed * m_file->header().clock.speed;
        m_mailbox.put(std::move(made));
    }
    onMain([this, stand] {
        if (stand == m_stand)
            return;
        m_stand = stand;
        Q_EMIT standChanged();
    });
}

} // namespace isobar
