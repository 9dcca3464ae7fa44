#include "core/analytics/levels/sideexposure.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {
constexpr int Margin = 256; // cells that a window grows by
} // namespace

SideExposure::SideExposure(PositionSide side, std::size_t layers) : m_side(side), m_layers(layers) { }

void SideExposure::moveBy(double cells)
{
    m_offset += cells;
    m_shift = static_cast<int>(std::lround(m_offset));
}

void SideExposure::reserve(int first, int end)
{
    if (m_cells > 0 && first >= m_first && end <= m_first + m_cells)
        return;
    const int newFirst = m_cells > 0 ? std::min(first - Margin, m_first) : first - Margin;
    const int newEnd = m_cells > 0 ? std::max(end + Margin, m_first + m_cells) : end + Margin;
    const auto cells = static_cast<std::size_t>(newEnd - newFirst);
    std::vector<float> usd(cells * m_layers), opened(cells * m_layers);
    for (std::size_t layer = 0; layer < m_layers && m_cells > 0; ++layer) {
        const auto to = layer * cells + static_cast<std::size_t>(m_first - newFirst);
        const auto from = layer * static_cast<std::size_t>(m_cells);
        std::copy_n(m_usd.data() + from, m_cells, usd.data() + to);
        std::copy_n(m_opened.data() + from, m_cells, opened.data() + to);
    }
    if (m_cells == 0)
        m_usedFirst = m_usedEnd = first;
    m_usd = std::move(usd);
    m_opened = std::move(opened);
    m_first = newFirst;
    m_cells = newEnd - newFirst;
}

double SideExposure::clear(CellRange touched, std::span<const float> weights)
{
    if (touched.width() <= 0)
        return 0;
    double crossed = 0;
    for (std::size_t layer = 0; layer < m_layers; ++layer) {
        float *usd = amounts(layer) + (touched.first - m_first), *opened = moments(layer) + (touched.first - m_first);
        for (int i = 0; i < touched.width(); ++i)
            crossed += static_cast<double>(usd[i]) * weights[layer];
        std::fill_n(usd, touched.width(), 0.0F);
        std::fill_n(opened, touched.width(), 0.0F);
    }
    if (m_side == PositionSide::Long)
        m_usedEnd = touched.first;
    else
        m_usedFirst = touched.end;
    return crossed;
}

void SideExposure::add(std::size_t layer, int first, std::span<const float> usd, double scale, double openedHours)
{
    const int end = first + static_cast<int>(usd.size());
    reserve(first, end);
    const auto factor = static_cast<float>(1 / scale), hours = static_cast<float>(openedHours);
    float *amount = amounts(layer) + (first - m_first);
    float *moment = moments(layer) + (first - m_first);
    for (std::size_t i = 0; i < usd.size(); ++i) {
        amount[i] += usd[i] * factor;
        moment[i] += usd[i] * factor * hours;
    }
    const bool isEmpty = m_usedFirst >= m_usedEnd;
    m_usedFirst = isEmpty ? first : std::min(m_usedFirst, first);
    m_usedEnd = isEmpty ? end : std::max(m_usedEnd, end);
}

void SideExposure::addProfile(CellRange range, std::span<const float> weights, float *out) const
{
    const int first = std::max(range.first - m_shift, m_usedFirst);
    const int end = std::min(range.end - m_shift, m_usedEnd);
    if (first >= end)
        return;
    float *to = out + (first + m_shift - range.first);
    const int count = end - first;
    for (std::size_t layer = 0; layer < m_layers; ++layer) {
        const float weight = weights[layer];
        const float *in = amounts(layer) + (first - m_first);
        for (int i = 0; i < count; ++i)
            to[i] += weight * in[i];
    }
}

double SideExposure::openedMoment(CellRange range, std::span<const float> weights, double &weightSum) const
{
    const int first = std::max(range.first - m_shift, m_usedFirst);
    const int end = std::min(range.end - m_shift, m_usedEnd);
    double moment = 0;
    for (std::size_t layer = 0; layer < m_layers && first < end; ++layer) {
        const auto base = layer * static_cast<std::size_t>(m_cells) + static_cast<std::size_t>(first - m_first);
        for (std::size_t i = 0; i < static_cast<std::size_t>(end - first); ++i) {
            weightSum += static_cast<double>(weights[layer]) * m_usd[base + i];
            moment += static_cast<double>(weights[layer]) * m_opened[base + i];
        }
    }
    return moment;
}

void SideExposure::addCrossed(double position, std::span<double> byLayer) const
{
    const bool isLong = m_side == PositionSide::Long;
    const double stored = position - m_offset;
    const int cell = Lattice::cellAt(stored);
    const int first = isLong ? std::max(cell + 1, m_usedFirst) : m_usedFirst;
    const int end = isLong ? m_usedEnd : std::min(cell, m_usedEnd);
    const double part = isLong ? cell + 1 - stored : stored - cell;
    const bool hasPart = cell >= m_usedFirst && cell < m_usedEnd;
    for (std::size_t layer = 0; layer < m_layers && m_cells > 0; ++layer) {
        const float *in = amounts(layer);
        double sum = hasPart ? part * static_cast<double>(in[cell - m_first]) : 0;
        for (int i = first - m_first; i < end - m_first; ++i)
            sum += static_cast<double>(in[i]);
        byLayer[layer] += sum;
    }
}

std::shared_ptr<const LevelStart> SideExposure::start(std::span<const double> scales) const
{
    if (m_usedFirst >= m_usedEnd)
        return nullptr;
    auto start = std::make_shared<LevelStart>();
    start->firstCell = m_usedFirst;
    start->cells = m_usedEnd - m_usedFirst;
    start->usd.resize(m_layers * static_cast<std::size_t>(start->cells));
    for (std::size_t layer = 0; layer < m_layers; ++layer) {
        const float *in = amounts(layer) + (m_usedFirst - m_first);
        float *out = start->usd.data() + layer * static_cast<std::size_t>(start->cells);
        for (int i = 0; i < start->cells; ++i)
            out[i] = in[i] * static_cast<float>(scales[layer]);
    }
    return start;
}

void SideExposure::multiply(std::size_t layer, float factor)
{
    const auto base = layer * static_cast<std::size_t>(m_cells);
    for (std::size_t i = base; i < base + static_cast<std::size_t>(m_cells); ++i) {
        m_usd[i] *= factor;
        m_opened[i] *= factor;
    }
}

void SideExposure::trim(CellRange range)
{
    const int first = std::max(range.first - m_shift, m_usedFirst);
    const int end = std::min(range.end - m_shift, m_usedEnd);
    if (first >= end || (first == m_usedFirst && end == m_usedEnd))
        return;
    SideExposure kept(m_side, m_layers);
    kept.m_offset = m_offset;
    kept.m_shift = m_shift;
    kept.reserve(first, end);
    kept.m_usedFirst = first;
    kept.m_usedEnd = end;
    for (std::size_t layer = 0; layer < m_layers; ++layer) {
        const auto from = layer * static_cast<std::size_t>(m_cells) + static_cast<std::size_t>(first - m_first);
        const auto to = layer * static_cast<std::size_t>(kept.m_cells) + static_cast<std::size_t>(first - kept.m_first);
        std::copy_n(m_usd.data() + from, end - first, kept.m_usd.data() + to);
        std::copy_n(m_opened.data() + from, end - first, kept.m_opened.data() + to);
    }
    *this = std::move(kept);
}

} // namespace isobar
