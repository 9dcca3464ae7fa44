#pragma once
#include "core/feed/feedhub.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <string>
#include <vector>

namespace isobar {

/// The net thread with its FeedHub. All functions may be called from the thread that made it; the references outlive
/// it. Destroying it stops it.
class NetThread {
public:
    NetThread(
        FeedConfig config, const Clock &clock, InstrumentNames &names, StreamQueue &queue, FrameSink *sink = nullptr);
    ~NetThread();
    NetThread(const NetThread &) = delete;
    NetThread &operator=(const NetThread &) = delete;

    /// Returns at once. May be called again after stop().
    void start();
    /// Returns when all connections are closed and the thread has ended; nothing is pushed or called after it.
    void stop();
    bool isRunning() const { return m_thread.isRunning(); }

    void setWatched(std::vector<std::string> assets);
    void setVenueEnabled(std::string id, bool enabled);
    void reconnect(std::string id);

private:
    template <class Command> void post(Command command);

    FeedConfig m_config;
    const Clock &m_clock;
    InstrumentNames &m_names;
    StreamQueue &m_queue;
    FrameSink *m_sink;
    QThread m_thread;
    std::unique_ptr<QObject> m_onThread; // context of what is posted
    std::unique_ptr<FeedHub> m_hub; // made, used and destroyed on the thread
};

} // namespace isobar
