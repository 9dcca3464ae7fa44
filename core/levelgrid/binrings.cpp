#include "core/levelgrid/binrings.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace isobar {

void BinRings::set(const LevelChunk &chunk, const Lattice &lattice)
{
    constexpr int Least = std::numeric_limits<int>::min(), Most = std::numeric_limits<int>::max();
    for (Zones &zones : m_zones) {
        zones.first.fill(0);
        zones.end.fill(0);
        zones.some = {Most, Least};
        zones.all = {Least, Most};
    }
    for (int c = chunk.firstColumn; c < chunk.end(); ++c) {
        const auto column = static_cast<std::size_t>(c);
        const std::array<CellRange, 4> ofColumn = lattice.zones(chunk.columns[column].priceCell);
        for (std::size_t i = 0; i < m_zones.size(); ++i) {
            Zones &zones = m_zones[i];
            const CellRange zone = ofColumn[i];
            zones.first[column] = zone.first;
            zones.end[column] = zone.end;
            zones.some = {std::min(zones.some.first, zone.first), std::max(zones.some.end, zone.end)};
            zones.all = {std::max(zones.all.first, zone.first), std::min(zones.all.end, zone.end)};
        }
    }
    if (chunk.firstColumn >= chunk.end()) {
        for (Zones &zones : m_zones)
            zones.some = zones.all = {};
    }
}

std::array<int, BlockRows> BinRings::apply(LevelBlock &rows, int firstCell) const
{
    std::array<int, BlockRows> holders{};
    std::iota(holders.begin(), holders.end(), 0);
    for (std::size_t i = 1; i < m_zones.size(); ++i) {
        const int width = 1 << i;
        for (int row = 0; row < BlockRows; row += width) {
            if (average(rows, row, width, m_zones[i], m_zones[i - 1], firstCell))
                std::fill_n(holders.begin() + row, width, row);
        }
    }
    const Zones &modelled = m_zones.back();
    for (int row = 0; row < BlockRows; ++row) {
        const int cell = firstCell + row;
        if (modelled.all.contains(cell))
            continue;
        LevelRow &out = rows[static_cast<std::size_t>(row)];
        for (std::size_t c = 0; c < ChunkColumns; ++c) {
            const int isModelled = (cell >= modelled.first[c]) & (cell < modelled.end[c]);
            out[c] *= static_cast<float>(isModelled);
        }
    }
    return holders;
}

/// In columns where these rows are one bin, every one of them becomes their mean. True when that is so in all columns:
/// then only the first is written.
bool BinRings::average(LevelBlock &rows, int row, int width, const Zones &zone, const Zones &inner, int firstCell)
{
    const int cell = firstCell + row;
    const bool isNowhere = !zone.some.contains(cell) || inner.all.contains(cell);
    if (isNowhere)
        return false;
    LevelRow mean{};
    for (int r = row; r < row + width; ++r) {
        const LevelRow &in = rows[static_cast<std::size_t>(r)];
        for (std::size_t c = 0; c < ChunkColumns; ++c)
            mean[c] += in[c];
    }
    const float share = 1.0F / static_cast<float>(width);
    for (float &usd : mean)
        usd *= share;
    const bool isEverywhere = zone.all.contains(cell) && !inner.some.contains(cell);
    if (isEverywhere) {
        rows[static_cast<std::size_t>(row)] = mean;
        return true;
    }
    // Factors instead of choices: the compiler makes vectors of them.
    LevelRow kept;
    for (std::size_t c = 0; c < ChunkColumns; ++c) {
        const int isIn = (cell >= zone.first[c]) & (cell < zone.end[c]);
        const int isBin = isIn & ((cell < inner.first[c]) | (cell >= inner.end[c]));
        kept[c] = static_cast<float>(1 - isBin);
        mean[c] *= static_cast<float>(isBin);
    }
    for (int r = row; r < row + width; ++r) {
        LevelRow &out = rows[static_cast<std::size_t>(r)];
        for (std::size_t c = 0; c < ChunkColumns; ++c)
            out[c] = out[c] * kept[c] + mean[c];
    }
    return false;
}

} // namespace isobar
