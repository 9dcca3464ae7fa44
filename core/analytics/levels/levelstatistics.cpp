#include "core/analytics/levels/levelstatistics.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double LoadHalfWidth = 0.0025; // of ln(price)
constexpr int LeastHours = 72;
constexpr std::array Sides{PositionSide::Long, PositionSide::Short};
std::size_t indexOf(PositionSide side) { return static_cast<std::size_t>(side); }

} // namespace

double ExposureProfile::around(PositionSide side, double position, double halfWidthCells) const
{
    const std::vector<float> &cells = usd[indexOf(side)];
    const double from = std::max(position - halfWidthCells, static_cast<double>(range.first));
    const double to = std::min(position + halfWidthCells, static_cast<double>(range.end));
    double sum = 0;
    for (int cell = static_cast<int>(std::floor(from)); cell < to; ++cell) {
        const double part = std::min(to, cell + 1.0) - std::max(from, static_cast<double>(cell));
        sum += part * cells[static_cast<std::size_t>(cell - range.first)];
    }
    return sum;
}

void LevelStatistics::startDay(TimeMs dayMs)
{
    if (!m_days.empty())
        anchor(dayMs);
    m_days.push_back({dayMs, {}, {}});
    for (const PositionSide side : Sides) {
        m_days.back().bands[indexOf(side)].resize(Bands);
        m_bands[indexOf(side)].resize(Bands);
    }
    while (m_days.front().dayMs <= dayMs - KeptDays * DayMs) {
        m_all.remove(m_days.front().all);
        for (const PositionSide side : Sides) {
            for (std::size_t b = 0; b < Bands; ++b)
                m_bands[indexOf(side)][b].remove(m_days.front().bands[indexOf(side)][b]);
        }
        m_days.pop_front();
    }
}

void LevelStatistics::anchor(TimeMs dayMs)
{
    const double low = m_all.quantile(0.5), high = m_all.quantile(0.995);
    if (low > 0 && high > low)
        m_scale = {low, high, dayMs};
}

void LevelStatistics::addHour(TimeMs endMs, const ExposureProfile &profile, double openInterestUsd)
{
    const TimeMs day = floorTo(endMs - 1, DayMs);
    if (m_days.empty() || m_days.back().dayMs < day)
        startDay(day);
    Day &today = m_days.back();
    for (const PositionSide side : Sides) {
        const std::vector<float> &cells = profile.usd[indexOf(side)];
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::uint8_t code = levelCode(cells[i]);
            if (code == 0)
                continue;
            const int away = std::abs(profile.range.first + static_cast<int>(i) - profile.priceCell);
            const auto band = static_cast<std::size_t>(away * m_lattice.cellWidth / BandWidth);
            today.all.add(code);
            m_all.add(code);
            if (band < Bands) {
                today.bands[indexOf(side)][band].add(code);
                m_bands[indexOf(side)][band].add(code);
            }
        }
    }
    if (!m_scale.isSet()) // the very first days have no midnight behind them
        anchor(day);
    if (openInterestUsd <= 0)
        return;
    Hour hour{endMs, {}};
    const double position = m_lattice.positionOf(profile.price);
    for (const PositionSide side : Sides) {
        const double sign = side == PositionSide::Long ? -1.0 : 1.0;
        for (std::size_t b = 0; b < LoadBands; ++b) {
            const double at = position + sign * (static_cast<double>(b) + 0.5) * BandWidth / m_lattice.cellWidth;
            hour.load[indexOf(side)][b] =
                static_cast<float>(profile.around(side, at, LoadHalfWidth / m_lattice.cellWidth) / openInterestUsd);
        }
    }
    m_hours.push_back(hour);
    while (m_hours.front().endMs <= endMs - KeptDays * DayMs)
        m_hours.pop_front();
}

double LevelStatistics::medianAt(PositionSide side, double distance) const
{
    const auto band = static_cast<std::size_t>(distance / BandWidth);
    const auto &bands = m_bands[indexOf(side)];
    return band < bands.size() ? bands[band].quantile(0.5) : 0;
}

std::optional<double> LevelStatistics::loadRank(PositionSide side, double distance, double load) const
{
    const auto band = static_cast<std::size_t>(distance / BandWidth);
    if (hours() < LeastHours || band >= LoadBands)
        return std::nullopt;
    const auto below = std::count_if(
        m_hours.begin(), m_hours.end(), [&](const Hour &hour) { return hour.load[indexOf(side)][band] <= load; });
    return static_cast<double>(below) / static_cast<double>(m_hours.size());
}

} // namespace isobar
