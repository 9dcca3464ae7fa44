#include "core/levelgrid/binrings.h"

#include <algorithm>
#include <limits>

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

void BinRings::apply(LevelBlock &rows, int firstCell) const
{
    for (std::size_t i = 1; i < m_zones.size(); ++i) {
        const int width = 1 << i;
        for (int row = 0; row < BlockRows; row += width)
            average(rows, row, width, m_zones[i], m_zones[i - 1], firstCell);
    }
    const Zones &modelled = m_zones.back();
    for (int row = 0; row < BlockRows; ++row) {
        const int cell = firstCell + row;
        if (modelled.all.contains(cell))
            continue;
        float *out = rows[static_cast<std::size_t>(row)].data();
        for (std::size_t c = 0; c < ChunkColumns; ++c)
            out[c] = cell >= modelled.first[c] && cell < modelled.end[c] ? out[c] : 0.0F;
    }
}

/// In columns where these rows are one bin, every one of them becomes their mean.
void BinRings::average(
    LevelBlock &rows, int row, int width, const Zones &zone, const Zones &inner, int firstCell) const
{
    const int cell = firstCell + row;
    const bool isNowhere = !zone.some.contains(cell) || inner.all.contains(cell);
    if (isNowhere)
        return;
    const bool isEverywhere = zone.all.contains(cell) && !inner.some.contains(cell);
    LevelRow mean{};
    for (int r = row; r < row + width; ++r) {
        const LevelRow &in = rows[static_cast<std::size_t>(r)];
        for (std::size_t c = 0; c < ChunkColumns; ++c)
            mean[c] += in[c];
    }
    const float share = 1.0F / static_cast<float>(width);
    for (float &usd : mean)
        usd *= share;
    for (int r = row; r < row + width; ++r) {
        LevelRow &out = rows[static_cast<std::size_t>(r)];
        if (isEverywhere) {
            out = mean;
            continue;
        }
        for (std::size_t c = 0; c < ChunkColumns; ++c) {
            const bool isBin = (cell >= zone.first[c]) & (cell < zone.end[c])
                & ((cell < inner.first[c]) | (cell >= inner.end[c]));
            out[c] = isBin ? mean[c] : out[c];
        }
    }
}

} // namespace isobar
