#pragma once
#include "core/snapshot/snapshot.h"

#include <cmath>
#include <memory>

/// Market situations of MODEL 10 as snapshots and events, for the tests and pictures of the panels.
namespace isobar::samples {

inline constexpr TimeMs Now = 1'790'000'000'000; // 2026-09-21 14:13:20 UTC

struct VenueSample {
    const char *id, *name, *shortName;
    double interval, smoothed8h, spot8h, weight;
};

inline Series steppedRates(double level, double swing, double intervalHours, int seed, TimeMs end = Now, int days = 30)
{
    auto points = std::make_shared<std::vector<Point>>();
    const auto step = static_cast<TimeMs>(intervalHours * static_cast<double>(HourMs));
    std::uint32_t noise = static_cast<std::uint32_t>(seed) * 2654435761u;
    for (TimeMs t = floorTo(end, step) - days * DayMs; t <= end; t += step) {
        noise = noise * 1664525u + 1013904223u;
        const double age = static_cast<double>(end - t) / static_cast<double>(DayMs);
        const double wave = std::sin(age / 2.7 + seed) + 0.5 * std::sin(age / 0.9);
        const double rise = age < 1.5 ? (1.5 - age) / 1.5 : 0;
        const double random = static_cast<double>(noise >> 16) / 65536.0 - 0.5;
        const double rate = 0.00006 + swing * (0.4 * wave + 0.6 * random) + level * rise * rise;
        points->push_back({t, intervalHours >= 8 ? std::max(rate, 0.0001) : rate});
    }
    return points;
}

inline VenueRow venueRow(const VenueSample &sample, bool elevated)
{
    VenueRow row;
    row.venue = sample.id;
    row.name = sample.name;
    row.shortName = row.operatorName = sample.shortName;
    row.intervalHours = sample.interval;
    row.smoothed8h = sample.smoothed8h;
    row.spot8h = sample.spot8h;
    row.weight = sample.weight;
    row.baseline8h = 0.0001;
    row.elevated = elevated;
    row.excluded = Exclusion::None;
    row.health = HealthState::Live;
    row.fundingSeenMs = Now - 2 * SecondMs;
    return row;
}

/// Example 4: longs pay everywhere, Hyperliquid hottest, Bybit drives.
inline std::shared_ptr<AssetSnapshot> crowdedLongs()
{
    auto asset = std::make_shared<AssetSnapshot>();
    asset->asset = "BTC";
    asset->marketMs = Now;
    asset->mark = 67912.4;
    asset->venues = {venueRow({"binance-usdm", "Binance USD\u24c8-M", "Binance", 8, 0.0004, 0.0004, 0.40}, true),
        venueRow({"bybit", "Bybit", "Bybit", 8, 0.0009, 0.0009, 0.30}, true),
        venueRow({"okx", "OKX", "OKX", 8, 0.00042, 0.00042, 0.20}, true),
        venueRow({"hyperliquid", "Hyperliquid", "Hyperliquid", 1, 0.0012, 0.0013, 0.10}, true)};
    AggregateView &view = asset->aggregate;
    view.rate8h = 0.00071;
    view.rate8hOi = 0.00064;
    view.rate8hMedian = 0.00065;
    view.rate8hSpot = 0.00072;
    view.apr = 0.77745;
    view.neutral8h = 0.0001;
    view.deviation = 0.00061;
    view.baseline8h = 0.0001;
    view.normalLow8h = 0.00002;
    view.normalHigh8h = 0.00013;
    view.baselineProvisional = false;
    view.baselineDays = 30;
    view.ratio = 7.1;
    view.regime = Regime::Extreme;
    view.crowd = Crowd::Long;
    view.scope = Scope::Systemic;
    view.operatorsElevated = view.operatorsValid = view.venuesValid = view.venuesTotal = 4;
    view.elevatedShare = 1;
    view.hottest = {"Hyperliquid", "Bybit", "Binance"};
    view.drivers = {"Bybit", "Hyperliquid", "Binance"};
    view.leaveOneOutVenue = "Bybit";
    view.leaveOneOutRate8h = 0.000629;
    view.coverage = 0.98;
    view.lowConfidence = false;
    view.costDay10xPer10k = 213;
    view.realised24h10xPer10k = 96;
    view.realised7d10xPer10k = 310;
    view.realised30d10xPer10k = 1020;
    asset->aggregateHistory = steppedRates(0.0007, 0.00005, 1, 9);
    asset->fundingHistory = {{"binance-usdm", steppedRates(0.0004, 0.00005, 8, 1)},
        {"bybit", steppedRates(0.0009, 0.00006, 8, 2)}, {"okx", steppedRates(0.00018, 0.00006, 8, 3)},
        {"hyperliquid", steppedRates(0.0012, 0.00012, 1, 4)}};
    return asset;
}

/// Example 3: shorts pay, Bybit most.
inline std::shared_ptr<AssetSnapshot> crowdedShorts()
{
    auto asset = crowdedLongs();
    asset->venues = {venueRow({"binance-usdm", "Binance USD\u24c8-M", "Binance", 8, -0.00005, -0.00005, 0.40}, true),
        venueRow({"okx", "OKX", "OKX", 8, -0.00007, -0.00007, 0.3333}, true),
        venueRow({"bybit", "Bybit", "Bybit", 8, -0.00011, -0.00011, 0.2667}, true)};
    AggregateView &view = asset->aggregate;
    view.rate8h = -0.00007267;
    view.rate8hOi = -0.000071;
    view.apr = -0.07957;
    view.deviation = -0.00017267;
    view.baseline8h = 0.000035;
    view.ratio = 2.076;
    view.crowd = Crowd::Short;
    view.operatorsElevated = view.operatorsValid = view.venuesValid = view.venuesTotal = 3;
    view.hottest = view.drivers = {"Bybit"};
    view.leaveOneOutRate8h = -0.000059;
    view.costDay10xPer10k = 21.8;
    view.realised24h10xPer10k = -12.4;
    view.realised7d10xPer10k = 64;
    return asset;
}

/// Most markets on most days: everybody prints the interest component.
inline std::shared_ptr<AssetSnapshot> quiet()
{
    auto asset = crowdedLongs();
    for (VenueRow &venue : asset->venues) {
        venue.smoothed8h = venue.spot8h = venue.venue == "hyperliquid" ? 0.00011 : 0.0001;
        venue.elevated = false;
    }
    AggregateView &view = asset->aggregate;
    view.rate8h = 0.000101;
    view.rate8hOi = 0.0001;
    view.apr = 0.1106;
    view.deviation = 0.000001;
    view.ratio = 1.01;
    view.regime = Regime::Neutral;
    view.crowd = Crowd::None;
    view.scope = Scope::None;
    view.operatorsElevated = 0;
    view.hottest = view.drivers = {};
    view.leaveOneOutRate8h = 0.0001;
    view.pinned = 3;
    view.isPinned = true;
    view.meanPremium8h = 0.00031;
    view.costDay10xPer10k = 30.3;
    view.realised24h10xPer10k = 30;
    view.realised7d10xPer10k = 201;
    return asset;
}

inline VenueHealthRow healthRow(const char *id, const char *name, HealthState state, const char *reason)
{
    VenueHealthRow row;
    row.name = name;
    row.shortName = name;
    row.health.venue = id;
    row.health.state = state;
    row.health.reason = reason;
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        StreamHealth &stream = row.health.streams[i];
        stream.state = state;
        stream.sinceMs = Now - HourMs;
        stream.lastFrameMs = Now - static_cast<TimeMs>(300 * (i + 1));
        stream.perSecond = 12.0 / static_cast<double>(i + 1);
    }
    row.health.reconnects = 1;
    row.health.roundTripMs = 48;
    row.health.clockOffsetMs = -12;
    row.health.restBudgetUsed = 0.18;
    return row;
}

inline std::shared_ptr<Snapshot> snapshotOf(std::vector<std::shared_ptr<const AssetSnapshot>> assets)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->origin = Origin::Demo;
    snapshot->scenario = "tour";
    snapshot->transportMs = snapshot->marketMs = Now;
    snapshot->assets = std::move(assets);
    snapshot->venues = {healthRow("binance-usdm", "Binance USD\u24c8-M", HealthState::Live, ""),
        healthRow("okx", "OKX", HealthState::Live, ""),
        healthRow(
            "bybit", "Bybit", HealthState::Mute, "liquidation: no frame for 10 min while 2 other venues printed 24"),
        healthRow("hyperliquid", "Hyperliquid", HealthState::Down, "connection refused; next try in 8 s")};
    VenueHealth &bybit = snapshot->venues[2].health;
    for (StreamHealth &stream : bybit.streams)
        stream.state = HealthState::Live;
    bybit.of(StreamType::Liquidation).state = HealthState::Mute;
    bybit.of(StreamType::Liquidation).lastFrameMs = Now - 11 * MinuteMs;
    bybit.decodeErrors = 3;
    bybit.lastError = "tickers: not a number: {\"topic\":\"tickers.BTCUSDT\",\"data\":{\"fundingRate\":\"x\"}}";
    bybit.droppedDuplicates = 118;
    snapshot->venuesLive = 2;
    snapshot->venuesTotal = 4;
    return snapshot;
}

/// FUNDING_EXTREME of example 4 (long) or example 3 (short).
inline Event fundingExtreme(PositionSide side = PositionSide::Long)
{
    const bool isLong = side == PositionSide::Long;
    Event event;
    event.id = isLong ? 0x4fd1a20c55e30b17ULL : 0x91c2aa3b10f4d207ULL;
    event.asset = "BTC";
    event.side = side;
    event.scope = Scope::Systemic;
    event.timeMs = event.enteredMs = Now - 3 * MinuteMs;
    event.coverage = 0.98;
    event.venuesValid = 3;
    FundingExtremePayload payload;
    payload.rate8h = isLong ? 0.00071 : -0.00007267;
    payload.rate8hOi = isLong ? 0.00064 : -0.000071;
    payload.baseline8h = isLong ? 0.0001 : 0.000035;
    payload.ratio = isLong ? 7.1 : 2.076;
    payload.deviation = isLong ? 0.00061 : -0.00017267;
    payload.apr = isLong ? 0.77745 : -0.07957;
    payload.z = isLong ? 9.4 : -4.1;
    payload.venuesElevated = payload.operatorsValid = 3;
    payload.elevatedShare = 1;
    payload.concentration = isLong ? 0.369 : 0.585;
    payload.hottest =
        isLong ? std::vector<std::string>{"Hyperliquid", "Bybit", "Binance"} : std::vector<std::string>{"Bybit"};
    payload.drivers = {"Bybit"};
    payload.costDay10x = isLong ? 0.0213 : 0.00218;
    payload.costDay10xPer10k = isLong ? 213 : 21.8;
    payload.realisedCost24hPer10k = isLong ? 96 : 12.4;
    payload.realisedCost7dPer10k = isLong ? 310 : -64;
    payload.spread8h = isLong ? 0.0008 : 0.00006;
    payload.leaveOneOutVenue = "Bybit";
    payload.leaveOneOutRate8h = isLong ? 0.000629 : -0.000059;
    if (isLong)
        payload.venues = {{"binance-usdm", "Binance", 0.0004, 0.0004, 0.5, 0.0001, true, 1200},
            {"bybit", "Bybit", 0.0009, 0.0009, 0.3, 0.0001, true, 900},
            {"hyperliquid", "Hyperliquid", 0.0012, 0.0012, 0.2, 0.0001, true, 2400}};
    else
        payload.venues = {{"binance-usdm", "Binance", -0.00005, -0.00005, 0.4, 0.000035, true, 1200},
            {"okx", "OKX", -0.00007, -0.00007, 0.3333, 0.000035, true, 900},
            {"bybit", "Bybit", -0.00011, -0.00011, 0.2667, 0.000035, true, 900}};
    event.payload = payload;
    event.delivery = {Priority::P2, Telling::Popup, 0, 0};
    return event;
}

} // namespace isobar::samples
