#include "core/levelgrid/leveltile.h"

#include <algorithm>

namespace isobar {

LevelTile::LevelTile(TimeMs openMs, TimeMs stepMs, int firstRow, int rows)
    : LevelTile(Unwritten(), openMs, stepMs, firstRow, rows)
{
    std::fill(m_codes.begin(), m_codes.end(), std::uint8_t{0});
}

LevelTile::LevelTile(Unwritten, TimeMs openMs, TimeMs stepMs, int firstRow, int rows)
    : m_openMs(openMs), m_stepMs(stepMs), m_firstRow(firstRow), m_rows(rows), m_codes(offsetOf(Levels))
{
}

namespace {

/// The maximum of each pair. `Columns` in the type, so that the compiler makes vectors without asking how many.
template <int Columns> void halve(const std::uint8_t *__restrict fine, std::uint8_t *__restrict coarse)
{
    for (int c = 0; c < Columns; ++c)
        coarse[c] = std::max(fine[2 * c], fine[2 * c + 1]);
}

} // namespace

void LevelTile::buildLevels(int row)
{
    halve<128>(this->row(0, row), this->row(1, row));
    halve<64>(this->row(1, row), this->row(2, row));
    halve<32>(this->row(2, row), this->row(3, row));
    halve<16>(this->row(3, row), this->row(4, row));
    halve<8>(this->row(4, row), this->row(5, row));
    halve<4>(this->row(5, row), this->row(6, row));
    halve<2>(this->row(6, row), this->row(7, row));
    halve<1>(this->row(7, row), this->row(8, row));
}

void LevelTile::copyRow(int from, int to)
{
    for (int level = 0; level < Levels; ++level)
        std::copy_n(row(level, from), columnsOf(level), row(level, to));
}

void LevelTile::clearRows(int first, int end)
{
    if (first == end)
        return;
    for (int level = 0; level < Levels; ++level)
        std::fill(row(level, first), row(level, end), std::uint8_t{0});
}

} // namespace isobar
