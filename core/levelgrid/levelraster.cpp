#include "core/levelgrid/levelraster.h"

#include "core/levelgrid/levelcode.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace isobar {

namespace {

constexpr float LeastDecay = 1e-30F; // what is left less of is nothing, and its inverse must stay finite

using RowBuffer = std::array<float, ChunkColumns>;

/// What is left, at the end of each column, of what was in a layer at the begin of the chunk; and its inverse.
struct DecaySums {
    std::vector<RowBuffer> left, inverse; // by layer

    DecaySums(const LevelChunk &chunk, const LevelGroup &group)
        : left(chunk.kernel->layers.size()), inverse(left.size())
    {
        const auto columns = static_cast<std::size_t>(chunk.end());
        for (std::size_t layer = 0; layer < left.size(); ++layer) {
            float product = 1;
            for (std::size_t c = 0; c < ChunkColumns; ++c) {
                if (c >= static_cast<std::size_t>(chunk.firstColumn) && c < columns)
                    product = std::max(product * group.decay[layer * ChunkColumns + c], LeastDecay);
                left[layer][c] = product;
                inverse[layer][c] = 1 / product;
            }
        }
    }
};

/// Events in the order of their cells (and of time within a cell): counting sort, stable.
struct EventsByCell {
    int firstCell = 0;
    std::vector<std::uint32_t> begin; // by cell; one more at the end
    std::vector<LevelEvent> events;

    explicit EventsByCell(const LevelSide &side)
    {
        int first = std::numeric_limits<int>::max(), last = std::numeric_limits<int>::min();
        if (side.start && side.start->cells > 0) {
            first = side.start->firstCell;
            last = first + side.start->cells - 1;
        }
        for (const LevelEvent &event : side.events) {
            first = std::min(first, event.cell);
            last = std::max(last, event.cell);
        }
        if (last < first)
            return;
        firstCell = first;
        begin.assign(static_cast<std::size_t>(last - first) + 2, 0);
        for (const LevelEvent &event : side.events)
            ++begin[static_cast<std::size_t>(event.cell - first) + 1];
        for (std::size_t i = 1; i < begin.size(); ++i)
            begin[i] += begin[i - 1];
        events.resize(side.events.size());
        std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
        for (const LevelEvent &event : side.events)
            events[next[static_cast<std::size_t>(event.cell - first)]++] = event;
    }
    int cells() const { return begin.empty() ? 0 : static_cast<int>(begin.size()) - 1; }
};

/// Draws the rows of one side of one group.
class SideRaster {
public:
    SideRaster(const LevelChunk &chunk, const LevelSide &side, const DecaySums &decay, std::vector<float> weights)
        : m_chunk(chunk), m_side(side), m_decay(decay), m_weights(std::move(weights)), m_amount(m_weights.size()),
          m_since(m_weights.size()), m_events(side)
    {
    }

    void addTo(LevelGrid &grid)
    {
        for (int i = 0; i < m_events.cells(); ++i) {
            if (drawCell(i))
                spread(m_events.firstCell + i, grid);
        }
    }

private:
    /// Draws one stored cell into m_row; false when there is nothing in it.
    bool drawCell(int index)
    {
        m_row.fill(0);
        m_hasAny = false;
        std::fill(m_since.begin(), m_since.end(), m_chunk.firstColumn);
        beginWith(m_events.firstCell + index);
        const std::uint32_t end = m_events.begin[static_cast<std::size_t>(index) + 1];
        for (std::uint32_t i = m_events.begin[static_cast<std::size_t>(index)]; i < end; ++i) {
            const LevelEvent &event = m_events.events[i];
            if (event.layer == LevelEvent::Cleared) {
                for (std::size_t layer = 0; layer < m_amount.size(); ++layer) {
                    flush(layer, event.column);
                    m_amount[layer] = 0;
                }
            } else if (m_weights[event.layer] > 0) {
                flush(event.layer, event.column);
                m_amount[event.layer] += event.usd * m_weights[event.layer] * m_decay.inverse[event.layer][event.column];
            }
        }
        for (std::size_t layer = 0; layer < m_amount.size(); ++layer)
            flush(layer, m_chunk.end());
        return m_hasAny;
    }

    void beginWith(int cell)
    {
        std::fill(m_amount.begin(), m_amount.end(), 0.0F);
        if (!m_side.start)
            return;
        const LevelStart &start = *m_side.start;
        if (cell < start.firstCell || cell >= start.firstCell + start.cells)
            return;
        const auto at = static_cast<std::size_t>(cell - start.firstCell);
        for (std::size_t layer = 0; layer < m_amount.size(); ++layer)
            m_amount[layer] = start.usd[layer * static_cast<std::size_t>(start.cells) + at] * m_weights[layer];
    }

    /// Draws what a layer had from its last change up to (not with) the column.
    void flush(std::size_t layer, int column)
    {
        const int from = std::exchange(m_since[layer], column);
        const float amount = m_amount[layer];
        if (amount <= 0 || column <= from)
            return;
        m_hasAny = true;
        const float *left = m_decay.left[layer].data();
        float *out = m_row.data();
        for (int c = from; c < column; ++c)
            out[c] += amount * left[c];
    }

    /// Adds m_row to the lattice rows where the stored cell stood.
    void spread(int cell, LevelGrid &grid) const
    {
        const std::vector<std::int16_t> &shift = m_side.shift;
        for (int from = m_chunk.firstColumn; from < m_chunk.end();) {
            const std::int16_t here = shift[static_cast<std::size_t>(from)];
            int to = from + 1;
            while (to < m_chunk.end() && shift[static_cast<std::size_t>(to)] == here)
                ++to;
            const int r = cell + here - grid.firstRow;
            if (r >= 0 && r < grid.rows) {
                float *out = grid.row(r);
                for (int c = from; c < to; ++c)
                    out[c] += m_row[static_cast<std::size_t>(c)];
            }
            from = to;
        }
    }

    const LevelChunk &m_chunk;
    const LevelSide &m_side;
    const DecaySums &m_decay;
    std::vector<float> m_weights; // by layer; 0: not drawn
    std::vector<float> m_amount; // by layer, as of the begin of the chunk
    std::vector<int> m_since; // by layer: the column up to which it is drawn
    EventsByCell m_events;
    RowBuffer m_row{};
    bool m_hasAny = false;
};

std::vector<float> weightsOf(const LevelKernel &kernel, PositionSide side, const LevelFilter &filter)
{
    std::vector<float> weights;
    for (const LevelLayer &layer : kernel.layers) {
        const double weight = side == PositionSide::Long ? layer.weightLong : layer.weightShort;
        weights.push_back(filter.hasLayer(layer) ? static_cast<float>(weight) : 0.0F);
    }
    return weights;
}

/// The zones of each column whose bins are so many cells wide, as rows of the grid; and the zone inside it.
struct ZoneRows {
    std::array<int, ChunkColumns> first{}, end{}, innerFirst{}, innerEnd{};
};

bool zoneRows(const LevelChunk &chunk, const Lattice &lattice, int width, int firstRow, ZoneRows &rows)
{
    bool isAny = false;
    for (std::size_t c = 0; c < ChunkColumns; ++c) {
        if (static_cast<int>(c) < chunk.firstColumn || static_cast<int>(c) >= chunk.end())
            continue;
        const int k0 = chunk.columns[c].priceCell;
        const CellRange zone = lattice.zone(k0, width), inner = lattice.zone(k0, width / 2);
        rows.first[c] = zone.first - firstRow;
        rows.end[c] = zone.end - firstRow;
        rows.innerFirst[c] = inner.first - firstRow;
        rows.innerEnd[c] = inner.end - firstRow;
        isAny |= zone.width() > 0;
    }
    return isAny;
}

/// Nothing is modelled farther from a column's price than the reach.
void clearBeyondReach(LevelGrid &grid, const LevelChunk &chunk, const Lattice &lattice)
{
    for (int c = chunk.firstColumn; c < chunk.end(); ++c) {
        const CellRange all = lattice.modelled(chunk.columns[static_cast<std::size_t>(c)].priceCell);
        for (int r = 0; r < all.first - grid.firstRow; ++r)
            grid.row(r)[c] = 0;
        for (int r = all.end - grid.firstRow; r < grid.rows; ++r)
            grid.row(r)[c] = 0;
    }
}

/// In columns where these rows are one bin, every one of them becomes their mean.
void averageBin(LevelGrid &grid, int row, int width, const ZoneRows &zone)
{
    const int from = std::max(row, 0), to = std::min(row + width, grid.rows);
    if (to <= from)
        return;
    RowBuffer mean{};
    for (int r = from; r < to; ++r) {
        const float *in = grid.row(r);
        for (std::size_t c = 0; c < ChunkColumns; ++c)
            mean[c] += in[c];
    }
    const float share = 1.0F / static_cast<float>(width);
    std::array<bool, ChunkColumns> isBin{};
    for (std::size_t c = 0; c < ChunkColumns; ++c) {
        isBin[c] = row >= zone.first[c] && row < zone.end[c] && (row < zone.innerFirst[c] || row >= zone.innerEnd[c]);
        mean[c] *= share;
    }
    for (int r = from; r < to; ++r) {
        float *out = grid.row(r);
        for (std::size_t c = 0; c < ChunkColumns; ++c)
            out[c] = isBin[c] ? mean[c] : out[c];
    }
}

void averageBins(LevelGrid &grid, const LevelChunk &chunk, const Lattice &lattice)
{
    for (int width = 2; width <= 8; width *= 2) {
        ZoneRows zone;
        if (!zoneRows(chunk, lattice, width, grid.firstRow, zone))
            continue;
        const auto [least, most] = std::pair(*std::min_element(zone.first.begin(), zone.first.end()),
            *std::max_element(zone.end.begin(), zone.end.end()));
        int innerFirst = std::numeric_limits<int>::min(), innerEnd = std::numeric_limits<int>::max();
        for (int c = chunk.firstColumn; c < chunk.end(); ++c) {
            innerFirst = std::max(innerFirst, zone.innerFirst[static_cast<std::size_t>(c)]);
            innerEnd = std::min(innerEnd, zone.innerEnd[static_cast<std::size_t>(c)]);
        }
        // Bins are aligned on the lattice, not on the grid.
        const int begin = least - (((least + grid.firstRow) % width) + width) % width;
        for (int row = begin; row < most; row += width) {
            const bool isInnerEverywhere = row >= innerFirst && row + width <= innerEnd;
            if (!isInnerEverywhere)
                averageBin(grid, row, width, zone);
        }
    }
}

} // namespace

LevelGrid rasteriseLevels(const LevelChunk &chunk, const Lattice &lattice, const LevelFilter &filter)
{
    LevelGrid grid;
    int first = std::numeric_limits<int>::max(), end = std::numeric_limits<int>::min();
    for (int c = chunk.firstColumn; c < chunk.end(); ++c) {
        const CellRange all = lattice.modelled(chunk.columns[static_cast<std::size_t>(c)].priceCell);
        first = std::min(first, all.first);
        end = std::max(end, all.end);
    }
    if (end <= first)
        return grid;
    grid.firstRow = first;
    grid.rows = end - first;
    grid.usd.assign(static_cast<std::size_t>(grid.rows) * ChunkColumns, 0.0F);
    for (std::size_t g = 0; g < chunk.groups.size(); ++g) {
        if (!filter.hasGroup(g))
            continue;
        const LevelGroup &group = chunk.groups[g];
        const DecaySums decay(chunk, group);
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            const LevelSide &levels = group.sides[static_cast<std::size_t>(side)];
            if (!filter.hasSide(side) || levels.shift.empty())
                continue;
            SideRaster(chunk, levels, decay, weightsOf(*chunk.kernel, side, filter)).addTo(grid);
        }
    }
    averageBins(grid, chunk, lattice);
    clearBeyondReach(grid, chunk, lattice);
    return grid;
}

LevelTilePtr makeTile(const LevelChunk &chunk, const LevelGrid &grid)
{
    auto tile = std::make_shared<LevelTile>(chunk.openMs, chunk.stepMs, grid.firstRow, grid.rows);
    for (int r = 0; r < grid.rows; ++r)
        encodeLevels(grid.row(r), tile->row(0, r), ChunkColumns);
    tile->buildLevels();
    return tile;
}

LevelTilePtr makeTile(const LevelChunk &chunk, const Lattice &lattice, const LevelFilter &filter)
{
    return makeTile(chunk, rasteriseLevels(chunk, lattice, filter));
}

} // namespace isobar
