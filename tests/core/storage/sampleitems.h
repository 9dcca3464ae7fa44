#pragma once
#include "core/market/streamitem.h"

#include <cmath>
#include <limits>
#include <vector>

namespace isobar {

/// A stream with each kind of item and payload, absent and odd values among them.
inline std::vector<StreamItem> sampleItems(InstrumentNames &names)
{
    const InstrumentId btc = names.intern("bybit", "BTCUSDT");
    const InstrumentId eth = names.intern("okx", "ETH-USDT-SWAP");
    const TimeMs t = 1'763'000'000'000;

    auto reference = std::make_shared<Reference>();
    reference->venue.id = "bybit";
    reference->venue.name = "Bybit";
    reference->venue.defaultIntervalHours = 4;
    reference->venue.liquidations = LiquidationFeed::All;
    reference->venue.pastBars = reference->venue.barsHaveTakerSide = true;
    reference->venue.cadence[1] = {100, true};
    Instrument instrument;
    instrument.id = btc;
    instrument.venue = "bybit";
    instrument.symbol = "BTCUSDT";
    instrument.asset = "BTC";
    instrument.kind = ContractKind::Inverse;
    instrument.intervalHours = 8;
    instrument.fundingCap = 0.003;
    instrument.tiers = {{1e6, 0.005, 100, 0}, {5e6, 0.01, 50, 5000}};
    reference->instruments = {instrument};

    auto health = std::make_shared<VenueHealth>();
    health->venue = "okx";
    health->state = HealthState::Mute;
    health->reason = "mark: no frame for 6 s";
    health->streams[2] = {HealthState::Live, t, t + 5, 12.25};
    health->frames = 18'000'000'000'000'000'000U;
    health->clockOffsetMs = -3.5;

    std::vector<StreamItem> items;
    items.emplace_back(ReferencePtr(reference));
    items.emplace_back(Beat{t, t + 7});
    const auto add = [&](InstrumentId id, Payload payload) {
        items.emplace_back(Observation{id, t + TimeMs(items.size()), t + 9, std::move(payload)});
    };
    add(btc, Funding{0.0001, 8, t + HourMs, std::nullopt});
    add(eth, Funding{-0.0, std::nullopt, std::nullopt, std::nextafter(0.1, 1)});
    add(btc, Settlement{-0.00025, t - HourMs});
    add(eth, Mark{67'890.125, std::nullopt});
    add(btc, OpenInterest{5e-324, 1.7e308, t});
    add(eth, Volume{std::nullopt, 12});
    add(btc, Liquidation{PositionSide::Short, 68'000, 0.25, 17'000, t, 0xffff'ffff'ffff'ffffU});
    add(eth, Trade{Aggressor::Sell, 3'500, 2, -5, 42});
    add(btc, Candle{t, MinuteMs, 1, 2, 0.5, 1.5, 10, 4.5});
    add(eth, TradeSecond{t, 1, 2, 3, 0.25, 1, 4'000'000'000U});
    add(btc, Mark{std::numeric_limits<double>::denorm_min(), 1});
    add(eth, HistoryReach{HistoryKind::Candles, MinuteMs, t - DayMs, t});
    items.emplace_back(std::shared_ptr<const VenueHealth>(health));
    auto past = std::make_shared<Past>();
    past->rows = {{eth, t, t, Settlement{0.0001, t - DayMs}}, {btc, t, t, OpenInterest{1, std::nullopt, t - DayMs}}};
    Event event;
    event.id = ~std::uint64_t(0);
    event.timeMs = event.enteredMs = t;
    event.scope = Scope::Systemic;
    event.payload = FundingExtremePayload{};
    std::get<FundingExtremePayload>(event.payload).venues = {{"okx", "OKX", 1, 2, 3, 4, true, -5}};
    std::get<FundingExtremePayload>(event.payload).venuesElevated = -7;
    past->events = {event};
    items.emplace_back(PastPtr(past));
    auto quotes = std::make_shared<BulkQuotes>();
    quotes->venue = "okx";
    quotes->transportMs = t + 20;
    quotes->marketMs = t + 21;
    quotes->quotes = {{eth, {-0.0001, 8, t, {}}, {3'500, {}}, {12, {}, {}}, {{}, 5e6}, t, {}}};
    items.emplace_back(std::shared_ptr<const BulkQuotes>(quotes));
    items.emplace_back(Beat{t + SecondMs, t + SecondMs});
    return items;
}

/// Equal in content: what is pointed at counts, not where it lies.
inline bool sameItem(const StreamItem &a, const StreamItem &b)
{
    if (a.index() != b.index())
        return false;
    if (const auto *reference = std::get_if<ReferencePtr>(&a))
        return **reference == **std::get_if<ReferencePtr>(&b);
    if (const auto *past = std::get_if<PastPtr>(&a))
        return **past == **std::get_if<PastPtr>(&b);
    if (const auto *health = std::get_if<std::shared_ptr<const VenueHealth>>(&a))
        return **health == **std::get_if<std::shared_ptr<const VenueHealth>>(&b);
    if (const auto *quotes = std::get_if<std::shared_ptr<const BulkQuotes>>(&a))
        return **quotes == **std::get_if<std::shared_ptr<const BulkQuotes>>(&b);
    return a == b;
}

} // namespace isobar
