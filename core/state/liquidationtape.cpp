#include "core/state/liquidationtape.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace isobar {

namespace {

constexpr std::size_t ChunkSize = 1024;
/// Venues report with different delays; what may still be preceded by a late one stays open.
constexpr TimeMs GraceMs = 5 * SecondMs;
constexpr TimeMs KeepLargeMs = 30 * DayMs;
/// Folds in between when a single beat brings more.
constexpr std::size_t MostIncoming = 32'768;

bool isEarlier(const LiquidationPrint &a, const LiquidationPrint &b) { return a.timeMs < b.timeMs; }
bool startsAfter(TimeMs timeMs, const LiquidationChunk &chunk) { return timeMs < chunk->front().timeMs; }

LiquidationChunk chunkOf(
    std::vector<LiquidationPrint>::const_iterator first, std::vector<LiquidationPrint>::const_iterator last)
{
    return std::make_shared<const std::vector<LiquidationPrint>>(first, last);
}

} // namespace

std::uint32_t LiquidationTape::numberOf(const std::string &venue)
{
    const auto found = std::find(m_venues.begin(), m_venues.end(), venue);
    const auto number = static_cast<std::uint32_t>(found - m_venues.begin());
    if (found == m_venues.end())
        m_venues.push_back(venue);
    return number;
}

void LiquidationTape::add(const std::string &venue, LiquidationPrint print)
{
    if (!(std::isfinite(print.price) && print.price > 0 && std::isfinite(print.usd) && print.usd > 0))
        return;
    print.venue = numberOf(venue);
    print.serial = m_serial++;
    m_incoming.push_back(print);
    ++m_version;
    if (m_incoming.size() >= MostIncoming) {
        fold();
        thin();
    }
}

void LiquidationTape::advance(TimeMs marketMs)
{
    fold();
    thin();
    if (floorTo(marketMs, MinuteMs) > m_minuteMs) {
        m_minuteMs = floorTo(marketMs, MinuteMs);
        forget(m_minuteMs);
    }
}

/// Brings what came into the order of time.
void LiquidationTape::fold()
{
    if (m_incoming.empty())
        return;
    std::stable_sort(m_incoming.begin(), m_incoming.end(), isEarlier);
    const TimeMs closedMs = m_closed.empty() ? std::numeric_limits<TimeMs>::min() : m_closed.back()->back().timeMs;
    const auto late = std::lower_bound(m_incoming.begin(), m_incoming.end(), closedMs,
        [](const LiquidationPrint &print, TimeMs time) { return print.timeMs < time; });
    putIntoClosed(m_incoming.cbegin(), late);
    const auto middle = static_cast<std::ptrdiff_t>(m_open.size());
    m_open.insert(m_open.end(), late, m_incoming.end());
    std::inplace_merge(m_open.begin(), m_open.begin() + middle, m_open.end(), isEarlier);
    m_incoming.clear();
    if (m_open.empty())
        return;
    const auto settled = std::lower_bound(m_open.begin(), m_open.end(), m_open.back().timeMs - GraceMs,
        [](const LiquidationPrint &print, TimeMs time) { return print.timeMs < time; });
    auto first = m_open.begin();
    for (; settled - first >= static_cast<std::ptrdiff_t>(ChunkSize); first += ChunkSize)
        m_closed.push_back(chunkOf(first, first + ChunkSize));
    m_open.erase(m_open.begin(), first);
}

/// Late ones, ascending: each goes into the chunk of its time, which is made anew for those who hold the old one.
void LiquidationTape::putIntoClosed(Prints::const_iterator first, Prints::const_iterator last)
{
    while (first != last) {
        const auto next = std::upper_bound(m_closed.begin(), m_closed.end(), first->timeMs, startsAfter);
        const auto chunk = next == m_closed.begin() ? next : next - 1;
        const auto end =
            chunk + 1 == m_closed.end() ? last : std::find_if(first, last, [&](const LiquidationPrint &print) {
                return print.timeMs >= (*(chunk + 1))->front().timeMs;
            });
        Prints merged;
        merged.reserve((*chunk)->size() + static_cast<std::size_t>(end - first));
        std::merge((*chunk)->begin(), (*chunk)->end(), first, end, std::back_inserter(merged), isEarlier);
        first = end;
        if (merged.size() < 2 * ChunkSize) {
            *chunk = chunkOf(merged.begin(), merged.end());
            continue;
        }
        const auto half = merged.begin() + static_cast<std::ptrdiff_t>(merged.size() / 2);
        *chunk = chunkOf(half, merged.end());
        m_closed.insert(chunk, chunkOf(merged.begin(), half));
    }
}

/// Takes out what `keeps` refuses, asked from the newest to the oldest; whether there was any. Chunks that lose nothing
/// stay the same objects.
template <typename Keeps> bool LiquidationTape::sift(Keeps keeps)
{
    const std::size_t before = size();
    Prints open;
    for (auto print = m_open.rbegin(); print != m_open.rend(); ++print) {
        if (keeps(*print))
            open.push_back(*print);
    }
    std::reverse(open.begin(), open.end());
    m_open = std::move(open);
    std::vector<LiquidationChunk> made; // newest first
    Prints pending; // newest first
    const auto flush = [&] {
        if (!pending.empty())
            made.push_back(std::make_shared<const Prints>(pending.rbegin(), pending.rend()));
        pending.clear();
    };
    for (auto chunk = m_closed.rbegin(); chunk != m_closed.rend(); ++chunk) {
        Prints left;
        for (auto print = (*chunk)->rbegin(); print != (*chunk)->rend(); ++print) {
            if (keeps(*print))
                left.push_back(*print);
        }
        if (left.size() == (*chunk)->size() && (pending.empty() || left.size() >= ChunkSize / 2)) {
            flush();
            made.push_back(*chunk);
            continue;
        }
        pending.insert(pending.end(), left.begin(), left.end());
        if (pending.size() >= ChunkSize)
            flush();
    }
    flush();
    m_closed.assign(made.rbegin(), made.rend());
    m_version += size() != before;
    return size() != before;
}

void LiquidationTape::forget(TimeMs marketMs)
{
    const auto isOver = [marketMs](const LiquidationPrint &print) {
        return print.timeMs < marketMs - (print.usd >= LargeLiquidationUsd ? KeepLargeMs : DayMs);
    };
    // Most minutes nothing ends, and then no chunk is touched.
    const auto hasAny = [&](const LiquidationChunk &chunk) {
        return chunk->front().timeMs < marketMs - DayMs && std::any_of(chunk->begin(), chunk->end(), isOver);
    };
    if (std::any_of(m_closed.begin(), m_closed.end(), hasAny) || std::any_of(m_open.begin(), m_open.end(), isOver))
        sift([&](const LiquidationPrint &print) { return !isOver(print); });
    if (m_thinnedBeforeMs < marketMs - DayMs)
        m_thinnedBeforeMs = 0;
}

std::size_t LiquidationTape::size() const
{
    std::size_t count = m_open.size();
    for (const LiquidationChunk &chunk : m_closed)
        count += chunk->size();
    return count;
}

void LiquidationTape::thin()
{
    const std::size_t count = size();
    if (count <= m_limits.prints || count <= m_limits.newest)
        return;
    // A quarter goes at once, so that this is rare.
    std::size_t kept = m_limits.prints - m_limits.prints / 4;
    kept = kept > m_limits.newest ? kept - m_limits.newest : 0; // of the older ones
    std::vector<double> sizes; // of the older ones
    sizes.reserve(count);
    std::size_t rest = count - m_limits.newest;
    const auto gather = [&](const Prints &prints) {
        for (std::size_t i = 0; i < prints.size() && rest > 0; ++i, --rest)
            sizes.push_back(prints[i].usd);
    };
    for (const LiquidationChunk &chunk : m_closed)
        gather(*chunk);
    gather(m_open);
    if (kept >= sizes.size())
        return;
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(kept), sizes.end(), std::greater<>());
    const double least = sizes[kept];
    auto equal = kept - static_cast<std::size_t>(std::count_if(sizes.begin(), sizes.end(), [least](double usd) {
        return usd > least;
    }));
    std::size_t seen = 0;
    sift([&](const LiquidationPrint &print) {
        if (seen++ < m_limits.newest || print.usd > least)
            return true;
        if (print.usd == least && equal > 0) {
            --equal;
            return true;
        }
        m_thinnedBeforeMs = std::max(m_thinnedBeforeMs, print.timeMs + 1);
        return false;
    });
}

LiquidationLog LiquidationTape::log() const
{
    LiquidationLog log;
    log.venues = m_venues;
    log.chunks = m_closed;
    log.thinnedBeforeMs = m_thinnedBeforeMs;
    auto newest = std::make_shared<Prints>(m_open);
    // What belongs into a closed chunk waits for the next beat.
    for (const LiquidationPrint &print : m_incoming) {
        if (m_closed.empty() || print.timeMs >= m_closed.back()->back().timeMs)
            newest->push_back(print);
    }
    const auto middle = static_cast<std::ptrdiff_t>(m_open.size());
    std::stable_sort(newest->begin() + middle, newest->end(), isEarlier);
    std::inplace_merge(newest->begin(), newest->begin() + middle, newest->end(), isEarlier);
    if (!newest->empty())
        log.chunks.push_back(std::move(newest));
    return log;
}

} // namespace isobar
