#pragma once
#include "core/base/time.h"
#include "core/levelgrid/levelkernel.h"
#include "core/market/observation.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isobar {

inline constexpr int ChunkColumns = 256;

/// The market over one column, as the picture shows it beside the levels. Prices: quote per coin, of the largest
/// contract; NaN where nothing is known. A column without price (high is NaN) is a gap.
struct LevelColumn {
    float open, high, low, close;
    double openInterestCoins; ///< at its end, over the contracts whose past is known; NaN: not known
    double volumeCoins, deltaCoins; ///< traded, and bought less sold by takers (NaN: no venue says)
    int priceCell = 0; ///< of its close: k0
    bool isHatched = false; ///< made of less than 14 d of data, of a backfill, or of stale open interest
    bool hasPrice() const { return high == high; }
};

/// Something that happened to the exposure in a column: USD added to a cell in a layer, or (layer == Cleared) the cell
/// emptied because the price touched it. Cells are those of the stored frame (LevelSide::shift). USD hold at the end of
/// the column.
struct LevelEvent {
    static constexpr std::uint8_t Cleared = 255;
    std::int32_t cell = 0;
    std::uint8_t column = 0, layer = 0;
    float usd = 0;
};

/// What a chunk begins with: for each layer the USD of a run of cells (unweighted), as of the end of the column before
/// the first.
struct LevelStart {
    int firstCell = 0, cells = 0;
    std::vector<float> usd; ///< layer by layer, `cells` each
};

/// One side of one venue group over the columns of a chunk. Funding moves all levels of a side together, so they are
/// kept in a frame of their own: a stored cell c stands for the lattice cell c + shift[column].
struct LevelSide {
    std::shared_ptr<const LevelStart> start; ///< null: nothing
    std::vector<LevelEvent> events; ///< by column; within one: what was cleared first
    std::vector<std::int16_t> shift; ///< for each column
};

/// One venue group over the columns of a chunk.
struct LevelGroup {
    std::array<LevelSide, 2> sides; ///< by PositionSide
    /// Layer by layer, ChunkColumns each: what is left at the end of a column of what was there at its begin.
    std::vector<float> decay;

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.sides, self.decay);
    }
};

/// 256 columns of a market's exposure: how it stood at first and what happened then. Small, exact, and immutable once
/// closed; tiles to paint, read-outs and every filter are made from it (DESIGN 5).
struct LevelChunk {
    TimeMs stepMs = MinuteMs; ///< of a column
    TimeMs openMs = 0; ///< market time at which column 0 opens; a multiple of 256 steps
    int firstColumn = 0; ///< columns before are not known
    std::vector<LevelColumn> columns; ///< from column 0 on; up to 256
    std::vector<LevelGroup> groups; ///< as LevelMap::groups
    std::shared_ptr<const LevelKernel> kernel;
    std::uint64_t serial = 0; ///< grows with each chunk that was made; equal serials, equal content

    int end() const { return static_cast<int>(columns.size()); } ///< one past the last column
    TimeMs columnMs(int column) const { return openMs + column * stepMs; }
};
using LevelChunkPtr = std::shared_ptr<const LevelChunk>;

/// What is drawn and told of the levels.
struct LevelFilter {
    std::uint32_t groups = ~0U; ///< bit i: group i
    std::uint32_t bands = ~0U; ///< bit i: distance band i
    bool longs = true, shorts = true;
    bool hasLayer(const LevelLayer &layer) const { return (bands >> distanceBand(layer.distance)) & 1U; }
    bool hasGroup(std::size_t group) const { return (groups >> group) & 1U; }
    bool hasSide(PositionSide side) const { return side == PositionSide::Long ? longs : shorts; }
    bool operator==(const LevelFilter &) const = default;
};

/// A level taken apart: USD per cell at the end of a column, by venue group and distance band.
struct LevelSplit {
    double total = 0;
    std::vector<std::array<double, DistanceBands>> byGroup; ///< [group][band]
};

/// What stood in a cell at the end of a column on one side: the mean over the cells of `bin`, weighted with the kernel
/// (unscaled: LevelMap::scale is not in it). Exact. Cost: one pass over the chunk's events, some ten microseconds.
LevelSplit levelAt(
    const LevelChunk &chunk, int column, PositionSide side, int firstCell, int endCell, const LevelFilter &filter = {});

} // namespace isobar
