#pragma once
#include "core/feed/feedhub.h"

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace isobar {

/// The net thread with its FeedHub, which is made, used and destroyed there. All functions are called from one thread;
/// the references outlive it. Destroying it stops it.
///
/// What is asked for lies in a mailbox that the thread looks into at every tick: nothing else crosses the threads but
/// the StreamQueue.
class NetThread {
public:
    NetThread(
        FeedConfig config, const Clock &clock, InstrumentNames &names, StreamQueue &queue, FrameSink *sink = nullptr);
    ~NetThread();
    NetThread(const NetThread &) = delete;
    NetThread &operator=(const NetThread &) = delete;

    /// Returns at once. May be called again after stop().
    void start();
    /// Returns when all connections are closed and the thread has ended (within a tick); nothing is pushed or called
    /// after it.
    void stop();
    bool isRunning() const { return m_thread.joinable(); }

    void setWatched(std::vector<std::string> assets, KnownHistory known = {});
    void setFocus(std::string asset);
    void setVenueEnabled(std::string id, bool enabled);
    void reconnect(std::string id);
    void setAccounts(AccountWishes wishes);
    /// All catalogues and connections anew, each beside the old one: a recording begins.
    void renew();
    void setProxies(ProxySetting all, std::map<std::string, ProxySetting> own);

private:
    using Wish = std::function<void(FeedHub &)>;
    struct Mailbox {
        std::mutex mutex;
        std::vector<Wish> wishes;
        bool isOver = false;
    };
    void run(const FeedConfig &config);
    void post(Wish wish);

    FeedConfig m_config;
    const Clock &m_clock;
    InstrumentNames &m_names;
    StreamQueue &m_queue;
    FrameSink *m_sink;
    Mailbox m_mailbox;
    std::thread m_thread;
};

} // namespace isobar
