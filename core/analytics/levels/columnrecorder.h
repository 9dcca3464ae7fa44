#pragma once
#include "core/analytics/levels/sideexposure.h"
#include "core/levelgrid/levelchunk.h"

#include <array>
#include <span>
#include <vector>

namespace isobar {

/// Writes down what happens to one venue group's exposure, column by column: what a LevelChunk holds of it. Within a
/// column only what is left at its end is kept: what was opened and touched in the same column never shows.
class ColumnRecorder {
public:
    explicit ColumnRecorder(std::size_t layers);

    /// A chunk begins, with this exposure.
    void begin(const std::array<SideExposure, 2> &sides, std::span<const double> scales);
    /// What is left of a layer after a bar.
    void decay(std::size_t layer, float left) { m_left[layer] *= left; }
    void clear(PositionSide side, std::span<const int> cells);
    void add(PositionSide side, std::size_t layer, int cell, double usd);
    void closeColumn(int column, const std::array<SideExposure, 2> &sides);
    /// The group as recorded so far.
    const LevelGroup &group() const { return m_group; }

private:
    struct Pending {
        std::int32_t cell;
        std::uint8_t layer;
        float usd; // divided by m_left of its moment
    };
    LevelGroup m_group;
    std::vector<float> m_left; // by layer, since the column began
    std::array<std::vector<Pending>, 2> m_pending;
    std::array<std::vector<int>, 2> m_cleared;
};

} // namespace isobar
