#include "core/levelgrid/levelchunk.h"

#include <cmath>

namespace isobar {

namespace {

/// Adds what a layer had in the cells [first, end) of the lattice at the column to the split.
struct SplitOfSide {
    const LevelChunk &chunk;
    const LevelGroup &group;
    const LevelSide &side;
    int column;
    bool isLong;
    std::vector<double> perLayer; // of one stored cell at a time

    double leftOf(std::size_t layer, int fromColumn) const
    {
        double left = 1;
        for (int c = fromColumn + 1; c <= column; ++c)
            left *= group.decay[layer * ChunkColumns + static_cast<std::size_t>(c)];
        return left;
    }

    void readCell(int stored)
    {
        const std::size_t layers = chunk.kernel->layers.size();
        perLayer.assign(layers, 0);
        if (side.start && stored >= side.start->firstCell && stored < side.start->firstCell + side.start->cells) {
            const auto at = static_cast<std::size_t>(stored - side.start->firstCell);
            for (std::size_t layer = 0; layer < layers; ++layer) {
                const double usd = side.start->usd[layer * static_cast<std::size_t>(side.start->cells) + at];
                if (usd > 0)
                    perLayer[layer] = usd * leftOf(layer, chunk.firstColumn - 1);
            }
        }
        for (const LevelEvent &event : side.events) {
            if (event.column > column)
                break;
            if (event.cell != stored)
                continue;
            if (event.layer == LevelEvent::Cleared)
                perLayer.assign(layers, 0);
            else
                perLayer[event.layer] += event.usd * leftOf(event.layer, event.column);
        }
    }
};

} // namespace

LevelSplit levelAt(
    const LevelChunk &chunk, int column, PositionSide side, int firstCell, int endCell, const LevelFilter &filter)
{
    LevelSplit split;
    split.byGroup.resize(chunk.groups.size());
    const bool isLong = side == PositionSide::Long;
    if (column < chunk.firstColumn || column >= chunk.end() || endCell <= firstCell || !filter.hasSide(side))
        return split;
    for (std::size_t g = 0; g < chunk.groups.size(); ++g) {
        if (!filter.hasGroup(g))
            continue;
        const LevelGroup &group = chunk.groups[g];
        SplitOfSide of{chunk, group, group.sides[static_cast<std::size_t>(side)], column, isLong, {}};
        if (of.side.shift.empty())
            continue;
        const int shift = of.side.shift[static_cast<std::size_t>(column)];
        for (int cell = firstCell; cell < endCell; ++cell) {
            of.readCell(cell - shift);
            for (std::size_t layer = 0; layer < of.perLayer.size(); ++layer) {
                const LevelLayer &spec = chunk.kernel->layers[layer];
                if (!filter.hasLayer(spec))
                    continue;
                const double weight = isLong ? spec.weightLong : spec.weightShort;
                const double usd = weight * of.perLayer[layer] / (endCell - firstCell);
                split.byGroup[g][static_cast<std::size_t>(distanceBand(spec.distance))] += usd;
                split.total += usd;
            }
        }
    }
    return split;
}

} // namespace isobar
