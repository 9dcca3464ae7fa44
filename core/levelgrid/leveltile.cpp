#include "core/levelgrid/leveltile.h"

#include <algorithm>

namespace isobar {

LevelTile::LevelTile(TimeMs openMs, TimeMs stepMs, int firstRow, int rows)
    : m_openMs(openMs), m_stepMs(stepMs), m_firstRow(firstRow), m_rows(rows), m_codes(offsetOf(Levels))
{
}

void LevelTile::buildLevels(int fromColumn)
{
    for (int level = 1; level < Levels; ++level) {
        const int from = fromColumn >> level;
        for (int r = 0; r < m_rows; ++r) {
            const std::uint8_t *fine = row(level - 1, r);
            std::uint8_t *coarse = row(level, r);
            for (int c = from; c < columnsOf(level); ++c)
                coarse[c] = std::max(fine[2 * c], fine[2 * c + 1]);
        }
    }
}

} // namespace isobar
