#include "core/feed/netthread.h"

namespace isobar {

NetThread::NetThread(FeedConfig config, const Clock &clock, InstrumentNames &names, StreamQueue &queue, FrameSink *sink)
    : m_config(std::move(config)), m_clock(clock), m_names(names), m_queue(queue), m_sink(sink)
{
    m_thread.setObjectName(QStringLiteral("net"));
}

NetThread::~NetThread() { stop(); }

template <class Command> void NetThread::post(Command command)
{
    if (!m_onThread)
        return;
    QMetaObject::invokeMethod(
        m_onThread.get(),
        [this, command = std::move(command)] {
            if (m_hub)
                command(*m_hub);
        },
        Qt::QueuedConnection);
}

void NetThread::start()
{
    if (m_thread.isRunning())
        return;
    m_onThread = std::make_unique<QObject>();
    m_onThread->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_onThread.get(),
        [this, config = m_config] {
            m_hub = std::make_unique<FeedHub>(config, m_clock, m_names, m_queue, m_sink);
            m_hub->start();
        },
        Qt::QueuedConnection);
}

void NetThread::stop()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        m_onThread.get(),
        [this] {
            m_hub.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
    m_onThread.reset();
}

void NetThread::setWatched(std::vector<std::string> assets)
{
    m_config.watched = assets;
    post([assets = std::move(assets)](FeedHub &hub) { hub.setWatched(assets); });
}

void NetThread::setVenueEnabled(std::string id, bool enabled)
{
    if (enabled)
        m_config.venuesOff.erase(id);
    else
        m_config.venuesOff.insert(id);
    post([id = std::move(id), enabled](FeedHub &hub) { hub.setVenueEnabled(id, enabled); });
}

void NetThread::reconnect(std::string id)
{
    post([id = std::move(id)](FeedHub &hub) { hub.reconnect(id); });
}

} // namespace isobar
