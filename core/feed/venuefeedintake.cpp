// What comes in: frames to rows, rows to the queue, history, and what is told about all that. The rest of VenueFeed is
// in venuefeed.cpp.
#include "core/feed/venuefeed.h"

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
    std::erase_if(m_decoded.rows, [&](const Decoded::Row &row) { return !m_filter.passes(row, notBeforeMs); });
    push(m_decoded.rows, nowMs);
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

void VenueFeed::askHistory()
{
    m_isHistoryDue = false;
    const TimeMs market = m_context.clock.marketMs();
    for (const HistoryWish &wish : m_config.historyWishes) {
        for (const Instrument &instrument : m_watched) {
            if (!m_historyAsked.insert({instrument.id.value, wish.kind}).second)
                continue;
            askHistory(instrument, {wish.kind, market - wish.spanMs, market + 1, wish.stepMs});
        }
    }
    m_rest->pump();
}

void VenueFeed::askHistory(const Instrument &instrument, const HistoryRange &range)
{
    auto requests = m_venue->history(instrument, range);
    const auto task = m_history.add(instrument.id, range.kind, requests.size());
    for (RestRequest &request : requests)
        m_rest->queue().ask(std::move(request), RequestUse::History, task);
}

void VenueFeed::askMissingSettlements(TimeMs nowMs)
{
    const TimeMs market = m_context.clock.marketMs();
    for (const SettlementWatch::Missing &missing : m_settlements.due(nowMs)) {
        const auto found = std::find_if(m_watched.begin(), m_watched.end(),
            [&](const Instrument &instrument) { return instrument.id == missing.instrument; });
        if (found != m_watched.end())
            askHistory(*found, {HistoryKind::Funding, missing.settledMs - MinuteMs, market + 1, HourMs});
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
            return "liquidation: none of " + asset + " for " + std::to_string((nowMs - since) / MinuteMs)
                + " min while " + std::to_string(others) + " other venues print them";
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
