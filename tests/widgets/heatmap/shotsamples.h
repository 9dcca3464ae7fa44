#pragma once
#include "tests/support/levelmapsamples.h"
#include "tests/widgets/panelsamples.h"
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/viewportmath.h"

/// A sample market as a whole scene, for pictures.
namespace isobar::samples {

/// Realised liquidations where bars were long, with the sums of their minutes.
inline std::shared_ptr<const LiquidationView> sampleLiquidations(const LevelMap &map)
{
    auto view = std::make_shared<LiquidationView>();
    auto prints = std::make_shared<std::vector<LiquidationPrint>>();
    auto minutes = std::make_shared<std::vector<LiquidationMinute>>();
    detail::Noise noise(3);
    std::uint32_t serial = 0;
    for (const LevelChunkPtr &chunk : map.series[LevelMap::FiveMinuteSeries].chunks) {
        for (int c = chunk->firstColumn; c < chunk->end(); ++c) {
            const LevelColumn &column = chunk->columns[static_cast<std::size_t>(c)];
            const bool isDown = column.close < column.open;
            const double move = std::abs(std::log(static_cast<double>(column.high / column.low)));
            if (noise.uniform() > move * 120)
                continue;
            LiquidationPrint print;
            print.timeMs = chunk->columnMs(c) + MinuteMs;
            print.side = isDown ? PositionSide::Long : PositionSide::Short;
            print.price = static_cast<double>(isDown ? column.low : column.high);
            print.usd = 1e5 * std::exp(4 * noise.uniform() * noise.uniform());
            print.serial = serial++;
            prints->push_back(print);
            LiquidationMinute minute{print.timeMs, {}};
            minute.usd.add(print.side, print.usd);
            minutes->push_back(minute);
        }
    }
    view->sinceMs = map.marketMs - 20 * DayMs;
    view->coverage = 0.71;
    view->log.venues = {"bybit"};
    if (!prints->empty())
        view->log.chunks = {prints};
    view->log.minuteSums = {minutes};
    return view;
}

inline heatmap::HeatmapScene sampleScene(const MapShape &shape, double hours)
{
    auto asset = std::make_shared<AssetSnapshot>(*crowdedLongs());
    const std::shared_ptr<const LevelMap> map = levelMap(shape);
    asset->asset = shape.asset;
    asset->marketMs = shape.nowMs;
    asset->mark = shape.price;
    asset->openInterestUsd = map->openInterestUsd;
    for (VenueRow &venue : asset->venues) {
        venue.nextFundingMs = floorTo(shape.nowMs, 8 * HourMs) + 8 * HourMs;
        venue.premium = 0.00031;
        venue.openInterestUsd = 1e9;
    }
    asset->map = map;
    asset->liquidations = sampleLiquidations(*map);
    heatmap::HeatmapScene scene;
    scene.asset = QString::fromStdString(shape.asset);
    scene.map = map;
    scene.market = asset;
    scene.nowMs = shape.nowMs;
    scene.view = heatmap::startView(*map, static_cast<double>(shape.nowMs), hours).value_or(heatmap::Viewport{});
    return scene;
}

} // namespace isobar::samples
