#include "core/feed/rowfilter.h"

namespace isobar {

void RowFilter::setWatched(std::unordered_set<std::uint32_t> instruments)
{
    std::erase_if(m_known, [&](const auto &each) { return !instruments.contains(each.first); });
    m_watched = std::move(instruments);
}

void RowFilter::know(InstrumentId instrument, const std::vector<std::uint64_t> &liquidationKeys)
{
    for (const std::uint64_t key : liquidationKeys)
        m_known[instrument.value].liquidations.isNew(key);
}

bool RowFilter::passes(const Decoded::Row &row, std::optional<TimeMs> notBeforeMs)
{
    if (!isWatched(row.instrument))
        return false;
    const auto isNew = [&](RecentKeys &keys, std::uint64_t key, TimeMs timeMs) {
        if (notBeforeMs && timeMs < *notBeforeMs)
            return false;
        if (keys.isNew(key))
            return true;
        ++m_duplicates;
        return false;
    };
    if (const auto *liquidation = std::get_if<Liquidation>(&row.payload))
        return isNew(m_known[row.instrument.value].liquidations, liquidation->eventKey, liquidation->timeMs);
    if (const auto *trade = std::get_if<Trade>(&row.payload))
        return isNew(m_known[row.instrument.value].trades, trade->eventKey, trade->timeMs);
    if (const auto *settlement = std::get_if<Settlement>(&row.payload)) {
        // Streams and histories stamp the same settlement some seconds apart.
        const TimeMs minute = floorTo(settlement->timeMs + MinuteMs / 2, MinuteMs);
        return m_known[row.instrument.value].settlements.isNew(static_cast<std::uint64_t>(minute));
    }
    return true;
}

} // namespace isobar
