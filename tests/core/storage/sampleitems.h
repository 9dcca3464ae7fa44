#pragma once
#include "core/market/streamitem.h"
#include "tests/support/filledevent.h"

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
    for (std::size_t i = 0; i < EventTypeCount; ++i)
        past->events.push_back(filledEvent(static_cast<EventType>(i)));
    items.emplace_back(PastPtr(past));
    auto quotes = std::make_shared<BulkQuotes>();
    quotes->venue = "okx";
    quotes->transportMs = t + 20;
    quotes->marketMs = t + 21;
    quotes->quotes = {{eth, {-0.0001, 8, t, {}}, {3'500, {}}, {12, {}, {}}, {{}, 5e6}, t, {}}};
    items.emplace_back(std::shared_ptr<const BulkQuotes>(quotes));
    auto account = std::make_shared<AccountPositions>();
    account->venue = "okx";
    account->account = "0x00ff";
    account->transportMs = t + 30;
    account->marketMs = t + 31;
    account->positions = {
        {eth, PositionSide::Short, 12.5, 43'750, 4'000.5, true}, {btc, PositionSide::Long, 1e-9, 0.0001, {}, false}};
    items.emplace_back(AccountPositionsPtr(account));
    items.emplace_back(std::make_shared<const Checkpoint>(Checkpoint{std::string("\0\xff", 2)}));
    items.emplace_back(std::make_shared<const EngineOrders>(EngineOrders{t, R"({"watched":["BTC"]})"}));
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
    if (const auto *account = std::get_if<AccountPositionsPtr>(&a))
        return **account == **std::get_if<AccountPositionsPtr>(&b);
    if (const auto *checkpoint = std::get_if<CheckpointPtr>(&a))
        return **checkpoint == **std::get_if<CheckpointPtr>(&b);
    if (const auto *orders = std::get_if<std::shared_ptr<const EngineOrders>>(&a))
        return **orders == **std::get_if<std::shared_ptr<const EngineOrders>>(&b);
    return a == b;
}

} // namespace isobar
