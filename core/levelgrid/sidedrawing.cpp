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

void addProducts(const float *__restrict a, const float *__restrict b, float *__restrict to, int count)
{
    for (int i = 0; i < count; ++i)
        to[i] += a[i] * b[i];
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

/// Counting sort by place; stable.
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
    // A change is counted two behind its place: placing the changes then moves each begin to where it belongs.
    m_begin.assign(static_cast<std::size_t>(m_cells) * (m_weights.size() + 1) + 2, 0);
    for (const LevelEvent &event : m_side->events)
        ++m_begin[placeOf(event.cell, layerOf(event)) + 2];
    for (std::size_t i = 2; i < m_begin.size(); ++i)
        m_begin[i] += m_begin[i - 1];
    m_changes.resize(m_side->events.size());
    Change *const changes = m_changes.data();
    std::uint32_t *const begin = m_begin.data();
    for (const LevelEvent &event : m_side->events) {
        const std::uint32_t at = begin[placeOf(event.cell, layerOf(event)) + 1]++;
        const bool isCleared = event.layer == LevelEvent::Cleared;
        changes[at] = {
            isCleared ? 0.0F : event.usd * m_weights[event.layer] * m_decay->inverse[event.layer][event.column],
            event.column};
    }
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
    const std::size_t firstPlace = placeOf(storedCell, 0);
    const std::span<const Change> clears = changesAt(firstPlace - 1);
    for (std::size_t layer = 0; layer < m_weights.size(); ++layer) {
        if (m_weights[layer] <= 0)
            continue;
        const float usd = startOf(storedCell, layer);
        const std::span<const Change> changes = changesAt(firstPlace + layer);
        if (usd > 0 || !changes.empty())
            drawLayer(layer, usd, changes, clears);
    }
}

/// What a cell begins with, weighted.
float SideDrawing::startOf(int storedCell, std::size_t layer) const
{
    const LevelStart *start = m_side->start.get();
    if (!start || storedCell < start->firstCell || storedCell >= start->firstCell + start->cells)
        return 0;
    const auto at = static_cast<std::size_t>(storedCell - start->firstCell);
    return start->usd[layer * static_cast<std::size_t>(start->cells) + at] * m_weights[layer];
}

void SideDrawing::drawLayer(
    std::size_t layer, float usd, std::span<const Change> changes, std::span<const Change> clears)
{
    int from = m_chunk->firstColumn;
    for (const Change &clear : clears) {
        changes = drawLife(layer, usd, from, clear.column, changes);
        usd = 0;
        from = clear.column;
    }
    drawLife(layer, usd, from, m_chunk->end(), changes);
}

/// Draws a layer of a cell between two clearings, or the begin and end of the chunk. Returns the changes after that.
std::span<const SideDrawing::Change> SideDrawing::drawLife(
    std::size_t layer, float usd, int from, int to, std::span<const Change> changes)
{
    const Change *change = changes.data(), *const end = change + changes.size();
    if (usd <= 0)
        from = change != end ? std::min(change->column, to) : to;
    int last = from; // when it changed last
    for (; change != end && change->column < to; ++change) {
        // Mostly a column or two, so a few at once without asking: what is too much is written again.
        std::fill_n(m_amounts.data() + last, FilledAtOnce, usd);
        for (int c = last + FilledAtOnce; c < change->column; c += FilledAtOnce)
            std::fill_n(m_amounts.data() + c, FilledAtOnce, usd);
        usd += change->usd;
        last = change->column;
    }
    const float *left = m_decay->left[layer].data();
    for (const Frame &frame : m_frames) {
        const int row = m_rowOfCell + frame.shift;
        const int first = std::max(from, frame.from), past = std::min(to, frame.to);
        if (first >= past || row < 0 || row >= BlockRows)
            continue;
        m_hasAny = true;
        float *out = (*m_rows)[static_cast<std::size_t>(row)].data();
        const int middle = std::clamp(last, first, past);
        addProducts(m_amounts.data() + first, left + first, out + first, middle - first);
        addScaled(left + middle, usd, out + middle, past - middle);
    }
    return {change, end};
}

} // namespace isobar
