// What comes in: frames to rows, rows to the queue, history, and what is told about all that. The rest of VenueFeed is
// in venuefeed.cpp.
#include "core/feed/venuefeed.h"

#include "core/market/healthcause.h"

#include <algorithm>

namespace isobar {

// `sentMs`: transport time at which the venue sent it, as well as is known.
void VenueFeed::decode(Decoder &decoder, const Frame &frame, TimeMs sentMs)
{
    m_decoded.clear();
    decoder.decode(frame, m_decoded);
    for (const DecodeError &error : m_decoded.errors)
        m_report.decodeError(error.reason, error.excerpt);
    if (m_decoded.venueMs && m_config.isRealTime()) {
        const TimeMs age = m_context.clock.transportMs() - sentMs;
        m_report.venueClock(*m_decoded.venueMs, m_context.clock.marketMs() - age);
    }
}

// Passes on what the last decode() found.
void VenueFeed::takeRows(Watchdog *watchdog, std::optional<TimeMs> notBeforeMs, TimeMs nowMs)
{
    for (const Decoded::Row &row : m_decoded.rows) {
        const auto type = streamTypeOf(row.payload);
        if (!type)
            continue;
        if (watchdog)
            watchdog->seen(*type, nowMs);
        m_report.observed(*type, nowMs);
    }
    if (m_config.bulk)
        bulkCame(nowMs);
    if (m_publishesAccounts) {
        for (const std::string &trader : m_decoded.traders)
            m_accounts.saw(trader, nowMs);
    }
    std::erase_if(m_decoded.rows, [&](const Decoded::Row &row) { return !m_filter.passes(row, notBeforeMs); });
    push(m_decoded.rows, nowMs);
}

// Of the contracts that nobody watches. The watched ones have streams, which know better than an answer that was under
// way.
void VenueFeed::bulkCame(TimeMs nowMs)
{
    for (const Decoded::Row &row : m_decoded.rows) {
        if (!m_filter.isWatched(row.instrument))
            m_bulk.take(row, nowMs);
    }
}

void VenueFeed::tellBulk(TimeMs nowMs)
{
    if (!m_bulk.hasNews() || nowMs - m_bulkToldMs < m_config.limits.bulkEveryMs)
        return;
    m_bulkToldMs = nowMs;
    m_context.queue.push(m_bulk.flush(id(), nowMs, m_context.clock.marketMs()));
}

void VenueFeed::push(const std::vector<Decoded::Row> &rows, TimeMs nowMs)
{
    if (rows.empty())
        return;
    const TimeMs market = m_context.clock.marketMs();
    std::vector<Observation> observations;
    observations.reserve(rows.size());
    for (const Decoded::Row &row : rows) {
        noteRow(row, nowMs);
        observations.push_back({row.instrument, nowMs, market, row.payload});
    }
    m_context.queue.push(std::move(observations));
}

void VenueFeed::noteRow(const Decoded::Row &row, TimeMs nowMs)
{
    if (const auto *funding = std::get_if<Funding>(&row.payload)) {
        m_settlements.saw(row.instrument, *funding, nowMs);
    } else if (const auto *settlement = std::get_if<Settlement>(&row.payload)) {
        m_settlements.saw(row.instrument, *settlement);
    } else if (std::holds_alternative<Liquidation>(row.payload)) {
        const auto found = std::find_if(m_watched.begin(), m_watched.end(),
            [&](const Instrument &instrument) { return instrument.id == row.instrument; });
        if (found != m_watched.end())
            m_context.census.printed(id(), found->asset, nowMs);
    }
}

/// A machine that slept heard nothing, whatever its sockets say.
void VenueFeed::noteSleep(TimeMs nowMs)
{
    if (m_tickMs != 0 && nowMs - m_tickMs >= m_config.limits.sleepMs) {
        m_coverage.lost(m_tickMarketMs);
        m_isHistoryDue = m_config.history;
    }
    m_tickMs = nowMs;
    m_tickMarketMs = m_context.clock.marketMs();
}

/// All wishes at first; after an outage what it cost.
void VenueFeed::askHistory(TimeMs nowMs)
{
    if (m_historyAskedMs && nowMs - *m_historyAskedMs < m_config.limits.gapsEveryMs)
        return;
    m_isHistoryDue = false;
    m_historyAskedMs = nowMs;
    const TimeMs market = m_context.clock.marketMs();
    for (std::size_t i = 0; i < m_config.historyWishes.size(); ++i) {
        const HistoryWish &wish = m_config.historyWishes[i];
        const TimeMs to = wish.toAgoMs > 0 ? market - wish.toAgoMs : market + 1;
        const HistoryRange range{wish.kind, market - wish.fromAgoMs, to, wish.stepMs, market};
        for (const Instrument &instrument : m_watched) {
            for (const HistoryRange &piece : m_coverage.ask(instrument.id, range))
                askHistory(instrument, piece, wish.stage, static_cast<int>(i));
        }
    }
    for (const Instrument &instrument : m_watched)
        m_coverage.heard(instrument.id, market);
    m_rest->pump();
}

void VenueFeed::askHistory(const Instrument &instrument, const HistoryRange &range, int stage, int place)
{
    auto requests = m_venue->history(instrument, range);
    const auto task = m_history.add(instrument.id, range, requests.size());
    if (requests.empty()) {
        // A contract without a past on a venue that has one: nothing is to be waited for.
        const bool hasPast = range.kind == HistoryKind::Candles ? m_venue->profile().traits.pastBars
            : range.kind == HistoryKind::OpenInterest           ? m_venue->profile().traits.pastOpenInterest
                                                                : false;
        if (hasPast)
            push({{instrument.id, HistoryReach{range.kind, range.stepMs, range.fromMs, range.toMs}}},
                m_context.clock.transportMs());
        return;
    }
    m_historyTasks[task] = {instrument.asset, stage, place};
    const int rank = historyRank(task);
    for (RestRequest &request : requests)
        m_rest->queue().ask(std::move(request), RequestUse::History, task, rank);
}

/// By stage, then the asset on the screen, then the watched ones in their order; the most wanted kind of each first.
int VenueFeed::historyRank(std::uint64_t task) const
{
    constexpr int Places = 100, Assets = 10'000;
    const auto found = m_historyTasks.find(task);
    if (found == m_historyTasks.end())
        return 0;
    const HistoryTask &of = found->second;
    const auto &watched = m_config.watched;
    const auto at = std::find(watched.begin(), watched.end(), of.asset) - watched.begin();
    const int asset = of.asset == m_config.focus ? 0 : std::min(static_cast<int>(at) + 1, Assets - 1);
    return (of.stage * Assets + asset) * Places + std::min(of.place, Places - 1);
}

void VenueFeed::historyPageCame(std::uint64_t task, TimeMs nowMs)
{
    const TimeMs market = m_context.clock.marketMs();
    // Some venues list the interval that still runs among the settled ones, at its end to come.
    std::erase_if(m_decoded.rows, [&](const Decoded::Row &row) {
        const auto *settlement = std::get_if<Settlement>(&row.payload);
        return settlement && settlement->timeMs > market;
    });
    // A bar that still runs is one of this moment: it does not wait for the other pages.
    std::vector<Decoded::Row> running;
    std::erase_if(m_decoded.rows, [&](const Decoded::Row &row) {
        const auto *candle = std::get_if<Candle>(&row.payload);
        if (!candle || candle->openMs + candle->lengthMs <= market)
            return false;
        if (m_filter.passes(row, std::nullopt))
            running.push_back(row);
        return true;
    });
    push(running, nowMs);
    takeHistory(m_history.pageCame(task, m_decoded.rows), nowMs);
    if (task != 0 && m_history.isDone())
        m_historyTasks.clear();
}

void VenueFeed::takeHistory(std::optional<HistoryPlan::Result> result, TimeMs nowMs)
{
    if (!result)
        return;
    const bool isWatched = m_filter.isWatched(result->instrument);
    m_coverage.came(result->instrument, result->range, result->isWhole && isWatched);
    if (!isWatched)
        return;
    std::erase_if(result->rows, [this](const Decoded::Row &row) { return !m_filter.passes(row, std::nullopt); });
    // The newest first: what the series of the state hold lies behind it, and a put costs what it has to pass.
    if (result->range.kind != HistoryKind::Funding)
        std::reverse(result->rows.begin(), result->rows.end());
    if (result->isWhole) {
        const HistoryRange &range = result->range;
        result->rows.push_back({result->instrument, HistoryReach{range.kind, range.stepMs, range.fromMs, range.toMs}});
    }
    push(result->rows, nowMs);
}

void VenueFeed::askMissingSettlements(TimeMs nowMs)
{
    const TimeMs market = m_context.clock.marketMs();
    for (const SettlementWatch::Missing &missing : m_settlements.due(nowMs)) {
        const auto found = std::find_if(m_watched.begin(), m_watched.end(),
            [&](const Instrument &instrument) { return instrument.id == missing.instrument; });
        if (found != m_watched.end())
            askHistory(*found, {HistoryKind::Funding, missing.settledMs - MinuteMs, market + 1, HourMs}, 0, 0);
    }
}

// Two wait at most, so that the order is that of the moment.
void VenueFeed::askAccounts(TimeMs nowMs)
{
    if (!m_publishesAccounts || !m_reference || m_watched.empty() || m_isPaused)
        return;
    while (m_askedAccounts.size() < m_config.limits.accounts.inFlight) {
        const auto account = m_accounts.next(nowMs);
        if (!account)
            return;
        m_askedAccounts[++m_lastAccount] = *account;
        m_rest->queue().ask(*m_venue->account(*account), RequestUse::Account, m_lastAccount);
    }
}

void VenueFeed::accountCame(std::uint64_t ticket, TimeMs nowMs)
{
    const auto asked = m_askedAccounts.find(ticket);
    if (asked == m_askedAccounts.end())
        return;
    if (m_decoded.accounts.size() != 1)
        return accountLost(ticket, nowMs);
    AccountPositions &account = m_decoded.accounts.front();
    std::erase_if(
        account.positions, [this](const AccountPosition &each) { return !m_filter.isWatched(each.instrument); });
    double usd = 0;
    for (const AccountPosition &each : account.positions)
        usd += each.notionalUsd;
    const bool wasFollowed = m_accounts.isFollowed(asked->second);
    m_accounts.told(asked->second, usd, nowMs);
    if (wasFollowed || m_accounts.isFollowed(asked->second)) {
        account.account = asked->second;
        account.transportMs = nowMs;
        account.marketMs = m_context.clock.marketMs();
        m_context.queue.push(std::make_shared<const AccountPositions>(std::move(account)));
    }
    m_askedAccounts.erase(asked);
}

void VenueFeed::accountLost(std::uint64_t ticket, TimeMs nowMs)
{
    if (const auto asked = m_askedAccounts.find(ticket); asked != m_askedAccounts.end()) {
        m_accounts.lost(asked->second, nowMs);
        m_askedAccounts.erase(asked);
    }
}

// DESIGN 9: silent for ten minutes although others print.
std::string VenueFeed::quietLiquidations(TimeMs nowMs) const
{
    if (!m_streamsSinceMs || m_isPaused)
        return {};
    const WatchLimits &watch = m_config.watch;
    for (const std::string &asset : m_config.watched) {
        const bool isListed = std::any_of(m_watched.begin(), m_watched.end(),
            [&](const Instrument &instrument) { return instrument.asset == asset; });
        const TimeMs since = std::max(*m_streamsSinceMs, m_context.census.lastMs(id(), asset));
        if (!isListed || nowMs - since < watch.liquidationSilenceMs)
            continue;
        const std::size_t others = m_context.census.busyOthers(id(), asset, since);
        if (others >= watch.liquidationVenues)
            return causeSentence(HealthCause::QuietLiquidations,
                {asset, std::to_string((nowMs - since) / MinuteMs), std::to_string(others)});
    }
    return {};
}

void VenueFeed::tellHealth()
{
    const TimeMs now = m_context.clock.transportMs();
    HealthReport::Parts parts;
    parts.isOn = isOn();
    parts.connections = m_connections.get();
    parts.rest = m_rest.get();
    parts.polls = m_polls ? &*m_polls : nullptr;
    parts.hasReference = m_reference != nullptr;
    parts.isPaused = m_isPaused;
    parts.quietLiquidations = quietLiquidations(now);
    parts.trouble = m_trouble;
    parts.duplicates = m_filter.duplicates();
    parts.historyProgress = m_history.progress();
    if (auto health = m_report.next(parts, now))
        m_context.queue.push(std::move(health));
}

} // namespace isobar
