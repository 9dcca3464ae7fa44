#include "core/simulation/tape.h"

#include <algorithm>

namespace isobar::simulation {

namespace {

constexpr TimeMs KeptMs = 15 * MinuteMs;

template <class Entries> void sortByTime(Entries &entries)
{
    std::stable_sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.timeMs < b.timeMs; });
}

template <class Entry> auto after(const std::deque<Entry> &entries, std::uint64_t cursor)
{
    return std::upper_bound(
        entries.begin(), entries.end(), cursor, [](std::uint64_t id, const Entry &entry) { return id < entry.id; });
}

} // namespace

void Tape::append(std::vector<Print> &prints, std::vector<Liquidation> &liquidations,
    const std::vector<Settlement> &settlements, TimeMs nowMs)
{
    sortByTime(prints);
    sortByTime(liquidations);
    for (Print &print : prints) {
        print.id = ++m_last;
        m_prints.push_back(print);
    }
    for (Liquidation &liquidation : liquidations) {
        liquidation.id = ++m_last;
        m_liquidations.push_back(liquidation);
    }
    for (const Settlement &settlement : settlements)
        m_settlements.push_back({++m_last, settlement});

    const TimeMs oldest = nowMs - KeptMs - SecondMs;
    while (!m_prints.empty() && m_prints.front().timeMs < oldest)
        m_prints.pop_front();
    while (!m_liquidations.empty() && m_liquidations.front().timeMs < oldest)
        m_liquidations.pop_front();
    while (!m_settlements.empty() && m_settlements.front().settlement.timeMs < oldest)
        m_settlements.pop_front();
}

Market::Feed Tape::since(std::uint64_t cursor) const
{
    Market::Feed feed;
    feed.cursor = m_last;
    feed.prints.assign(after(m_prints, cursor), m_prints.end());
    feed.liquidations.assign(after(m_liquidations, cursor), m_liquidations.end());
    for (auto entry = after(m_settlements, cursor); entry != m_settlements.end(); ++entry)
        feed.settlements.push_back(entry->settlement);
    return feed;
}

} // namespace isobar::simulation
