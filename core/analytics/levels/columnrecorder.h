#pragma once
#include "core/analytics/levels/sideexposure.h"
#include "core/levelgrid/levelchunk.h"

#include <array>
#include <span>
#include <utility>
#include <vector>

namespace isobar {

/// Writes down what happens to one venue group's exposure, column by column: what a LevelChunk holds of it. Within a
/// column only what is left at its end is kept: what was opened and touched in the same column never shows.
class ColumnRecorder {
public:
    explicit ColumnRecorder(std::size_t layers);

    /// A chunk begins, with this exposure.
    void begin(const std::array<SideExposure, 2> &sides, std::span<const double> scales);
    /// What is left of a layer after some bars; then, of these bars: what they touched, and what they opened.
    void decay(std::size_t layer, float left);
    void clear(PositionSide side, CellRange storedCells);
    /// `usd`: of the stored cells from `first` on.
    void add(PositionSide side, std::size_t layer, int first, std::span<const float> usd);
    void closeColumn(int column, const std::array<SideExposure, 2> &sides);
    /// Gives the group as recorded so far away; a chunk must begin before more is recorded.
    LevelGroup takeGroup();

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_group, self.m_left, self.m_sides);
    }

private:
    /// What a layer was given in the running column: a few cells that stand together.
    struct Added {
        int first = 0;
        std::vector<float> usd;
        int end() const { return first + static_cast<int>(usd.size()); }
        void reach(int from, int to);
    };
    /// One side in the running column.
    struct Side {
        CellRange before; ///< cells in which something may have been when the column began
        CellRange cleared;
        std::vector<Added> added; ///< by layer
        std::size_t eventsBefore = 0; ///< of the last chunk: so many are likely
    };
    void closeSide(std::uint8_t column, Side &side, std::vector<LevelEvent> &events);

    LevelGroup m_group;
    std::vector<float> m_left; // by layer, since the column began
    std::array<Side, 2> m_sides;
    std::vector<LevelEvent> m_events; // kept for its memory
};

} // namespace isobar
