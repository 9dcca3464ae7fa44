#include "core/trackrecord/heardliquidations.h"

#include "core/analytics/levels/censoring.h"
#include "core/analytics/statistics.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr double HotQuantile = 0.95;
constexpr TimeMs HotWindowMs = 30 * DayMs, LeastHeardMs = 3 * DayMs;

double sideOf(const LiquidationSums &sums, PositionSide side)
{
    return side == PositionSide::Long ? sums.longUsd : sums.shortUsd;
}

template <class Take>
void eachMinute(const std::vector<LiquidationDay> &days, TimeMs fromMs, TimeMs toMs, const Take &take)
{
    for (const LiquidationDay &day : days) {
        if (day->empty() || day->back().minuteMs < fromMs || day->front().minuteMs >= toMs)
            continue;
        auto minute = std::lower_bound(day->begin(), day->end(), fromMs,
            [](const LiquidationMinute &each, TimeMs time) { return each.minuteMs < time; });
        for (; minute != day->end() && minute->minuteMs < toMs; ++minute)
            take(*minute);
    }
}

} // namespace

HeardLiquidations::HeardLiquidations(std::optional<TimeMs> sinceMs, LiquidationLog log)
    : m_sinceMs(sinceMs), m_log(std::move(log))
{
}

HeardLiquidations::Printed HeardLiquidations::between(TimeMs fromMs, TimeMs toMs) const
{
    Printed printed;
    eachMinute(m_log.minuteSums, fromMs, toMs, [&](const LiquidationMinute &minute) {
        printed.usd.longUsd += minute.usd.longUsd;
        printed.usd.shortUsd += minute.usd.shortUsd;
        printed.isCensored |= isCensored(minute);
    });
    return printed;
}

double HeardLiquidations::near(PositionSide side, double low, double high, TimeMs fromMs, TimeMs toMs) const
{
    double usd = 0;
    for (const LiquidationChunk &chunk : m_log.chunks) {
        if (chunk->back().timeMs < fromMs || chunk->front().timeMs >= toMs)
            continue;
        for (const LiquidationPrint &print : *chunk) {
            const bool isThen = print.timeMs >= fromMs && print.timeMs < toMs;
            if (isThen && print.side == side && print.price >= low && print.price <= high)
                usd += print.usd;
        }
    }
    return usd;
}

std::optional<bool> HeardLiquidations::isHot(PositionSide side, TimeMs hourMs) const
{
    const TimeMs first = std::max(floorTo(m_sinceMs.value_or(hourMs) + HourMs - 1, HourMs), hourMs - HotWindowMs);
    if (!m_sinceMs || hourMs - first < LeastHeardMs)
        return std::nullopt;
    std::vector<double> hours(static_cast<std::size_t>((hourMs - first) / HourMs) + 1);
    eachMinute(m_log.minuteSums, first, hourMs + HourMs, [&](const LiquidationMinute &minute) {
        hours[static_cast<std::size_t>((minute.minuteMs - first) / HourMs)] += sideOf(minute.usd, side);
    });
    const double now = hours.back();
    hours.pop_back();
    return now > 0 && now >= quantile(hours, HotQuantile);
}

} // namespace isobar
