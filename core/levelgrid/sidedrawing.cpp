#include "core/levelgrid/sidedrawing.h"

#include <algorithm>
#include <limits>

namespace isobar {

namespace {

void addScaled(const float *__restrict from, float factor, float *__restrict to, int count)
{
    for (int i = 0; i < count; ++i)
        to[i] += factor * from[i];
}

} // namespace

void DecaySums::set(const LevelChunk &chunk, const LevelGroup &group)
{
    constexpr float LeastDecay = 1e-30F; // what is left less of is nothing, and its inverse must stay finite
    left.resize(chunk.kernel->layers.size());
    inverse.resize(left.size());
    for (std::size_t layer = 0; layer < left.size(); ++layer) {
        float product = 1;
        left[layer].fill(1);
        for (int c = chunk.firstColumn; c < chunk.end(); ++c) {
            const auto column = static_cast<std::size_t>(c);
            product = std::max(product * group.decay[layer * ChunkColumns + column], LeastDecay);
            left[layer][column] = product;
        }
        for (std::size_t column = 0; column < ChunkColumns; ++column)
            inverse[layer][column] = 1 / left[layer][column];
    }
}

void SideDrawing::set(
    const LevelChunk &chunk, const LevelSide &side, const DecaySums &decay, std::span<const float> weights)
{
    m_chunk = &chunk;
    m_side = &side;
    m_decay = &decay;
    m_weights.assign(weights.begin(), weights.end());
    m_amount.resize(m_weights.size());
    m_since.resize(m_weights.size());
    findFrames();
    sortEvents();
}

void SideDrawing::findFrames()
{
    m_frames.clear();
    for (int c = m_chunk->firstColumn; c < m_chunk->end(); ++c) {
        const int shift = m_side->shift[static_cast<std::size_t>(c)];
        if (m_frames.empty() || m_frames.back().shift != shift)
            m_frames.push_back({shift, c, c});
        m_frames.back().to = c + 1;
    }
    const auto byShift = [](const Frame &a, const Frame &b) { return a.shift < b.shift; };
    const auto [least, most] = std::minmax_element(m_frames.begin(), m_frames.end(), byShift);
    m_leastShift = m_frames.empty() ? 0 : least->shift;
    m_mostShift = m_frames.empty() ? 0 : most->shift;
}

/// Counting sort by cell; stable.
void SideDrawing::sortEvents()
{
    int first = std::numeric_limits<int>::max(), last = std::numeric_limits<int>::min();
    if (const LevelStart *start = m_side->start.get(); start && start->cells > 0) {
        first = start->firstCell;
        last = first + start->cells - 1;
    }
    for (const LevelEvent &event : m_side->events) {
        first = std::min(first, event.cell);
        last = std::max(last, event.cell);
    }
    m_firstCell = first;
    m_cells = last < first ? 0 : last - first + 1;
    if (m_cells == 0)
        return;
    // A place is counted two behind its cell: placing the events then moves each begin to where it belongs.
    m_begin.assign(static_cast<std::size_t>(m_cells) + 2, 0);
    for (const LevelEvent &event : m_side->events)
        ++m_begin[static_cast<std::size_t>(event.cell - first) + 2];
    for (std::size_t i = 2; i < m_begin.size(); ++i)
        m_begin[i] += m_begin[i - 1];
    m_events.resize(m_side->events.size());
    for (const LevelEvent &event : m_side->events)
        m_events[m_begin[static_cast<std::size_t>(event.cell - first) + 1]++] = event;
}

bool SideDrawing::addTo(LevelBlock &rows, int firstCell)
{
    m_rows = &rows;
    m_hasAny = false;
    const int first = std::max(firstCell - m_mostShift, m_firstCell);
    const int end = std::min(firstCell + BlockRows - m_leastShift, m_firstCell + m_cells);
    for (int cell = first; cell < end; ++cell) {
        m_rowOfCell = cell - firstCell;
        drawCell(cell);
    }
    return m_hasAny;
}

void SideDrawing::drawCell(int storedCell)
{
    beginWith(storedCell);
    std::fill(m_since.begin(), m_since.end(), m_chunk->firstColumn);
    const auto at = static_cast<std::size_t>(storedCell - m_firstCell);
    for (std::uint32_t i = m_begin[at]; i < m_begin[at + 1]; ++i) {
        const LevelEvent &event = m_events[i];
        if (event.layer == LevelEvent::Cleared) {
            for (std::size_t layer = 0; layer < m_amount.size(); ++layer) {
                flush(layer, event.column);
                m_amount[layer] = 0;
            }
        } else if (m_weights[event.layer] > 0) {
            flush(event.layer, event.column);
            m_amount[event.layer] += event.usd * m_weights[event.layer] * m_decay->inverse[event.layer][event.column];
        }
    }
    for (std::size_t layer = 0; layer < m_amount.size(); ++layer)
        flush(layer, m_chunk->end());
}

void SideDrawing::beginWith(int storedCell)
{
    const LevelStart *start = m_side->start.get();
    if (!start || storedCell < start->firstCell || storedCell >= start->firstCell + start->cells) {
        std::fill(m_amount.begin(), m_amount.end(), 0.0F);
        return;
    }
    const auto at = static_cast<std::size_t>(storedCell - start->firstCell);
    for (std::size_t layer = 0; layer < m_amount.size(); ++layer)
        m_amount[layer] = start->usd[layer * static_cast<std::size_t>(start->cells) + at] * m_weights[layer];
}

void SideDrawing::drawLayer(std::size_t layer, int from, int to)
{
    const float *left = m_decay->left[layer].data();
    for (const Frame &frame : m_frames) {
        const int row = m_rowOfCell + frame.shift;
        const int first = std::max(from, frame.from), end = std::min(to, frame.to);
        if (first >= end || row < 0 || row >= BlockRows)
            continue;
        m_hasAny = true;
        addScaled(left + first, m_amount[layer], (*m_rows)[static_cast<std::size_t>(row)].data() + first, end - first);
    }
}

} // namespace isobar
