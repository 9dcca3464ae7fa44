#include "core/state/liquidationwindow.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr TimeMs KeepMs = 30 * DayMs;

bool isBefore(const LiquidationMinute &cell, TimeMs timeMs) { return cell.minuteMs < timeMs; }

TimeMs ceilToMinute(TimeMs timeMs) { return floorTo(timeMs + MinuteMs - 1, MinuteMs); }

} // namespace

void LiquidationWindow::add(Minutes &minutes, TimeMs timeMs, PositionSide side, double usd)
{
    const TimeMs minuteMs = floorTo(timeMs, MinuteMs);
    auto place = std::lower_bound(minutes.begin(), minutes.end(), minuteMs, isBefore);
    if (place == minutes.end() || place->minuteMs != minuteMs)
        place = minutes.insert(place, {minuteMs, {}, 0});
    place->usd.add(side, usd);
    place->seconds |= std::uint64_t{1} << static_cast<unsigned>((timeMs - minuteMs) / 1000);
}

void LiquidationWindow::add(TimeMs timeMs, PositionSide side, double usd)
{
    const TimeMs minuteMs = floorTo(timeMs, MinuteMs), dayMs = floorTo(timeMs, DayMs);
    if (minuteMs < m_marketMinuteMs - KeepMs)
        return;
    if (m_open.empty() || dayMs >= floorTo(m_open.front().minuteMs, DayMs)) {
        if (!m_open.empty() && dayMs > floorTo(m_open.front().minuteMs, DayMs))
            closeDay();
        add(m_open, timeMs, side, usd);
    } else {
        // A late one of a day that is closed: who holds the old chunk keeps it as it was.
        auto place = std::lower_bound(m_closed.begin(), m_closed.end(), dayMs,
            [](const LiquidationDay &each, TimeMs time) { return floorTo(each->front().minuteMs, DayMs) < time; });
        const bool isNew = place == m_closed.end() || floorTo((*place)->front().minuteMs, DayMs) != dayMs;
        Minutes minutes = isNew ? Minutes() : **place;
        add(minutes, timeMs, side, usd);
        auto day = std::make_shared<const Minutes>(std::move(minutes));
        if (isNew)
            m_closed.insert(place, std::move(day));
        else
            *place = std::move(day);
    }
    for (std::size_t i = 0; i < Spans.size(); ++i) {
        if (minuteMs >= m_marketMinuteMs - Spans[i])
            m_sums[i].add(side, usd);
    }
    ++m_version;
}

void LiquidationWindow::closeDay()
{
    m_closed.push_back(std::make_shared<const Minutes>(std::move(m_open)));
    m_open = {};
}

void LiquidationWindow::advance(TimeMs marketMs)
{
    const TimeMs minuteMs = ceilToMinute(marketMs);
    if (minuteMs <= m_marketMinuteMs)
        return;
    m_marketMinuteMs = minuteMs;
    const auto kept = std::find_if(m_closed.begin(), m_closed.end(),
        [&](const LiquidationDay &day) { return day->back().minuteMs >= minuteMs - KeepMs; });
    if (kept != m_closed.begin()) {
        m_closed.erase(m_closed.begin(), kept);
        ++m_version;
    }
    if (!m_open.empty() && m_open.back().minuteMs < minuteMs - KeepMs) {
        m_open.clear();
        ++m_version;
    }
    sumAnew();
}

void LiquidationWindow::sumAnew()
{
    m_sums = {};
    const auto take = [this](const Minutes &minutes) {
        for (auto cell = std::lower_bound(minutes.begin(), minutes.end(), m_marketMinuteMs - Spans.back(), isBefore);
             cell != minutes.end(); ++cell) {
            for (std::size_t i = 0; i < Spans.size(); ++i) {
                if (cell->minuteMs >= m_marketMinuteMs - Spans[i]) {
                    m_sums[i].longUsd += cell->usd.longUsd;
                    m_sums[i].shortUsd += cell->usd.shortUsd;
                }
            }
        }
    };
    // Of the closed days only the newest two can reach into the last 24 h.
    for (std::size_t i = m_closed.size() - std::min<std::size_t>(m_closed.size(), 2); i < m_closed.size(); ++i)
        take(*m_closed[i]);
    take(m_open);
}

bool LiquidationWindow::isSeenSince(TimeMs marketMs) const
{
    return !m_open.empty() && m_open.back().minuteMs + MinuteMs > marketMs;
}

LiquidationSums LiquidationWindow::minute(TimeMs minuteMs) const
{
    const auto in = [minuteMs](const Minutes &minutes) {
        const auto cell = std::lower_bound(minutes.begin(), minutes.end(), minuteMs, isBefore);
        return cell == minutes.end() || cell->minuteMs != minuteMs ? LiquidationSums() : cell->usd;
    };
    if (!m_open.empty() && minuteMs >= m_open.front().minuteMs)
        return in(m_open);
    for (const LiquidationDay &day : m_closed) {
        if (floorTo(day->front().minuteMs, DayMs) == floorTo(minuteMs, DayMs))
            return in(*day);
    }
    return {};
}

std::vector<LiquidationDay> LiquidationWindow::minuteSums() const
{
    std::vector<LiquidationDay> days = m_closed;
    if (!m_open.empty())
        days.push_back(std::make_shared<const Minutes>(m_open));
    return days;
}

} // namespace isobar
