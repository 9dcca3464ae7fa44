#include "core/simulation/candlestore.h"

#include <algorithm>
#include <cmath>

#include "core/simulation/steps.h"

namespace isobar::simulation {

namespace {

constexpr TimeMs FiveMs = 5 * MinuteMs;
constexpr std::size_t FivesADay = DayMs / FiveMs;
constexpr std::size_t FivesKept = 31 * FivesADay;
constexpr std::size_t MinutesKept = DayMs / MinuteMs;

void join(Candle &bar, const Candle &piece)
{
    if (bar.base == 0)
        bar.open = bar.high = bar.low = piece.open;
    bar.high = std::max(bar.high, piece.high);
    bar.low = std::min(bar.low, piece.low);
    bar.close = piece.close;
    bar.base += piece.base;
    bar.takerBuyBase += piece.takerBuyBase;
    bar.quote += piece.quote;
}

void openBars(std::deque<Candle> &bars, TimeMs timeMs, TimeMs intervalMs, double price, std::size_t kept)
{
    const TimeMs newest = floorTo(timeMs, intervalMs);
    TimeMs next = bars.empty() ? newest : bars.back().openMs + intervalMs;
    for (; next <= newest; next += intervalMs) {
        const double flat = bars.empty() ? price : bars.back().close;
        bars.push_back({next, flat, flat, flat, flat, 0, 0, 0});
        if (bars.size() > kept)
            bars.pop_front();
    }
}

auto firstFrom(const std::deque<Candle> &bars, TimeMs fromMs)
{
    return std::lower_bound(
        bars.begin(), bars.end(), fromMs, [](const Candle &bar, TimeMs time) { return bar.openMs < time; });
}

} // namespace

void CandleStore::advance(TimeMs timeMs, double lastPrice, bool withMinutes)
{
    openBars(m_fives, timeMs, FiveMs, lastPrice, FivesKept);
    if (withMinutes)
        openBars(m_minutes, timeMs, MinuteMs, lastPrice, MinutesKept);
}

void CandleStore::merge(const Candle &piece, bool withMinutes)
{
    advance(piece.openMs, piece.open, withMinutes);
    join(m_fives.back(), piece);
    if (withMinutes)
        join(m_minutes.back(), piece);
}

void CandleStore::appendMinutesOf(const Candle &bar, std::vector<Candle> &minutes) const
{
    // Which minutes hold the extremes is fixed by the bar itself, so that every answer is the same.
    const auto at = static_cast<std::uint64_t>(bar.openMs / FiveMs) * 0x9e3779b97f4a7c15ULL >> 32;
    const int highAt = static_cast<int>(at % 5), lowAt = static_cast<int>(at / 5 % 5);
    double price = bar.open;
    for (int i = 0; i < 5; ++i) {
        const double end = i == 4 ? bar.close : roundToStep(std::lerp(bar.open, bar.close, (i + 1) / 5.0), m_tick);
        Candle minute{bar.openMs + i * MinuteMs, price, std::max(price, end), std::min(price, end), end, bar.base / 5,
            bar.takerBuyBase / 5, bar.quote / 5};
        if (i == highAt)
            minute.high = bar.high;
        if (i == lowAt)
            minute.low = bar.low;
        minutes.push_back(minute);
        price = end;
    }
}

std::vector<Candle> CandleStore::minutes(TimeMs fromMs, TimeMs toMs) const
{
    std::vector<Candle> result;
    const TimeMs exactFrom = m_minutes.empty() ? toMs : m_minutes.front().openMs;
    for (auto bar = firstFrom(m_fives, floorTo(fromMs, FiveMs)); bar != m_fives.end(); ++bar) {
        if (bar->openMs >= std::min(exactFrom, toMs))
            break;
        appendMinutesOf(*bar, result);
    }
    // The first exact minute may lie inside the last split bar, and the range may begin inside the first one.
    std::erase_if(result, [&](const Candle &c) { return c.openMs < fromMs || c.openMs >= std::min(exactFrom, toMs); });
    for (auto bar = firstFrom(m_minutes, fromMs); bar != m_minutes.end() && bar->openMs < toMs; ++bar)
        result.push_back(*bar);
    return result;
}

std::vector<Candle> CandleStore::bars(TimeMs intervalMs, TimeMs fromMs, TimeMs toMs) const
{
    std::vector<Candle> result;
    if (intervalMs < MinuteMs || m_fives.empty())
        return result;
    fromMs = std::max(fromMs, m_fives.front().openMs);
    toMs = std::min(toMs, m_fives.back().openMs + FiveMs);
    const TimeMs first = floorTo(fromMs + intervalMs - 1, intervalMs);
    if (toMs <= first)
        return result;
    const TimeMs end = floorTo(toMs - 1, intervalMs) + intervalMs; // the last bar that opens before toMs is whole
    const auto take = [&](const Candle &piece) {
        const TimeMs openMs = floorTo(piece.openMs, intervalMs);
        if (result.empty() || result.back().openMs != openMs) {
            result.push_back(piece);
            result.back().openMs = openMs;
        } else {
            join(result.back(), piece);
        }
    };
    if (intervalMs % FiveMs == 0) {
        for (auto bar = firstFrom(m_fives, first); bar != m_fives.end() && bar->openMs < end; ++bar)
            take(*bar);
    } else {
        for (const Candle &minute : minutes(first, end))
            take(minute);
    }
    return result;
}

Candle CandleStore::lastDay() const
{
    Candle day;
    const std::size_t first = m_fives.size() - std::min(m_fives.size(), FivesADay);
    for (std::size_t i = first; i < m_fives.size(); ++i) {
        if (i == first)
            day = m_fives[i];
        else
            join(day, m_fives[i]);
    }
    return day;
}

} // namespace isobar::simulation
