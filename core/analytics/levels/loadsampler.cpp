#include "core/analytics/levels/loadsampler.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double Finer = 4; // cells in one that is drawn

double moveTo(PositionSide side, double from, double extreme)
{
    return side == PositionSide::Long ? std::log(from / extreme) : std::log(extreme / from);
}

Lattice finer(Lattice lattice)
{
    lattice.cellWidth /= Finer;
    return lattice;
}

} // namespace

LoadSampler::LoadSampler(std::shared_ptr<const LevelKernel> kernel, Lattice lattice, std::size_t groups,
    ExposureRules rules, std::vector<double> coverage)
    : m_kernel(std::move(kernel)), m_exposures(groups, Exposure(m_kernel, finer(lattice), rules)),
      m_coverage(std::move(coverage))
{
    m_coverage.resize(groups, 1.0);
}

/// Bars of one length.
void LoadSampler::step(std::span<const LevelBar> bars)
{
    for (std::size_t g = 0; g < m_exposures.size(); ++g) {
        m_flows.clear();
        for (const LevelBar &bar : bars)
            m_flows.push_back(&bar.flows[g]);
        m_exposures[g].step({bars.front().openMs, bars.front().lengthMs, m_flows}, {});
    }
}

void LoadSampler::take(std::span<const LevelBar> bars)
{
    if (bars.empty())
        return;
    for (std::size_t first = 0, end = 0; first < bars.size(); first = end) {
        while (end < bars.size() && bars[end].lengthMs == bars[first].lengthMs)
            ++end;
        step(bars.subspan(first, end - first));
    }
    Hour hour{bars.front().openMs, 0, 0};
    for (const LevelBar &bar : bars) {
        if (!bar.hasPrice)
            continue;
        hour.low = hour.low > 0 ? std::min(hour.low, bar.low) : bar.low;
        hour.high = std::max(hour.high, bar.high);
        m_price = bar.close;
        if (!std::isnan(bar.openInterestCoins))
            m_openInterestUsd = bar.openInterestCoins * bar.close;
    }
    m_endMs = bars.back().endMs();
    if (hour.low > 0)
        m_hours.push_back(hour);
    while (!m_hours.empty() && m_hours.front().openMs < m_endMs - FreshnessHours.back() * HourMs)
        m_hours.pop_front();
}

double LoadSampler::beyond(PositionSide side, double extreme, int hours) const
{
    double before = m_price;
    for (auto hour = m_hours.rbegin(); hour != m_hours.rend() && hour->openMs >= m_endMs - hours * HourMs; ++hour)
        before = side == PositionSide::Long ? std::min(before, hour->low) : std::max(before, hour->high);
    return std::max(0.0, moveTo(side, before, extreme));
}

std::optional<LoadSample> LoadSampler::sample(PositionSide side, double extreme, double range) const
{
    if (m_price <= 0 || extreme <= 0)
        return std::nullopt;
    LoadSample sample;
    sample.openMs = m_endMs;
    sample.side = side;
    sample.move = moveTo(side, m_price, extreme);
    if (sample.move <= 0)
        return std::nullopt;
    sample.range = range;
    sample.openInterestUsd = m_openInterestUsd;
    for (std::size_t i = 0; i < FreshnessHours.size(); ++i)
        sample.beyond[i] = beyond(side, extreme, FreshnessHours[i]);
    sample.crossed.resize(m_kernel->layers.size());
    for (std::size_t g = 0; g < m_exposures.size(); ++g) {
        if (m_coverage[g] <= 0)
            continue;
        std::vector<double> upTo(sample.crossed.size()), behind(sample.crossed.size());
        m_exposures[g].addCrossed(side, extreme, upTo);
        m_exposures[g].addCrossed(side, m_price, behind); // only where nothing is removed
        for (std::size_t layer = 0; layer < upTo.size(); ++layer)
            sample.crossed[layer] += static_cast<float>(m_coverage[g] * (upTo[layer] - behind[layer]));
    }
    return sample;
}

std::optional<LoadSample> LoadSampler::sampleOf(std::span<const LevelBar> bars, PositionSide side) const
{
    double low = 0, high = 0;
    for (const LevelBar &bar : bars) {
        if (!bar.hasPrice)
            continue;
        low = low > 0 ? std::min(low, bar.low) : bar.low;
        high = std::max(high, bar.high);
    }
    if (low <= 0)
        return std::nullopt;
    auto found = sample(side, side == PositionSide::Long ? low : high, std::log(high / low));
    return found && found->move > LeastMove ? found : std::nullopt;
}

} // namespace isobar
