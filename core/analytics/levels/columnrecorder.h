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
    void add(PositionSide side, std::size_t layer, std::span<const SideExposure::Change> added, double scale);
    void closeColumn(int column, const std::array<SideExposure, 2> &sides);
    /// The group as recorded so far.
    const LevelGroup &group() const { return m_group; }

private:
    /// Where the running column's additions stand among the events: a hash table by cell and layer, open addressing.
    class Places {
    public:
        static constexpr std::uint32_t None = ~0U;
        /// The event of a cell and layer; None when there is none yet: then `next` is noted.
        std::uint32_t find(int cell, std::size_t layer, std::uint32_t next);
        void forget(int cell, std::size_t layer);
        void reset();

    private:
        struct Slot {
            std::uint64_t key = Free;
            std::uint32_t event = None;
        };
        static constexpr std::uint64_t Free = ~std::uint64_t(0);
        static std::uint64_t keyOf(int cell, std::size_t layer)
        {
            return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(cell)) << 8) | layer;
        }
        Slot &slotOf(std::uint64_t key);
        void grow();

        std::vector<Slot> m_slots = std::vector<Slot>(256);
        std::vector<std::uint32_t> m_used; // slots, for reset()
    };
    LevelGroup m_group;
    std::vector<float> m_left; // by layer, since the column began
    std::array<Places, 2> m_places;
    std::array<std::size_t, 2> m_columnBegin{}; // the running column's first event, by side
};

} // namespace isobar
