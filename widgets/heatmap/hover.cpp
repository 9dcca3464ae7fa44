#include "widgets/heatmap/hover.h"

#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/bandwords.h"
#include "widgets/heatmap/chainwords.h"
#include "widgets/heatmap/coverage.h"

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

/// The chunk that is drawn at a moment, or null.
LevelChunkPtr chunkAt(const std::array<LevelSeries, 3> &series, double msPerPixel, double ms)
{
    const std::vector<CoverSpan> spans = coverage(series, seriesFor(msPerPixel), ms, ms + 1);
    return spans.empty() ? nullptr : spans.front().chunk;
}

void addSplit(
    const LevelSplit &split, double scale, std::vector<double> &groups, std::array<double, DistanceBands> &bands)
{
    groups.resize(std::max(groups.size(), split.byGroup.size()));
    for (std::size_t g = 0; g < split.byGroup.size(); ++g) {
        for (std::size_t band = 0; band < DistanceBands; ++band) {
            groups[g] += split.byGroup[g][band] * scale;
            bands[band] += split.byGroup[g][band] * scale;
        }
    }
}

} // namespace

LevelReading readingAt(const HeatmapScene &scene, double msPerPixel, double ms, double price)
{
    LevelReading reading;
    reading.timeMs = static_cast<TimeMs>(ms);
    reading.price = price;
    if (!scene.map)
        return reading;
    const LevelMap &map = *scene.map;
    const bool isFuture = ms >= static_cast<double>(scene.nowMs);
    // Right of now the newest column is told: nothing will have been touched or opened until then.
    const double known = knownEnd(map.series);
    const double at = isFuture ? std::min(ms, known - 1) : ms;
    if (isFuture || ms >= known - static_cast<double>(MinuteMs)) {
        const LevelReading now = readNow(map, price);
        reading.touch4h = now.touch4h;
        reading.touch24h = now.touch24h;
        reading.cluster = now.cluster;
        const AssetChains *chains = scene.market ? scene.market->chains.get() : nullptr;
        if (chains && reading.cluster) {
            if (const auto place = chainPlaceOf(*chains, map.clusters, reading.cluster->id))
                reading.chain = ChainWords::place(*place, chains->tilt);
        }
        reading.hasNoSkill = scene.market && scene.market->hasNoSkill();
    }
    reading.isFuture = isFuture;
    reading.nowPrice = lastPrice(scene);
    reading.cellWidth = map.lattice.cellWidth;
    reading.coverage = map.coverage;
    const int cell = map.lattice.cellOf(price);
    if (scene.options.opensOnly) {
        if (const LevelChunkPtr chunk = chunkAt(map.opensOnly, msPerPixel, at)) {
            const auto column =
                static_cast<int>((at - static_cast<double>(chunk->openMs)) / static_cast<double>(chunk->stepMs));
            double usd = 0;
            for (const PositionSide side : {PositionSide::Long, PositionSide::Short})
                usd += levelAt(*chunk, column, side, cell, cell + 1).total;
            reading.opensOnlyUsd = usd;
        }
    }
    const LevelChunkPtr chunk = chunkAt(map.series, msPerPixel, at);
    if (!chunk)
        return reading;
    const auto index = static_cast<int>((at - static_cast<double>(chunk->openMs)) / static_cast<double>(chunk->stepMs));
    const LevelColumn &column = chunk->columns[static_cast<std::size_t>(std::clamp(index, 0, chunk->end() - 1))];
    reading.isHatched = column.isHatched;
    const CellRange bin = map.lattice.binOf(cell, column.priceCell);
    if (bin.width() == 0 || !column.hasPrice())
        return reading;
    std::vector<double> groups;
    std::array<double, DistanceBands> bands{};
    const LevelFilter &filter = scene.options.filter;
    const LevelSplit longs = levelAt(*chunk, index, PositionSide::Long, bin.first, bin.end, filter);
    const LevelSplit shorts = levelAt(*chunk, index, PositionSide::Short, bin.first, bin.end, filter);
    reading.longUsd = longs.total * map.reportedScale;
    reading.shortUsd = shorts.total * map.reportedScale;
    addSplit(longs, map.reportedScale, groups, bands);
    addSplit(shorts, map.reportedScale, groups, bands);
    for (std::size_t g = 0; g < groups.size() && g < map.groups.size(); ++g)
        reading.byGroup.push_back({GroupWords::name(map.groups[g]), groups[g]});
    reading.byBand = bands;
    return reading;
}

} // namespace isobar::heatmap
