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
      m_scales(m_kernel->layers.size(), 1.0), m_leftAfter(m_kernel->layers.size(), 1.0)
{
    for (const LevelLayer &layer : m_kernel->layers)
        m_away.push_back(layer.distance / m_lattice.cellWidth);
}

Exposure::Crossed Exposure::step(
    const LevelFlow &flow, TimeMs openMs, TimeMs lengthMs, std::span<ColumnRecorder *const> recorders)
{
    Crossed crossed{};
    age(flow, lengthMs, recorders);
    if (!flow.hasPrice)
        return crossed;
    const Span traded{m_lattice.positionOf(flow.low), m_lattice.positionOf(flow.high)};
    touch(traded, crossed, recorders);
    const int priceCell = m_lattice.cellOf(flow.close);
    if (m_firstMs == 0)
        m_firstMs = openMs;
    const double hours = static_cast<double>(openMs + lengthMs - m_firstMs) / HourMs;
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
    if (lengthMs != m_leftOfMs) {
        m_leftOfMs = lengthMs;
        const double hours = static_cast<double>(lengthMs) / HourMs;
        for (std::size_t layer = 0; layer < m_scales.size(); ++layer)
            m_leftAfter[layer] = std::exp2(-hours / m_kernel->layers[layer].halfLifeHours);
    }
    for (std::size_t layer = 0; layer < m_scales.size(); ++layer) {
        const double left = m_leftAfter[layer] * flow.closingFactor;
        m_scales[layer] *= left;
        for (ColumnRecorder *recorder : recorders)
            recorder->decay(layer, static_cast<float>(left));
        if (m_scales[layer] < LeastScale) {
            for (SideExposure &side : m_sides)
                side.multiply(layer, static_cast<float>(m_scales[layer]));
            m_scales[layer] = 1;
        }
    }
}

void Exposure::touch(Span traded, Crossed &crossed, std::span<ColumnRecorder *const> recorders)
{
    if (!m_rules.removesOnTouch)
        return;
    for (const PositionSide side : Sides) {
        m_cleared.clear();
        const int cell = Lattice::cellAt(side == PositionSide::Long ? traded.from : traded.to);
        if (!m_sides[indexOf(side)].isTouched(cell))
            continue;
        crossed[indexOf(side)] = m_sides[indexOf(side)].touch(cell, weights(side), m_cleared);
        for (ColumnRecorder *recorder : recorders)
            recorder->clear(side, m_cleared);
    }
}

void Exposure::open(std::size_t layer, PositionSide side, Span entries, double usd, int priceCell, double hours,
    std::span<ColumnRecorder *const> recorders)
{
    const double away = -signOf(side) * m_away[layer];
    m_added.clear();
    m_sides[indexOf(side)].add(
        layer, entries.from + away, entries.to + away, usd / m_scales[layer], priceCell, hours, m_added);
    for (ColumnRecorder *recorder : recorders)
        recorder->add(side, layer, m_added, m_scales[layer]);
}

/// Omega x scale, by layer.
std::vector<float> Exposure::weights(PositionSide side) const
{
    std::vector<float> out;
    out.reserve(m_scales.size());
    for (std::size_t layer = 0; layer < m_scales.size(); ++layer) {
        const LevelLayer &spec = m_kernel->layers[layer];
        out.push_back(
            static_cast<float>((side == PositionSide::Long ? spec.weightLong : spec.weightShort) * m_scales[layer]));
    }
    return out;
}

void Exposure::addProfile(PositionSide side, CellRange range, float *out) const
{
    m_sides[indexOf(side)].addProfile(range, weights(side), out);
}

double Exposure::openedMoment(PositionSide side, CellRange range, double &weightSum) const
{
    double usd = 0;
    const double moment = m_sides[indexOf(side)].openedMoment(range, weights(side), usd);
    weightSum += usd;
    return moment + usd * static_cast<double>(m_firstMs) / HourMs;
}

void Exposure::trim(CellRange range)
{
    for (SideExposure &side : m_sides)
        side.trim(range);
}

} // namespace isobar
