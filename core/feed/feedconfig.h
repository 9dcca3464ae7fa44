#pragma once
#include "core/feed/accountwatch.h"
#include "core/market/knownpast.h"
#include "core/venues/venue.h"
#include "core/wire/backoff.h"
#include "core/wire/endpoints.h"
#include "core/wire/proxysetting.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace isobar {

/// When a stream counts as stale or mute (MODEL 1.2, DESIGN 9). Transport time.
struct WatchLimits {
    double muteGaps = 5; ///< mute: no data for that many usual gaps of the stream ...
    TimeMs muteFloorMs = 5'000; ///< ... but at least this long
    TimeMs staleMarkMs = 5'000;
    TimeMs staleFundingMs = 180'000; ///< or `stalePolls`, whichever is longer
    double stalePolls = 3; ///< open interest and turnover: that many polls
    TimeMs liquidationSilenceMs = 600'000; ///< a liquidation stream may be silent that long in any case
    std::size_t liquidationPrints = 20; ///< and is mute after it when others printed this many of the asset
    std::size_t liquidationVenues = 2; ///< number of those others
};

/// One piece of history to fetch for every watched contract, in market time back from now.
struct HistoryWish {
    HistoryKind kind = HistoryKind::Funding;
    TimeMs fromAgoMs = 30 * DayMs, toAgoMs = 0; ///< 0: up to now
    TimeMs stepMs = HourMs; ///< of open interest and candles
    int stage = 1; ///< nothing of a stage is asked for before the stages before it are asked for all watched assets
    bool operator==(const HistoryWish &) const = default;
};

/// What the product fetches, in the order of asking: what a chart and the levels of a week need, then the month.
inline std::vector<HistoryWish> standardHistory()
{
    constexpr TimeMs Week = 7 * DayMs, Month = 30 * DayMs, Five = 5 * MinuteMs;
    return {{HistoryKind::Funding, Month, 0, 8 * HourMs, 1}, {HistoryKind::Candles, Week, 0, Five, 1},
        {HistoryKind::OpenInterest, Month, 0, HourMs, 1}, {HistoryKind::OpenInterest, Week, 0, Five, 1},
        {HistoryKind::Candles, 6 * HourMs, 0, MinuteMs, 1}, {HistoryKind::Candles, Month, Week, Five, 2},
        {HistoryKind::OpenInterest, Month, Week, Five, 2}};
}

/// Limits of the feed; the defaults are those of the product, tests shorten them. Transport time.
struct FeedLimits {
    TimeMs tickMs = 100; ///< how often timers, watchdogs and queues are looked at
    double hurryUsd = 100'000; ///< so much liquidated since the last beat brings the next one forward, ...
    TimeMs hurryMs = 250; ///< ... to so long after that one: an alert does not wait for the second to end
    TimeMs handshakeMs = 10'000;
    TimeMs restTimeoutMs = 10'000;
    quint64 maxMessageBytes = 16u << 20; ///< of one WebSocket message
    qint64 maxBodyBytes = 32 << 20; ///< of one REST answer
    BackoffLimits backoff; ///< between attempts to connect
    BackoffLimits blockedBackoff{30'000, 2.0, 600'000, 0, 600'000}; ///< after 403 and 451
    TimeMs limitedMs = 60'000; ///< after 429 and 418 without Retry-After
    TimeMs stableAfterMs = 10'000; ///< open for that long: the next loss is a new outage
    TimeMs muteReconnectMs = 60'000; ///< least time between reconnections because of muteness; doubles while in vain
    TimeMs muteReconnectMaxMs = 1'800'000;
    TimeMs renewBeforeMs = 120'000; ///< before the end of a connection's lifetime
    TimeMs overlapMs = 10'000; ///< longest time that an old connection stays beside its successor
    TimeMs probeEveryMs = 5'000; ///< least time between REST calls that ask why a handshake was refused
    TimeMs bulkEveryMs = 2'000; ///< what changed of the contracts nobody watches is told that often
    TimeMs healthEveryMs = 1'000; ///< figures of health are told that often; states at once
    int maxInFlight = 6; ///< REST requests at a time, per venue
    int historyInFlight = 2;
    TimeMs renewEveryMs = 250; ///< between two venues that are renewed because a recording begins
    TimeMs gapsEveryMs = 60'000; ///< least time between two rounds of asking for what outages cost
    TimeMs sleepMs = 10'000; ///< a tick that comes so late: the machine slept
    double historyShare = 0.5; ///< of the venue's REST limit at least ...
    double historyShareMost = 0.9; ///< ... and at most, where polls need little
    TimeMs secondLookMs = 30'000; ///< a catalogue that changed is asked for again so soon; none is asked for sooner
    int attempts = 3; ///< per request of catalogue and history
    AccountLimits accounts;
    TimeMs backlogMs =
        60'000; ///< market time: older liquidations and trades than this before the subscription are dropped
};

/// All that a FeedHub is told at its start.
struct FeedConfig {
    std::vector<std::shared_ptr<const Venue>> venues;
    std::optional<Endpoints> endpoints; ///< venues not named in it are off
    std::vector<std::string> watched; ///< assets: "BTC"
    std::string focus; ///< the asset on the screen: its history comes first; empty: the first watched one's
    std::set<std::string> venuesOff; ///< ids
    ProxySetting proxy;
    std::map<std::string, ProxySetting> venueProxies; ///< by id, instead of `proxy`
    const ProxySetting &proxyOf(const std::string &id) const
    {
        const auto found = venueProxies.find(id);
        return found == venueProxies.end() ? proxy : found->second;
    }
    bool history = true;
    AccountWishes accounts; ///< whose published positions are followed
    bool bulk = false; ///< ask for all contracts of each venue as well, not only for the watched ones
    std::vector<HistoryWish> historyWishes = standardHistory();
    KnownHistory known; ///< what the local history holds
    FeedLimits limits;
    WatchLimits watch;

    /// Market time runs at the speed of wall time (no simulator in a hurry): venue clocks can be compared with ours.
    bool isRealTime() const { return !endpoints || !endpoints->clock || endpoints->clock->speed == 1.0; }
};

} // namespace isobar
