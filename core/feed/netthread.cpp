#include "core/feed/netthread.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <utility>

namespace isobar {

NetThread::NetThread(FeedConfig config, const Clock &clock, InstrumentNames &names, StreamQueue &queue, FrameSink *sink)
    : m_config(std::move(config)), m_clock(clock), m_names(names), m_queue(queue), m_sink(sink)
{
}

NetThread::~NetThread() { stop(); }

void NetThread::start()
{
    if (isRunning())
        return;
    m_mailbox.wishes.clear();
    m_mailbox.isOver = false;
    m_thread = std::thread([this, config = m_config] { run(config); });
}

void NetThread::run(const FeedConfig &config)
{
    {
        QEventLoop loop;
        FeedHub hub(config, m_clock, m_names, m_queue, m_sink);
        QTimer post;
        QObject::connect(&post, &QTimer::timeout, &post, [&] {
            std::vector<Wish> wishes;
            {
                const std::lock_guard lock(m_mailbox.mutex);
                wishes.swap(m_mailbox.wishes);
                if (m_mailbox.isOver)
                    loop.quit();
            }
            for (const Wish &wish : wishes)
                wish(hub);
        });
        post.start(static_cast<int>(config.limits.tickMs));
        hub.start();
        loop.exec();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // sockets that were being closed
}

void NetThread::stop()
{
    if (!isRunning())
        return;
    {
        const std::lock_guard lock(m_mailbox.mutex);
        m_mailbox.isOver = true;
    }
    m_thread.join();
}

void NetThread::post(Wish wish)
{
    const std::lock_guard lock(m_mailbox.mutex);
    m_mailbox.wishes.push_back(std::move(wish));
}

void NetThread::setWatched(std::vector<std::string> assets, KnownHistory known)
{
    m_config.watched = assets;
    post([assets = std::move(assets), known = std::move(known)](FeedHub &hub) { hub.setWatched(assets, known); });
}

void NetThread::setFocus(std::string asset)
{
    m_config.focus = asset;
    post([asset = std::move(asset)](FeedHub &hub) { hub.setFocus(asset); });
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

void NetThread::setAccounts(AccountWishes wishes)
{
    m_config.accounts = wishes;
    post([wishes = std::move(wishes)](FeedHub &hub) { hub.setAccounts(wishes); });
}

void NetThread::renew()
{
    post([](FeedHub &hub) { hub.renew(); });
}

void NetThread::setProxies(ProxySetting all, std::map<std::string, ProxySetting> own)
{
    m_config.proxy = all;
    m_config.venueProxies = own;
    post([all = std::move(all), own = std::move(own)](FeedHub &hub) { hub.setProxies(all, own); });
}

} // namespace isobar
