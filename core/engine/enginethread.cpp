#include "core/engine/enginethread.h"

#include "core/engine/engineorders.h"

#include <chrono>

namespace isobar {

namespace {
using namespace std::chrono_literals;
constexpr TimeMs PublishEveryMs = 200;
constexpr auto PublishTimer = 200ms;
constexpr auto GatherFor = 10ms; // a burst is taken in a few large pieces, not in thousands of small ones

} // namespace

EngineThread::EngineThread(EngineSettings settings, Links links, const Clock &clock, InstrumentNames *names)
    : m_links(std::move(links)), m_clock(clock), m_engine(std::move(settings), m_pool.runner(), m_links.recall, names)
{
}

EngineThread::~EngineThread() { stop(); }

void EngineThread::start()
{
    m_thread = std::thread([this] { run(); });
}

void EngineThread::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_signal.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void EngineThread::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_signal.notify_all();
}

void EngineThread::change(EngineSettings settings)
{
    {
        const std::lock_guard lock(m_mutex);
        m_newSettings = std::move(settings);
        m_woken = true;
    }
    m_signal.notify_all();
}

void EngineThread::learnNow(const std::string &asset)
{
    {
        const std::lock_guard lock(m_mutex);
        m_learners.push_back(asset);
        m_woken = true;
    }
    m_signal.notify_all();
}

void EngineThread::fillRecord(const std::string &asset)
{
    {
        const std::lock_guard lock(m_mutex);
        m_filled.push_back(asset);
        m_woken = true;
    }
    m_signal.notify_all();
}

void EngineThread::run()
{
    TimeMs published = 0;
    bool stopping = false;
    journalOrders(engineOrders(m_engine.settings()));
    while (!stopping) {
        {
            std::unique_lock lock(m_mutex);
            m_signal.wait_for(lock, PublishTimer, [this] { return m_woken || m_stopping; });
            m_signal.wait_for(lock, GatherFor, [this] { return m_stopping; });
            stopping = m_stopping;
            m_woken = false;
            change();
            for (const std::string &asset : m_filled)
                m_engine.fillRecord(asset);
            m_filled.clear();
        }
        drain();
        const TimeMs now = m_clock.transportMs();
        if (stopping || now - published >= PublishEveryMs) {
            published = now;
            m_links.publish(m_engine.snapshot(m_links.queueFill ? m_links.queueFill() : 0));
        }
    }
    keep(true);
}

/// A moment at which nothing is under way is waited for, but not for long.
void EngineThread::keep(bool isEnd)
{
    constexpr TimeMs PatienceMs = 2 * MinuteMs;
    if (!m_links.keep || m_engine.state().startedMs() == 0)
        return;
    const TimeMs now = m_engine.state().lastBeat().transportMs;
    if (m_keptMs == 0)
        m_keptMs = now;
    // Early enough that no more than five minutes are lost.
    const TimeMs waitedMs = now - m_keptMs;
    if (!isEnd && waitedMs < KeepEveryMs && !(waitedMs >= KeepEveryMs - PatienceMs && m_engine.isSettled()))
        return;
    m_keptMs = now;
    m_links.keep(m_engine.checkpoint());
}

void EngineThread::change()
{
    if (m_newSettings) {
        m_engine.change(std::move(*m_newSettings));
        m_newSettings.reset();
        journalOrders(engineOrders(m_engine.settings()));
    }
    for (const std::string &asset : m_learners) {
        m_engine.learnNow(asset);
        journalOrders(learnOrder(asset));
    }
    m_learners.clear();
}

void EngineThread::journalOrders(std::string json)
{
    if (!m_links.journal)
        return;
    const StreamItem item = std::make_shared<const EngineOrders>(EngineOrders{m_clock.transportMs(), std::move(json)});
    m_links.journal({&item, 1});
}

void EngineThread::drain()
{
    const std::vector<StreamItem> items = m_links.take();
    if (items.empty())
        return;
    if (m_links.journal)
        m_links.journal(items);
    for (const StreamItem &item : items) {
        m_engine.take(item);
        if (std::holds_alternative<Beat>(item))
            keep(false);
    }
    if (std::vector<Event> events = m_engine.takeEvents(); !events.empty())
        m_links.raise(std::move(events));
    if (std::vector<LedgerText> lines = m_engine.takeLedgerText(); !lines.empty() && m_links.keepLedger)
        m_links.keepLedger(std::move(lines));
}

} // namespace isobar
