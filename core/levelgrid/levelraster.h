#pragma once
#include "core/levelgrid/lattice.h"
#include "core/levelgrid/levelchunk.h"
#include "core/levelgrid/leveltile.h"

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

/// Both sides together, or one of them by the filter. Pure; runs in the pool. Cost: a few ms a chunk.
LevelGrid rasteriseLevels(const LevelChunk &chunk, const Lattice &lattice, const LevelFilter &filter);
/// The same as codes with their coarser levels.
LevelTilePtr makeTile(const LevelChunk &chunk, const Lattice &lattice, const LevelFilter &filter);
LevelTilePtr makeTile(const LevelChunk &chunk, const LevelGrid &grid);

} // namespace isobar
