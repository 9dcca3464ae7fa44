#include "core/state/liquidationpulse.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr TimeMs KeepMs = 3 * MinuteMs;
constexpr int KeepDays = 30;
constexpr std::size_t NearCells = 512;

} // namespace

int LiquidationPulse::bucketOf(double usd)
{
    return std::clamp(static_cast<int>(std::floor(BucketsAnOctave * std::log2(std::max(usd, 1.0)))), 0, Buckets - 1);
}

void LiquidationPulse::countSize(TimeMs dayMs, double usd)
{
    if (m_days.empty() || m_days.back().dayMs < dayMs) {
        m_days.push_back({dayMs, {}});
        while (m_days.size() > KeepDays)
            m_days.pop_front();
    }
    ++m_days.back().counts[static_cast<std::size_t>(bucketOf(usd))]; // a late one of yesterday counts to today
}

void LiquidationPulse::addPast(const LiquidationPrint &print)
{
    if (print.usd > 0 && print.price > 0)
        countSize(floorTo(print.timeMs, DayMs), print.usd);
}

void LiquidationPulse::add(TimeMs marketMs, InstrumentId instrument, const LiquidationPrint &print)
{
    if (!(print.usd > 0) || !(print.price > 0))
        return;
    ++m_serial;
    m_total.add(print.side, print.usd);
    const TimeMs second = floorTo(std::min(print.timeMs, marketMs), SecondMs);
    countSize(floorTo(second, DayMs), print.usd);

    // Prints of a second come one after the other, so that the cell is near the end.
    const auto far = m_cells.rbegin() + static_cast<std::ptrdiff_t>(std::min(m_cells.size(), NearCells));
    auto cell = std::find_if(m_cells.rbegin(), far, [&](const LiquidationCell &each) {
        return each.secondMs == second && each.instrument == instrument && each.side == print.side;
    });
    if (cell == far) {
        m_cells.push_back({second, instrument, print.side, 0, 0, 0, 0, 0, 0});
        cell = m_cells.rbegin();
    }
    cell->usd += print.usd;
    cell->coins += print.coins();
    ++cell->prints;
    cell->serial = m_serial;
    if (print.usd > cell->largestUsd) {
        cell->largestUsd = print.usd;
        cell->largestPrice = print.price;
    }
}

void LiquidationPulse::advance(TimeMs marketMs)
{
    m_beforeMs = m_nowMs;
    m_nowMs = marketMs;
    std::erase_if(m_cells, [&](const LiquidationCell &each) { return each.secondMs < m_beforeMs - KeepMs; });
}

std::optional<double> LiquidationPulse::printQuantile(double q) const
{
    std::array<std::uint64_t, Buckets> counts{};
    std::uint64_t all = 0;
    for (const Day &day : m_days) {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            counts[i] += day.counts[i];
            all += day.counts[i];
        }
    }
    if (all < LeastPrints)
        return std::nullopt;
    const double wanted = q * static_cast<double>(all);
    std::uint64_t below = 0;
    std::size_t bucket = 0;
    for (; bucket + 1 < counts.size(); ++bucket) {
        below += counts[bucket];
        if (static_cast<double>(below) >= wanted)
            break;
    }
    return std::exp2(static_cast<double>(bucket + 1) / BucketsAnOctave);
}

} // namespace isobar
