#pragma once
#include "core/levelgrid/levelchunk.h"

#include <array>

namespace isobar {

/// A value for each column of a chunk.
using LevelRow = std::array<float, ChunkColumns>;

/// Rows of the lattice that are drawn together: as many as the widest bin has, aligned like it. They stay in the cache.
inline constexpr int BlockRows = 8;
using LevelBlock = std::array<LevelRow, BlockRows>;

} // namespace isobar
