#pragma once
#include "core/levelgrid/levelmap.h"
#include "widgets/heatmap/heatmapscene.h"

#include <algorithm>
#include <cmath>

/// Small maps made of plain arithmetic, for what stands around the plot: columns, the profile of now, clusters. The
/// chunks hold no events.
namespace isobar::samples {

inline constexpr TimeMs MapNow = 1'790'000'400'000; // 2026-09-21 14:20 UTC
inline constexpr double MapPrice = 67'912.4;

/// Open interest 90 000 coins + 1 a column, `delta` in each column.
inline LevelSeries plainSeries(TimeMs stepMs, TimeMs fromMs, TimeMs toMs, double delta)
{
    LevelSeries series{stepMs, {}};
    const TimeMs length = ChunkColumns * stepMs;
    for (TimeMs open = floorTo(fromMs, length); open < toMs; open += length) {
        auto chunk = std::make_shared<LevelChunk>();
        chunk->stepMs = stepMs;
        chunk->openMs = open;
        chunk->firstColumn = static_cast<int>(std::max<TimeMs>(0, (fromMs - open) / stepMs));
        for (TimeMs at = open; at < toMs && at < open + length; at += stepMs) {
            LevelColumn column{};
            column.open = column.high = column.low = column.close = static_cast<float>(MapPrice);
            column.openInterestCoins = 90'000.0 + static_cast<double>((at - fromMs) / stepMs);
            column.volumeCoins = 10;
            column.deltaCoins = delta;
            chunk->columns.push_back(column);
        }
        series.chunks.push_back(chunk);
    }
    return series;
}

inline Cluster cluster(std::uint64_t id, PositionSide side, double peak, double printsUsd)
{
    Cluster each;
    each.id = id;
    each.side = side;
    each.low = peak * 0.998;
    each.high = peak * 1.002;
    each.peak = peak;
    each.printsUsd = printsUsd;
    each.oiClosedUsd = printsUsd * 20;
    each.distance = std::abs(std::log(peak / MapPrice));
    each.meanAgeHours = 19;
    each.loadRank = 0.93;
    each.touch24h = 0.35;
    each.touch4h = 0.08;
    each.load = ClusterLoad::Loaded;
    each.firstSeenMs = MapNow - 26 * HourMs;
    return each;
}

/// Longs: 1 000 USD in each cell below the price, shorts: 2 000 in each above, 200 cells each way. Two coins a minute
/// are bought more than sold.
inline std::shared_ptr<LevelMap> plainMap()
{
    auto map = std::make_shared<LevelMap>();
    map->asset = "BTC";
    map->marketMs = MapNow;
    map->price = MapPrice;
    map->series[LevelMap::MinuteSeries] = plainSeries(MinuteMs, MapNow - 6 * HourMs, MapNow, 2);
    map->series[LevelMap::FiveMinuteSeries] = plainSeries(5 * MinuteMs, MapNow - 7 * DayMs, MapNow, 10);
    map->series[LevelMap::HourSeries] = plainSeries(HourMs, floorTo(MapNow - 30 * DayMs, HourMs), MapNow, 120);
    map->groups = {"Binance", "Bybit", "OKX", "Hyperliquid"};
    map->scale = {3e5, 2e7, floorTo(MapNow, DayMs)};
    map->openInterestUsd = 9.1e9;
    map->volatility = {0.0055, 0.0052, true};
    map->now.firstCell = map->lattice.cellOf(MapPrice) - 200;
    map->now.longs.assign(401, 0);
    map->now.shorts.assign(401, 0);
    for (std::size_t i = 0; i < 401; ++i) {
        map->now.longs[i] = i < 200 ? 1000 : 0;
        map->now.shorts[i] = i > 200 ? 2000 : 0;
    }
    map->clusters = {cluster(11, PositionSide::Long, 66'486, 4.1e6), cluster(12, PositionSide::Long, 64'100, 9.3e6),
        cluster(21, PositionSide::Short, 69'310, 6.2e6)};
    map->clusters[0].load = ClusterLoad::Armed;
    map->clusters[1].loadRank.reset();
    map->clusters[1].load = ClusterLoad::Plain;
    return map;
}

/// Funding by the hour: 0.01 % until six hours ago, then 0.05 %. Liquidations: longs 300k twelve minutes ago, shorts
/// 50k two hours ago.
inline std::shared_ptr<AssetSnapshot> plainMarket(const LevelMapPtr &map)
{
    auto asset = std::make_shared<AssetSnapshot>();
    asset->asset = "BTC";
    asset->marketMs = MapNow;
    asset->mark = MapPrice;
    asset->map = map;
    asset->aggregate.rate8h = 0.0005;
    asset->aggregate.neutral8h = 0.0001;
    asset->aggregate.coverage = 0.98;
    auto funding = std::make_shared<std::vector<Point>>();
    for (TimeMs at = floorTo(MapNow, HourMs) - 30 * DayMs; at <= MapNow; at += HourMs)
        funding->push_back({at, at < MapNow - 6 * HourMs ? 0.0001 : 0.0005});
    asset->aggregateHistory = funding;
    auto view = std::make_shared<LiquidationView>();
    view->sinceMs = MapNow - 5 * HourMs;
    auto day = std::make_shared<std::vector<LiquidationMinute>>();
    day->push_back({floorTo(MapNow - 2 * HourMs, MinuteMs), {0, 50e3}});
    day->push_back({floorTo(MapNow - 12 * MinuteMs, MinuteMs), {300e3, 0}});
    view->log.minuteSums = {day};
    asset->liquidations = view;
    VenueRow venue;
    venue.venue = "bybit";
    venue.shortName = "Bybit";
    venue.openInterestUsd = 1e9;
    venue.premium = 0.0002;
    venue.excluded = Exclusion::None;
    asset->venues = {venue};
    return asset;
}

/// Twelve hours back and one ahead, 8 % of price to each side.
inline heatmap::HeatmapScene plainScene()
{
    heatmap::HeatmapScene scene;
    scene.asset = QStringLiteral("BTC");
    const auto map = plainMap();
    scene.map = map;
    scene.market = plainMarket(map);
    scene.nowMs = MapNow;
    scene.view = {static_cast<double>(MapNow - 12 * HourMs), static_cast<double>(MapNow + HourMs),
        std::log(MapPrice) - 0.08, std::log(MapPrice) + 0.08};
    return scene;
}

} // namespace isobar::samples
