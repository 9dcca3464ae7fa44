#include "core/snapshot/assetasof.h"

#include "core/levelgrid/levelraster.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

/// The chunk without the columns that end after the moment; null when none is left.
LevelChunkPtr cutChunk(const LevelChunkPtr &chunk, TimeMs endMs)
{
    if (chunk->columnMs(chunk->end()) <= endMs)
        return chunk;
    const int end = static_cast<int>((endMs - chunk->openMs) / chunk->stepMs);
    if (endMs <= chunk->openMs || end <= chunk->firstColumn)
        return nullptr;
    auto cut = std::make_shared<LevelChunk>(*chunk);
    cut->columns.resize(static_cast<std::size_t>(end));
    for (LevelGroup &group : cut->groups) {
        for (LevelSide &side : group.sides)
            std::erase_if(side.events, [end](const LevelEvent &event) { return event.column >= end; });
    }
    cut->serial = (std::uint64_t{1} << 63) + static_cast<std::uint64_t>(endMs); // no serial of a fold
    return cut;
}

LevelSeries cutSeries(const LevelSeries &series, TimeMs endMs)
{
    LevelSeries out{series.stepMs, {}};
    for (const LevelChunkPtr &chunk : series.chunks) {
        if (LevelChunkPtr cut = cutChunk(chunk, endMs))
            out.chunks.push_back(std::move(cut));
    }
    return out;
}

/// The newest column of the finest series that ends at the moment.
const LevelChunk *newestChunk(const LevelMap &map)
{
    const LevelChunk *newest = nullptr;
    for (const LevelSeries &series : map.series) {
        if (!series.chunks.empty() && (!newest || series.endMs() > newest->columnMs(newest->end())))
            newest = series.chunks.back().get();
    }
    return newest;
}

std::vector<float> profileOf(const LevelChunk &chunk, const LevelMap &map, PositionSide side, int firstCell, int cells)
{
    LevelFilter filter;
    filter.longs = side == PositionSide::Long;
    filter.shorts = !filter.longs;
    const LevelGrid grid = rasteriseLevels(chunk, map.lattice, filter);
    std::vector<float> usd(static_cast<std::size_t>(cells), 0.0F);
    for (int row = 0; row < grid.rows; ++row) {
        const int cell = grid.firstRow + row - firstCell;
        if (cell >= 0 && cell < cells)
            usd[static_cast<std::size_t>(cell)] =
                grid.row(row)[chunk.end() - 1] * static_cast<float>(map.reportedScale);
    }
    return usd;
}

LevelMapPtr cutMap(const LevelMap &later, TimeMs marketMs)
{
    const TimeMs endMs = floorTo(marketMs, MinuteMs) + MinuteMs; // of the minute that was running
    auto map = std::make_shared<LevelMap>(later);
    map->marketMs = marketMs;
    for (std::size_t i = 0; i < map->series.size(); ++i) {
        map->series[i] = cutSeries(later.series[i], endMs);
        map->opensOnly[i] = cutSeries(later.opensOnly[i], endMs);
    }
    const LevelChunk *newest = newestChunk(*map);
    if (!newest || !newest->columns.back().hasPrice())
        return nullptr;
    map->price = static_cast<double>(newest->columns.back().close);
    const double coins = newest->columns.back().openInterestCoins;
    map->openInterestUsd = std::isnan(coins) ? 0 : coins * map->price;
    map->clusters.clear();
    const CellRange range = map->lattice.modelled(map->lattice.cellOf(map->price));
    map->now.firstCell = range.first;
    map->now.longs = profileOf(*newest, *map, PositionSide::Long, range.first, range.width());
    map->now.shorts = profileOf(*newest, *map, PositionSide::Short, range.first, range.width());
    return map;
}

Series cutPoints(const Series &series, TimeMs marketMs)
{
    if (!series || series->empty() || series->back().timeMs <= marketMs)
        return series;
    auto cut = std::make_shared<std::vector<Point>>(*series);
    std::erase_if(*cut, [marketMs](const Point &point) { return point.timeMs > marketMs; });
    return cut;
}

/// Of the last `lengthMs` before the moment.
LiquidationSums sumsOf(const LiquidationLog &log, TimeMs marketMs, TimeMs lengthMs)
{
    LiquidationSums sums;
    for (const LiquidationDay &day : log.minuteSums) {
        for (const LiquidationMinute &minute : *day) {
            if (minute.minuteMs > marketMs - lengthMs && minute.minuteMs <= marketMs) {
                sums.longUsd += minute.usd.longUsd;
                sums.shortUsd += minute.usd.shortUsd;
            }
        }
    }
    return sums;
}

std::shared_ptr<const LiquidationView> cutLiquidations(const LiquidationView &later, TimeMs marketMs)
{
    auto view = std::make_shared<LiquidationView>(later);
    view->log.chunks.clear();
    for (const LiquidationChunk &chunk : later.log.chunks) {
        auto cut = std::make_shared<std::vector<LiquidationPrint>>(*chunk);
        std::erase_if(*cut, [marketMs](const LiquidationPrint &print) { return print.timeMs > marketMs; });
        if (!cut->empty())
            view->log.chunks.push_back(std::move(cut));
    }
    view->log.minuteSums.clear();
    for (const LiquidationDay &day : later.log.minuteSums) {
        auto cut = std::make_shared<std::vector<LiquidationMinute>>(*day);
        std::erase_if(*cut, [marketMs](const LiquidationMinute &minute) { return minute.minuteMs > marketMs; });
        if (!cut->empty())
            view->log.minuteSums.push_back(std::move(cut));
    }
    view->hour = sumsOf(view->log, marketMs, HourMs);
    view->fourHours = sumsOf(view->log, marketMs, 4 * HourMs);
    view->day = sumsOf(view->log, marketMs, DayMs);
    if (view->sinceMs && *view->sinceMs > marketMs)
        view->sinceMs.reset();
    return view;
}

/// Who took part is told; what they printed then is not remembered.
std::vector<VenueRow> venuesOf(const AssetSnapshot &later)
{
    std::vector<VenueRow> venues;
    for (const VenueRow &each : later.venues) {
        VenueRow venue;
        venue.venue = each.venue;
        venue.name = each.name;
        venue.shortName = each.shortName;
        venue.operatorName = each.operatorName;
        venue.intervalHours = each.intervalHours;
        venue.nextFundingMs = each.nextFundingMs;
        venue.excluded = each.excluded;
        venue.liquidations = each.liquidations;
        venues.push_back(std::move(venue));
    }
    return venues;
}

} // namespace

std::shared_ptr<const AssetSnapshot> assetAsOf(const AssetSnapshot &later, TimeMs marketMs)
{
    if (!later.map || marketMs > later.map->marketMs)
        return nullptr;
    auto then = std::make_shared<AssetSnapshot>();
    then->map = cutMap(*later.map, marketMs);
    if (!then->map)
        return nullptr;
    then->asset = later.asset;
    then->marketMs = marketMs;
    then->mark = then->map->price;
    then->venues = venuesOf(later);
    if (then->map->openInterestUsd > 0)
        then->openInterestUsd = then->map->openInterestUsd;
    if (later.liquidations)
        then->liquidations = cutLiquidations(*later.liquidations, marketMs);
    then->aggregateHistory = cutPoints(later.aggregateHistory, marketMs);
    if (then->aggregateHistory && !then->aggregateHistory->empty())
        then->aggregate.rate8h = then->aggregateHistory->back().value;
    for (const auto &[venue, series] : later.fundingHistory)
        then->fundingHistory[venue] = cutPoints(series, marketMs);
    then->priceHistory = cutPoints(later.priceHistory, marketMs);
    return then;
}

} // namespace isobar
