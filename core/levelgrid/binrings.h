#pragma once
#include "core/levelgrid/lattice.h"
#include "core/levelgrid/levelblock.h"

#include <array>

namespace isobar {

/// Where each column of a chunk has bins of 1, 2, 4 and 8 cells: rings around its price cell.
class BinRings {
public:
    void set(const LevelChunk &chunk, const Lattice &lattice);
    /// All cells that any column models.
    CellRange modelled() const { return m_zones.back().some; }
    /// Every bin of the rows from `firstCell` (a multiple of BlockRows) on becomes its mean; what lies beyond a
    /// column's reach becomes 0. Gives for each row the one that holds its values: a bin of all columns is written
    /// once.
    std::array<int, BlockRows> apply(LevelBlock &rows, int firstCell) const;

private:
    /// The zones of all columns whose bins are at most so wide.
    struct Zones {
        std::array<int, ChunkColumns> first{}, end{};
        CellRange some; ///< in the zone of some column
        CellRange all; ///< in the zone of every column
    };
    static bool average(LevelBlock &rows, int row, int width, const Zones &zone, const Zones &inner, int firstCell);

    std::array<Zones, 4> m_zones; // by log2 of the width
};

} // namespace isobar
