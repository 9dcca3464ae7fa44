#include "core/analytics/levels/exposure.h"

#include <cmath>

namespace isobar {

namespace {

constexpr double LeastScale = 1e-12; // below it the scale is taken into the amounts, so that floats stay exact
constexpr std::array Sides{PositionSide::Long, PositionSide::Short};

double signOf(PositionSide side) { return side == PositionSide::Long ? 1.0 : -1.0; }
std::size_t indexOf(PositionSide side) { return static_cast<std::size_t>(side); }

} // namespace

Exposure::Exposure(std::shared_ptr<const LevelKernel> kernel, const Lattice &lattice, ExposureRules rules)
    : m_kernel(std::move(kernel)), m_lattice(lattice), m_rules(rules),
      m_sides{SideExposure(PositionSide::Long, m_kernel->layers.size()),
          SideExposure(PositionSide::Short, m_kernel->layers.size())},
      m_scales(m_kernel->layers.size(), 1.0)
{
    for (auto &weights : m_weights)
        weights.resize(m_scales.size());
    renewWeights();
}

Exposure::Crossed Exposure::step(
    const LevelFlow &flow, TimeMs openMs, TimeMs lengthMs, std::span<ColumnRecorder *const> recorders)
{
    Crossed crossed{};
    age(flow, lengthMs, recorders);
    if (!flow.hasPrice)
        return crossed;
    touch(flow, crossed, recorders);
    const int priceCell = m_lattice.cellOf(flow.close);
    if (m_firstMs == 0)
        m_firstMs = openMs;
    const double hours = static_cast<double>(openMs + lengthMs - m_firstMs) / HourMs;
    const Span traded{m_lattice.positionOf(flow.low), m_lattice.positionOf(flow.high)};
    const bool hasGrowth = flow.openedOiUsd[0] > 0 || flow.openedOiUsd[1] > 0;
    const Span grown = hasGrowth ? Span{m_lattice.positionOf(flow.oiLow), m_lattice.positionOf(flow.oiHigh)} : traded;
    for (const PositionSide side : Sides) {
        const double byVolume = flow.openedVolumeUsd[indexOf(side)], byOi = flow.openedOiUsd[indexOf(side)];
        for (std::size_t layer = 0; layer < m_kernel->layers.size(); ++layer) {
            const FlowSource source = m_kernel->layers[layer].source;
            if (byVolume > 0 && source != FlowSource::OpenInterest)
                open(layer, side, traded, byVolume, priceCell, hours, recorders);
            if (byOi > 0 && source != FlowSource::Volume)
                open(layer, side, grown, byOi, priceCell, hours, recorders);
        }
        // Funding is taken from the margin: levels of those who pay creep towards the price, the others' away.
        if (flow.settledRate != 0) {
            const double shift = flow.settledRate / (1 - signOf(side) * m_rules.maintenanceRate);
            m_sides[indexOf(side)].moveBy(shift / m_lattice.cellWidth);
        }
    }
    return crossed;
}

void Exposure::age(const LevelFlow &flow, TimeMs lengthMs, std::span<ColumnRecorder *const> recorders)
{
    const double hours = static_cast<double>(lengthMs) / HourMs;
    for (std::size_t layer = 0; layer < m_scales.size(); ++layer) {
        const double left = std::exp2(-hours / m_kernel->layers[layer].halfLifeHours) * flow.closingFactor;
        m_scales[layer] *= left;
        for (ColumnRecorder *recorder : recorders)
            recorder->decay(layer, static_cast<float>(left));
        if (m_scales[layer] < LeastScale) {
            for (SideExposure &side : m_sides)
                side.multiply(layer, static_cast<float>(m_scales[layer]));
            m_scales[layer] = 1;
        }
    }
    renewWeights();
}

void Exposure::touch(const LevelFlow &flow, Crossed &crossed, std::span<ColumnRecorder *const> recorders)
{
    if (!m_rules.removesOnTouch)
        return;
    for (const PositionSide side : Sides) {
        m_cleared.clear();
        const int cell = m_lattice.cellOf(side == PositionSide::Long ? flow.low : flow.high);
        crossed[indexOf(side)] = m_sides[indexOf(side)].touch(cell, m_weights[indexOf(side)], m_cleared);
        for (ColumnRecorder *recorder : recorders)
            recorder->clear(side, m_cleared);
    }
}

void Exposure::open(std::size_t layer, PositionSide side, Span entries, double usd, int priceCell, double hours,
    std::span<ColumnRecorder *const> recorders)
{
    const double away = -signOf(side) * m_kernel->layers[layer].distance / m_lattice.cellWidth;
    m_added.clear();
    m_sides[indexOf(side)].add(
        layer, entries.from + away, entries.to + away, usd / m_scales[layer], priceCell, hours, m_added);
    for (ColumnRecorder *recorder : recorders) {
        for (const SideExposure::Change &each : m_added)
            recorder->add(side, layer, each.cell, each.usd * m_scales[layer]);
    }
}

void Exposure::renewWeights()
{
    for (std::size_t layer = 0; layer < m_scales.size(); ++layer) {
        m_weights[0][layer] = static_cast<float>(m_kernel->layers[layer].weightLong * m_scales[layer]);
        m_weights[1][layer] = static_cast<float>(m_kernel->layers[layer].weightShort * m_scales[layer]);
    }
}

void Exposure::addProfile(PositionSide side, CellRange range, float *out) const
{
    m_sides[indexOf(side)].addProfile(range, m_weights[indexOf(side)], out);
}

double Exposure::openedMoment(PositionSide side, CellRange range, double &weightSum) const
{
    double usd = 0;
    const double moment = m_sides[indexOf(side)].openedMoment(range, m_weights[indexOf(side)], usd);
    weightSum += usd;
    return moment + usd * static_cast<double>(m_firstMs) / HourMs;
}

void Exposure::trim(CellRange range)
{
    for (SideExposure &side : m_sides)
        side.trim(range);
}

} // namespace isobar
