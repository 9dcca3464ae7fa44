#pragma once
#include "core/levelgrid/binrings.h"
#include "core/levelgrid/lattice.h"
#include "core/levelgrid/levelchunk.h"
#include "core/levelgrid/leveltile.h"
#include "core/levelgrid/sidedrawing.h"

#include <functional>
#include <vector>

namespace isobar {

/// A chunk's levels as numbers: USD per cell (weighted, unscaled) at the end of each column, already averaged over the
/// bins of that column. Row r is the lattice cell firstRow + r; ChunkColumns values a row, 0 outside of the chunk's
/// columns.
struct LevelGrid {
    int firstRow = 0, rows = 0;
    std::vector<float> usd;
    const float *row(int r) const { return usd.data() + static_cast<std::size_t>(r) * ChunkColumns; }
    float *row(int r) { return usd.data() + static_cast<std::size_t>(r) * ChunkColumns; }
};

/// Draws chunks, both sides together or what the filter leaves. Goes up the lattice in blocks of a few rows that are
/// summed, averaged and encoded while they are in the cache. Keeps its memory: take one for many chunks. Cost: half a
/// ms a chunk and venue group.
class LevelRaster {
public:
    explicit LevelRaster(const Lattice &lattice) : m_lattice(lattice) { }

    LevelGrid grid(const LevelChunk &chunk, const LevelFilter &filter);
    /// The same as codes with their coarser levels.
    LevelTilePtr tile(const LevelChunk &chunk, const LevelFilter &filter);

private:
    /// `equal`: a cell before it with the same values, or itself.
    using TakeRow = std::function<void(int cell, int equal, const LevelRow &row)>;
    void prepare(const LevelChunk &chunk, const LevelFilter &filter);
    /// Gives all modelled rows that hold something, ascending.
    void draw(const TakeRow &take);
    bool drawBlock(int firstCell);

    Lattice m_lattice;
    BinRings m_rings;
    std::vector<DecaySums> m_decays; // by group
    std::vector<SideDrawing> m_sides; // of all groups; the first m_sideCount are in use
    std::size_t m_sideCount = 0;
    LevelBlock m_block{};
    bool m_isDrawnOn = false; // m_block is
};

/// One chunk alone.
LevelGrid rasteriseLevels(const LevelChunk &chunk, const Lattice &lattice, const LevelFilter &filter);
LevelTilePtr makeTile(const LevelChunk &chunk, const Lattice &lattice, const LevelFilter &filter);

} // namespace isobar
