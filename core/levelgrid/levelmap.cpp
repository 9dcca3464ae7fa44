#include "core/levelgrid/levelmap.h"

#include <algorithm>
#include <cmath>

namespace isobar {

TimeMs LevelSeries::firstMs() const
{
    return chunks.empty() ? 0 : chunks.front()->columnMs(chunks.front()->firstColumn);
}

TimeMs LevelSeries::endMs() const { return chunks.empty() ? 0 : chunks.back()->columnMs(chunks.back()->end()); }

const LevelChunk *LevelSeries::at(TimeMs marketMs) const
{
    const auto after = std::upper_bound(chunks.begin(), chunks.end(), marketMs,
        [](TimeMs time, const LevelChunkPtr &chunk) { return time < chunk->openMs; });
    if (after == chunks.begin())
        return nullptr;
    const LevelChunk &chunk = **std::prev(after);
    const bool isIn = marketMs >= chunk.columnMs(chunk.firstColumn) && marketMs < chunk.columnMs(chunk.end());
    return isIn ? &chunk : nullptr;
}

double LevelProfile::between(const Lattice &lattice, PositionSide side, double fromPrice, double toPrice) const
{
    const std::vector<float> &cells = side == PositionSide::Long ? longs : shorts;
    const double a = lattice.positionOf(std::min(fromPrice, toPrice));
    const double b = lattice.positionOf(std::max(fromPrice, toPrice));
    double sum = 0;
    const int first = std::max(static_cast<int>(std::floor(a)), firstCell);
    const int last = std::min(static_cast<int>(std::floor(b)), firstCell + static_cast<int>(cells.size()) - 1);
    for (int cell = first; cell <= last; ++cell) {
        const double part = std::min(b, cell + 1.0) - std::max(a, static_cast<double>(cell));
        sum += part * cells[static_cast<std::size_t>(cell - firstCell)];
    }
    return sum;
}

} // namespace isobar
