#pragma once
#include "core/base/time.h"
#include "core/levelgrid/lattice.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace isobar {

/// One byte a cell: levelCode()s of 256 columns, ready to be painted, with coarser levels that keep the maximum over
/// time, so that a colour means the same at every zoom (DESIGN 5). Row r is the lattice cell firstRow + r; a row's
/// columns stand together.
class LevelTile {
public:
    /// `levels` 0: all columns; l: the maximum over 2^l of them.
    static constexpr int Levels = 9;

    /// All codes are 0.
    LevelTile(TimeMs openMs, TimeMs stepMs, int firstRow, int rows);
    /// All rows are going to be written: until then they hold anything.
    struct Unwritten { };
    LevelTile(Unwritten, TimeMs openMs, TimeMs stepMs, int firstRow, int rows);

    TimeMs openMs() const { return m_openMs; }
    TimeMs stepMs() const { return m_stepMs; }
    int firstRow() const { return m_firstRow; }
    int rows() const { return m_rows; }

    static constexpr int columnsOf(int level) { return 256 >> level; }
    /// The codes of a row at a level; columnsOf(level) of them.
    const std::uint8_t *row(int level, int row) const
    {
        return m_codes.data() + offsetOf(level) + static_cast<std::size_t>(row * columnsOf(level));
    }
    std::uint8_t *row(int level, int row)
    {
        return m_codes.data() + offsetOf(level) + static_cast<std::size_t>(row * columnsOf(level));
    }
    /// Makes the coarser levels of a row anew from its level 0.
    void buildLevels(int row);
    /// One row becomes another, at all levels.
    void copyRow(int from, int to);
    /// Rows from `first` up to (not with) `end` become 0, at all levels.
    void clearRows(int first, int end);
    std::size_t bytes() const { return m_codes.size(); }

private:
    std::size_t offsetOf(int level) const
    {
        // 256 + 128 + ... columns a row before the level
        return static_cast<std::size_t>(m_rows) * static_cast<std::size_t>(2 * 256 - (2 * 256 >> level));
    }

    TimeMs m_openMs, m_stepMs;
    int m_firstRow, m_rows;
    /// Leaves new elements as the memory is.
    struct Allocator : std::allocator<std::uint8_t> {
        template <class> struct rebind {
            using other = Allocator;
        };
        void construct(std::uint8_t *) { }
        void construct(std::uint8_t *at, std::uint8_t code) { *at = code; }
    };
    std::vector<std::uint8_t, Allocator> m_codes;
};
using LevelTilePtr = std::shared_ptr<const LevelTile>;

} // namespace isobar
