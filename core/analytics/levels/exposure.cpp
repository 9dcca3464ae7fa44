#include "core/analytics/levels/exposure.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double LeastScale = 1e-12; // below it the scale is taken into the amounts, so that floats stay exact
constexpr std::array Sides{PositionSide::Long, PositionSide::Short};

double signOf(PositionSide side) { return side == PositionSide::Long ? 1.0 : -1.0; }
std::size_t indexOf(PositionSide side) { return static_cast<std::size_t>(side); }

CellRange hullOf(CellRange a, CellRange b)
{
    if (a.width() <= 0 || b.width() <= 0)
        return a.width() <= 0 ? b : a;
    return {std::min(a.first, b.first), std::max(a.end, b.end)};
}

} // namespace

Exposure::Exposure(std::shared_ptr<const LevelKernel> kernel, const Lattice &lattice, ExposureRules rules)
    : m_kernel(std::move(kernel)), m_lattice(lattice),
      m_rules(rules), m_sides{SideExposure(PositionSide::Long, m_kernel->layers.size()),
                          SideExposure(PositionSide::Short, m_kernel->layers.size())},
      m_scales(m_kernel->layers.size(), 1.0), m_leftAfter(m_kernel->layers.size(), 1.0),
      m_cellsPerLog(1 / m_lattice.cellWidth), m_entries{EntryRun(PositionSide::Long), EntryRun(PositionSide::Short)}
{
}

Exposure::Crossed Exposure::step(
    const LevelFlow &flow, TimeMs openMs, TimeMs lengthMs, std::span<ColumnRecorder *const> recorders)
{
    const LevelFlow *one = &flow;
    return step({openMs, lengthMs, {&one, 1}}, recorders);
}

Exposure::Crossed Exposure::step(const FlowRun &run, std::span<ColumnRecorder *const> recorders)
{
    Crossed crossed{};
    beginRun(run);
    for (std::size_t bar = 0; bar < run.flows.size(); ++bar) {
        const LevelFlow &flow = *run.flows[bar];
        age(flow.closingFactor);
        if (!flow.hasPrice)
            continue;
        take(bar, flow, crossed);
        if (flow.settledRate != 0)
            settleFunding(flow.settledRate);
    }
    for (const PositionSide side : Sides) {
        if (m_cleared[indexOf(side)].width() <= 0)
            continue;
        for (ColumnRecorder *recorder : recorders)
            recorder->clear(side, m_cleared[indexOf(side)]);
    }
    for (std::size_t s = 0; s < m_entries.size(); ++s) {
        m_entries[s].finish();
        m_openedHours[s] = hoursOf(run, m_entries[s].meanBar());
    }
    findLeft(run);
    for (std::size_t layer = 0; layer < m_scales.size(); ++layer)
        endLayer(layer, recorders);
    return crossed;
}

void Exposure::beginRun(const FlowRun &run)
{
    if (m_firstMs == 0)
        m_firstMs = run.openMs;
    if (run.lengthMs != m_leftOfMs) {
        m_leftOfMs = run.lengthMs;
        const double hours = static_cast<double>(run.lengthMs) / HourMs;
        for (std::size_t layer = 0; layer < m_scales.size(); ++layer)
            m_leftAfter[layer] = std::exp2(-hours / m_kernel->layers[layer].halfLifeHours);
    }
    for (EntryRun &entries : m_entries)
        entries.reset(run.flows.size());
    m_cleared = {};
}

void Exposure::age(double closingFactor)
{
    for (std::size_t layer = 0; layer < m_scales.size(); ++layer)
        m_scales[layer] *= m_leftAfter[layer] * closingFactor;
}

/// Lattice::positionOf(), to 1e-11 of a cell, without a logarithm for prices near the one before: by the series of
/// artanh.
inline double Exposure::positionOf(double price)
{
    constexpr double Near = 0.01; // the series' next term is below 1e-15
    const double s = (price - m_nearPrice) / (price + m_nearPrice);
    if (!(std::abs(s) <= Near))
        return newPositionOf(price);
    const double square = s * s;
    return m_nearPosition + 2 * s * (1 + square * (1.0 / 3 + square * (1.0 / 5))) * m_cellsPerLog;
}

/// Removes what a bar touched and notes what it opened.
void Exposure::take(std::size_t bar, const LevelFlow &flow, Crossed &crossed)
{
    const double low = positionOf(flow.low), high = positionOf(flow.high);
    const int closeCell = Lattice::cellAt(positionOf(flow.close));
    const bool hasGrowth = flow.openedOiUsd[0] > 0 || flow.openedOiUsd[1] > 0;
    const double grownLow = hasGrowth ? positionOf(flow.oiLow) : low;
    const double grownHigh = hasGrowth ? positionOf(flow.oiHigh) : high;
    for (const PositionSide side : Sides) {
        const std::size_t s = indexOf(side);
        SideExposure &levels = m_sides[s];
        EntryRun &entries = m_entries[s];
        if (m_rules.removesOnTouch) {
            const int cell = Lattice::cellAt(side == PositionSide::Long ? low : high) - levels.shift();
            entries.touch(bar, cell);
            if (const CellRange touched = levels.touched(cell); touched.width() > 0) {
                crossed[s] += levels.clear(touched, weights(side));
                m_cleared[s] = hullOf(m_cleared[s], touched);
            }
        }
        const double offset = levels.offset();
        const int close = closeCell - levels.shift();
        if (flow.openedVolumeUsd[s] > 0)
            entries.add(bar, FlowSource::Volume, low - offset, high - offset, flow.openedVolumeUsd[s], close);
        if (flow.openedOiUsd[s] > 0)
            entries.add(
                bar, FlowSource::OpenInterest, grownLow - offset, grownHigh - offset, flow.openedOiUsd[s], close);
    }
}

/// Funding is taken from the margin: levels of those who pay creep towards the price, the others' away.
void Exposure::settleFunding(double rate)
{
    for (const PositionSide side : Sides)
        m_sides[indexOf(side)].moveBy(rate / (1 - signOf(side) * m_rules.maintenanceRate) / m_lattice.cellWidth);
}

void Exposure::findLeft(const FlowRun &run)
{
    const std::size_t bars = run.flows.size();
    m_left.resize(m_scales.size() * bars);
    m_leftOfRun.assign(m_scales.size(), 1.0);
    for (std::size_t bar = bars; bar-- > 0;) {
        const double closingFactor = run.flows[bar]->closingFactor;
        for (std::size_t layer = 0; layer < m_scales.size(); ++layer) {
            m_left[layer * bars + bar] = m_leftOfRun[layer];
            m_leftOfRun[layer] *= m_leftAfter[layer] * closingFactor;
        }
    }
}

/// Ages what is recorded of a layer and adds what the run opened in it.
void Exposure::endLayer(std::size_t layer, std::span<ColumnRecorder *const> recorders)
{
    for (ColumnRecorder *recorder : recorders)
        recorder->decay(layer, static_cast<float>(m_leftOfRun[layer]));
    if (m_scales[layer] < LeastScale) {
        for (SideExposure &side : m_sides)
            side.multiply(layer, static_cast<float>(m_scales[layer]));
        m_scales[layer] = 1;
    }
    for (const PositionSide side : Sides) {
        const EntryRun &entries = m_entries[indexOf(side)];
        if (!entries.isEmpty())
            open(layer, side, recorders);
    }
}

void Exposure::open(std::size_t layer, PositionSide side, std::span<ColumnRecorder *const> recorders)
{
    const LevelLayer &spec = m_kernel->layers[layer];
    EntryRun &entries = m_entries[indexOf(side)];
    const std::size_t bars = m_left.size() / m_scales.size();
    const std::span left = std::span<const double>(m_left).subspan(layer * bars, bars);
    const std::span<const float> usd =
        entries.spread(spec.source, -signOf(side) * spec.distance / m_lattice.cellWidth, left);
    if (usd.empty())
        return;
    m_sides[indexOf(side)].add(layer, entries.firstCell(), usd, m_scales[layer], m_openedHours[indexOf(side)]);
    for (ColumnRecorder *recorder : recorders)
        recorder->add(side, layer, entries.firstCell(), usd);
}

/// When a bar ended, in hours since m_firstMs.
double Exposure::hoursOf(const FlowRun &run, double bar) const
{
    return (static_cast<double>(run.openMs - m_firstMs) + (bar + 1) * static_cast<double>(run.lengthMs)) / HourMs;
}

double Exposure::newPositionOf(double price)
{
    m_nearPrice = price;
    m_nearPosition = m_lattice.positionOf(price);
    return m_nearPosition;
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

void Exposure::addCrossed(PositionSide side, double price, std::span<double> byLayer) const
{
    std::vector<double> amounts(m_scales.size());
    m_sides[indexOf(side)].addCrossed(m_lattice.positionOf(price), amounts);
    for (std::size_t layer = 0; layer < m_scales.size(); ++layer)
        byLayer[layer] += amounts[layer] * m_scales[layer];
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
