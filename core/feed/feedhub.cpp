#include "core/feed/feedhub.h"

#include <algorithm>

namespace isobar {

FeedHub::FeedHub(FeedConfig config, const Clock &clock, InstrumentNames &names, StreamQueue &queue, FrameSink *sink)
    : m_config(std::move(config)), m_clock(clock), m_queue(queue), m_census(m_config.watch.liquidationPrints),
      m_random(std::random_device()())
{
    const FeedContext context{clock, names, queue, m_census, sink, [this] {
                                  return static_cast<double>(m_random() - std::minstd_rand::min())
                                      / static_cast<double>(std::minstd_rand::max() - std::minstd_rand::min());
                              }};
    for (const auto &venue : m_config.venues)
        m_feeds.push_back(std::make_unique<VenueFeed>(venue, m_config, context));
    m_tick.setInterval(static_cast<int>(m_config.limits.tickMs));
    QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] { tick(); });
    m_beat.setSingleShot(true);
    m_beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_beat, &QTimer::timeout, &m_beat, [this] { beat(); });
}

FeedHub::~FeedHub() = default;

bool FeedHub::isAllowed(const std::string &id) const
{
    return !m_config.venuesOff.contains(id) && (!m_config.endpoints || m_config.endpoints->venues.contains(id));
}

VenueFeed *FeedHub::feed(const std::string &id)
{
    const auto found = std::find_if(m_feeds.begin(), m_feeds.end(), [&](const auto &each) { return each->id() == id; });
    return found == m_feeds.end() ? nullptr : found->get();
}

void FeedHub::start()
{
    for (const auto &each : m_feeds) {
        if (isAllowed(each->id()))
            each->start();
        else
            each->stop();
    }
    m_tick.start();
    m_lastBeatSecond = floorTo(m_clock.transportMs(), SecondMs);
    aimBeat();
}

void FeedHub::stop()
{
    m_tick.stop();
    m_beat.stop();
    m_feeds.clear();
}

void FeedHub::setWatched(const std::vector<std::string> &assets, const KnownHistory &known)
{
    m_config.watched = assets;
    for (const auto &each : m_feeds)
        each->setWatched(assets, known);
}

void FeedHub::setFocus(const std::string &asset)
{
    m_config.focus = asset;
    for (const auto &each : m_feeds)
        each->setFocus(asset);
}

void FeedHub::setVenueEnabled(const std::string &id, bool enabled)
{
    if (enabled)
        m_config.venuesOff.erase(id);
    else
        m_config.venuesOff.insert(id);
    VenueFeed *const venue = feed(id);
    if (!venue)
        return;
    if (isAllowed(id))
        venue->start();
    else if (venue->isOn())
        venue->stop();
}

void FeedHub::reconnect(const std::string &id)
{
    VenueFeed *const venue = feed(id);
    if (venue && isAllowed(id))
        venue->reconnect();
}

void FeedHub::setAccounts(const AccountWishes &wishes)
{
    m_config.accounts = wishes;
    for (const auto &each : m_feeds)
        each->setAccounts(wishes);
}

void FeedHub::renew() { m_toRenew = m_feeds.size(); }

void FeedHub::renewNext()
{
    const TimeMs now = m_clock.transportMs();
    if (m_toRenew == 0 || now - m_renewedMs < m_config.limits.renewEveryMs)
        return;
    m_renewedMs = now;
    m_feeds[m_feeds.size() - m_toRenew--]->renew();
}

void FeedHub::setProxies(const ProxySetting &all, const std::map<std::string, ProxySetting> &own)
{
    m_config.proxy = all;
    m_config.venueProxies = own;
    for (const auto &each : m_feeds)
        each->setProxy(m_config.proxyOf(each->id()));
}

void FeedHub::tick()
{
    // Half empty is soon enough to read on: what lies in the kernel's buffers comes in one go.
    const bool pause = m_isPaused ? m_queue.fill() > 0.5 : m_queue.isFull();
    if (pause != m_isPaused) {
        m_isPaused = pause;
        for (const auto &each : m_feeds)
            each->setPaused(pause);
    }
    renewNext();
    for (const auto &each : m_feeds)
        each->tick();
    if (m_queue.liquidatedUsd() >= m_config.limits.hurryUsd
        && m_clock.transportMs() - m_lastBeatMs >= m_config.limits.hurryMs)
        pushBeat(m_clock.transportMs());
}

// One beat a second of transport time, more while much is liquidated; after a sleep of the machine one beat tells the
// whole time.
void FeedHub::beat()
{
    const TimeMs now = m_clock.transportMs();
    const TimeMs second = floorTo(now, SecondMs);
    if (second > m_lastBeatSecond) {
        m_lastBeatSecond = second;
        pushBeat(now);
    }
    aimBeat();
}

void FeedHub::pushBeat(TimeMs nowMs)
{
    m_lastBeatMs = nowMs;
    m_queue.push(Beat{nowMs, m_clock.marketMs()});
}

void FeedHub::aimBeat()
{
    const TimeMs now = m_clock.transportMs();
    m_beat.start(static_cast<int>(floorTo(now, SecondMs) + SecondMs - now));
}

} // namespace isobar
