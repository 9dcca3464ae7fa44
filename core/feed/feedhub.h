#pragma once
#include "core/feed/feedconfig.h"
#include "core/feed/liquidationcensus.h"
#include "core/feed/streamqueue.h"
#include "core/feed/venuefeed.h"

#include <QTimer>

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace isobar {

/// The feeds of all venues, the beat, and back-pressure: while the queue is full nothing is read. Lives on the net
/// thread, on which all its functions are called. The references outlive it.
class FeedHub {
public:
    /// `sink` gets every raw frame before decoding; null: nobody.
    FeedHub(FeedConfig config, const Clock &clock, InstrumentNames &names, StreamQueue &queue, FrameSink *sink);
    ~FeedHub();
    FeedHub(const FeedHub &) = delete;
    FeedHub &operator=(const FeedHub &) = delete;

    /// Venues that are switched off (or not in the endpoints) say so once in the queue.
    void start();
    /// Closes all connections; nothing is pushed after it.
    void stop();
    void setWatched(const std::vector<std::string> &assets, const KnownHistory &known = {});
    /// The asset on the screen.
    void setFocus(const std::string &asset);
    void setVenueEnabled(const std::string &id, bool enabled);
    void reconnect(const std::string &id);
    void setAccounts(const AccountWishes &wishes);
    /// Catalogues and connections of all venues anew, one venue after the other.
    void renew();
    /// Venues whose way changes are closed and opened again.
    void setProxies(const ProxySetting &all, const std::map<std::string, ProxySetting> &own);

private:
    bool isAllowed(const std::string &id) const;
    VenueFeed *feed(const std::string &id);
    void tick();
    void renewNext();
    void beat();
    void pushBeat(TimeMs nowMs);
    void aimBeat();

    FeedConfig m_config;
    const Clock &m_clock;
    StreamQueue &m_queue;
    LiquidationCensus m_census;
    std::minstd_rand m_random;
    QTimer m_tick;
    QTimer m_beat;
    TimeMs m_lastBeatSecond = 0, m_lastBeatMs = 0;
    bool m_isPaused = false;
    std::size_t m_toRenew = 0; // the last so many of m_feeds
    TimeMs m_renewedMs = 0; // transport time of the last one
    std::vector<std::unique_ptr<VenueFeed>> m_feeds;
};

} // namespace isobar
