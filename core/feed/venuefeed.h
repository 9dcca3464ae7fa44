#pragma once
#include "core/feed/bulktable.h"
#include "core/feed/connectionset.h"
#include "core/feed/feedconfig.h"
#include "core/feed/healthreport.h"
#include "core/feed/historycoverage.h"
#include "core/feed/historyplan.h"
#include "core/feed/liquidationcensus.h"
#include "core/feed/rowfilter.h"
#include "core/feed/settlementwatch.h"
#include "core/feed/streamqueue.h"
#include "core/feed/venuerest.h"
#include "core/market/framesink.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace isobar {

/// What the feeds of all venues share. The references live as long as the feeds.
struct FeedContext {
    const Clock &clock;
    InstrumentNames &names;
    StreamQueue &queue;
    LiquidationCensus &census;
    FrameSink *sink = nullptr; ///< gets every frame before decoding; null: nobody
    std::function<double()> random; ///< 0..1
};

/// One venue, from its catalogue to observations and health in the queue: reads the list of contracts, subscribes to
/// the watched ones, polls, decodes, reconnects, fetches history once live data flow. On the net thread; time passes
/// by tick(). Destroying it closes all connections and calls nobody.
class VenueFeed final : private ConnectionOwner {
public:
    VenueFeed(std::shared_ptr<const Venue> venue, const FeedConfig &config, FeedContext context);
    ~VenueFeed() override;

    const std::string &id() const { return m_venue->profile().traits.id; }
    void start();
    /// Closes everything; the venue is `off`.
    void stop();
    bool isOn() const { return m_rest != nullptr; }
    void tick();
    /// `known`: what is known of their past besides what was told before.
    void setWatched(std::vector<std::string> assets, const KnownHistory &known);
    /// The asset on the screen: what waits of its history goes first.
    void setFocus(const std::string &asset);
    /// Nothing is read while paused; the venue's TCP waits.
    void setPaused(bool paused);
    /// Everything anew at once, whatever was refused before.
    void reconnect();
    /// Reads the catalogue anew, then renews the connections, each beside the old one: whoever takes the frames from
    /// now on can make sense of them.
    void renew();
    /// How the venue is reached from now on; when that is new, it is closed and opened again.
    void setProxy(const ProxySetting &proxy);
    /// Whose positions are asked for, where the venue publishes them.
    void setAccounts(const AccountWishes &wishes);

private:
    void connectionOpened(VenueConnection &connection) override;
    void connectionFrame(VenueConnection &connection, const Frame &frame) override;
    void connectionLost(VenueConnection &connection, const SocketClosed &why) override;
    int nextConnectionNumber() override { return ++m_lastConnection; }
    std::unique_ptr<Decoder> newDecoder() override;
    double random() override { return m_context.random ? m_context.random() : 0.5; }

    void askCatalogue();
    void catalogueCame(const RestAnswer &answer, const Frame &frame);
    void catalogueRequestClosed();
    void useReference(Reference reference);
    TimeMs catalogueEveryMs() const;
    std::vector<Instrument> watchedInstruments() const;
    void wire(bool renewAll);
    void addBulk(std::vector<Poll> &polls);
    void bulkCame(TimeMs nowMs);
    void tellBulk(TimeMs nowMs);
    void restAnswered(const QueuedRequest &request, const RestAnswer &answer);
    void restGaveUp(const QueuedRequest &request, const RestAnswer &answer);
    void probeAnswered(const RestAnswer &answer);
    void decode(Decoder &decoder, const Frame &frame, TimeMs sentMs);
    void takeRows(Watchdog *watchdog, std::optional<TimeMs> notBeforeMs, TimeMs nowMs);
    void push(const std::vector<Decoded::Row> &rows, TimeMs nowMs);
    void noteRow(const Decoded::Row &row, TimeMs nowMs);
    void noteSleep(TimeMs nowMs);
    void askHistory(TimeMs nowMs);
    void askHistory(const Instrument &instrument, const HistoryRange &range, int stage, int place);
    int historyRank(std::uint64_t task) const;
    void historyPageCame(std::uint64_t task, TimeMs nowMs);
    void takeHistory(std::optional<HistoryPlan::Result> result, TimeMs nowMs);
    void askMissingSettlements(TimeMs nowMs);
    void askAccounts(TimeMs nowMs);
    void accountCame(std::uint64_t ticket, TimeMs nowMs);
    void accountLost(std::uint64_t ticket, TimeMs nowMs);
    std::string quietLiquidations(TimeMs nowMs) const;
    void tellHealth();

    std::shared_ptr<const Venue> m_venue;
    FeedConfig m_config;
    FeedContext m_context;
    HealthReport m_report;
    RowFilter m_filter;
    BulkTable m_bulk;
    std::set<std::string> m_bulkLines; // requests that are there for the contracts nobody watches
    TimeMs m_bulkToldMs = 0;
    SettlementWatch m_settlements;
    bool m_publishesAccounts = false;
    AccountWatch m_accounts;
    std::map<std::uint64_t, std::string> m_askedAccounts; // by ticket
    std::uint64_t m_lastAccount = 0; // ticket
    HistoryPlan m_history;
    struct HistoryTask {
        std::string asset;
        int stage = 0; // 0: before all
        int place = 0; // within its stage and asset
    };
    std::map<std::uint64_t, HistoryTask> m_historyTasks; // that are open
    HistoryCoverage m_coverage;
    bool m_isHistoryDue = false;
    std::optional<TimeMs> m_historyAskedMs; // when an outage was last asked for
    TimeMs m_tickMs = 0, m_tickMarketMs = 0; // of the last tick
    ReferencePtr m_reference;
    std::vector<Instrument> m_watched;
    std::unique_ptr<ReferenceReader> m_reader;
    int m_catalogueOpen = 0;
    bool m_isSecondLook = false; // the last catalogue was another than the one before it
    std::optional<TimeMs> m_catalogueAtMs; // none: it is being read
    std::string m_trouble;
    Backoff m_catalogueBackoff;
    std::unique_ptr<Decoder> m_restDecoder;
    Decoded m_decoded;
    std::optional<Watchdog> m_polls;
    int m_lastConnection = 0;
    std::optional<TimeMs> m_streamsSinceMs; // since when a connection carries liquidations
    std::optional<SocketClosed> m_refused; // while a probe is under way
    TimeMs m_probedMs = 0;
    bool m_isPaused = false;
    bool m_isRenewing = false; // once the catalogue is there
    std::unique_ptr<ConnectionSet> m_connections;
    std::unique_ptr<VenueRest> m_rest;
};

} // namespace isobar
