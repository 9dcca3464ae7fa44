#include "core/levelgrid/levelraster.h"

#include "core/levelgrid/levelcode.h"

#include <algorithm>
#include <utility>

namespace isobar {

namespace {

std::vector<float> weightsOf(const LevelKernel &kernel, PositionSide side, const LevelFilter &filter)
{
    std::vector<float> weights;
    for (const LevelLayer &layer : kernel.layers) {
        const double weight = side == PositionSide::Long ? layer.weightLong : layer.weightShort;
        weights.push_back(filter.hasLayer(layer) ? static_cast<float>(weight) : 0.0F);
    }
    return weights;
}

} // namespace

void LevelRaster::prepare(const LevelChunk &chunk, const LevelFilter &filter)
{
    m_rings.set(chunk, m_lattice);
    m_sideCount = 0;
    m_decays.resize(chunk.groups.size()); // before the sides refer to them
    m_sides.resize(std::max(m_sides.size(), 2 * chunk.groups.size()));
    for (std::size_t g = 0; g < chunk.groups.size(); ++g) {
        if (!filter.hasGroup(g))
            continue;
        m_decays[g].set(chunk, chunk.groups[g]);
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            const LevelSide &levels = chunk.groups[g].sides[static_cast<std::size_t>(side)];
            if (filter.hasSide(side) && !levels.shift.empty())
                m_sides[m_sideCount++].set(chunk, levels, m_decays[g], weightsOf(*chunk.kernel, side, filter));
        }
    }
}

bool LevelRaster::drawBlock(int firstCell)
{
    if (std::exchange(m_isDrawnOn, false))
        m_block = {};
    for (std::size_t i = 0; i < m_sideCount; ++i)
        m_isDrawnOn |= m_sides[i].addTo(m_block, firstCell);
    return m_isDrawnOn;
}

void LevelRaster::draw(const TakeRow &take)
{
    const CellRange modelled = m_rings.modelled();
    const int begin = modelled.first - ((modelled.first % BlockRows) + BlockRows) % BlockRows;
    for (int block = begin; block < modelled.end; block += BlockRows) {
        if (!drawBlock(block))
            continue;
        const auto holders = m_rings.apply(m_block, block);
        for (int row = 0; row < BlockRows; ++row) {
            const int holder = holders[static_cast<std::size_t>(row)];
            if (modelled.contains(block + row))
                take(block + row, block + holder, m_block[static_cast<std::size_t>(holder)]);
        }
    }
}

LevelGrid LevelRaster::grid(const LevelChunk &chunk, const LevelFilter &filter)
{
    prepare(chunk, filter);
    LevelGrid grid;
    grid.firstRow = m_rings.modelled().first;
    grid.rows = m_rings.modelled().width();
    grid.usd.assign(static_cast<std::size_t>(grid.rows) * ChunkColumns, 0.0F);
    draw([&grid](int cell, int, const LevelRow &row) {
        std::copy(row.begin(), row.end(), grid.row(cell - grid.firstRow));
    });
    return grid;
}

LevelTilePtr LevelRaster::tile(const LevelChunk &chunk, const LevelFilter &filter)
{
    prepare(chunk, filter);
    const int firstRow = m_rings.modelled().first, rows = m_rings.modelled().width();
    auto tile = std::make_shared<LevelTile>(LevelTile::Unwritten(), chunk.openMs, chunk.stepMs, firstRow, rows);
    int written = 0; // rows
    draw([&tile, &written, firstRow](int cell, int equal, const LevelRow &row) {
        tile->clearRows(written, cell - firstRow);
        written = cell - firstRow + 1;
        if (equal != cell) {
            tile->copyRow(equal - firstRow, cell - firstRow);
            return;
        }
        encodeLevels(row.data(), tile->row(0, cell - firstRow), ChunkColumns);
        tile->buildLevels(cell - firstRow);
    });
    tile->clearRows(written, rows);
    return tile;
}

LevelGrid rasteriseLevels(const LevelChunk &chunk, const Lattice &lattice, const LevelFilter &filter)
{
    return LevelRaster(lattice).grid(chunk, filter);
}

LevelTilePtr makeTile(const LevelChunk &chunk, const Lattice &lattice, const LevelFilter &filter)
{
    return LevelRaster(lattice).tile(chunk, filter);
}

} // namespace isobar
