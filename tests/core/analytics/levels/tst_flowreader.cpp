#include "core/analytics/levels/flowreader.h"
#include "core/analytics/levels/venuegroups.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / HourMs * HourMs;

/// Contracts of BTC whose past is put in by hand.
struct Contracts {
    InstrumentNames names;
    AssetState asset;

    ContractState &add(
        const std::string &venue, const std::string &operatorName, ContractKind kind = ContractKind::Linear)
    {
        auto reference = std::make_shared<Reference>();
        reference->venue.id = venue;
        reference->venue.operatorName = operatorName;
        Instrument instrument;
        instrument.id = names.intern(venue, "BTC" + std::to_string(asset.contracts.size()));
        instrument.venue = venue;
        instrument.asset = "BTC";
        instrument.quote = "USDT";
        instrument.kind = kind;
        instrument.intervalHours = 8;
        reference->instruments.push_back(instrument);
        asset.contracts.push_back(std::make_shared<ContractState>(reference, reference->instruments.front()));
        return *asset.contracts.back();
    }
    static void put(ContractState &contract, Payload payload, TimeMs marketMs = Start)
    {
        contract.apply({contract.instrument().id, marketMs, marketMs, std::move(payload)});
    }
    static void candle(ContractState &contract, int index, double low, double high, double close, double volume,
        std::optional<double> takerBuy = {})
    {
        const TimeMs open = Start + index * 5 * MinuteMs;
        put(contract, Candle{open, 5 * MinuteMs, close, high, low, close, volume, takerBuy}, Start + DayMs);
    }
    static void openInterest(ContractState &contract, int index, double coins)
    {
        put(contract, OpenInterest{coins, {}, Start + index * 5 * MinuteMs}, Start + DayMs);
    }
    std::vector<LevelBar> read(int count)
    {
        FlowReader reader(asset, Start + DayMs, Start + DayMs);
        return reader.read(asset, Start, Start + count * 5 * MinuteMs, 5 * MinuteMs);
    }
};

std::size_t group(const char *name)
{
    const auto &names = venueGroupNames();
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

} // namespace

class TestFlowReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsVenues();
    void sumsVolumeAndTakesThePriceOfTheLargest();
    void takesGrowthOverTheRangeSinceTheLastSample();
    void closesWhereOpenInterestFell();
    void countsNoVenueThatJoins();
    void holdsAJumpThatWasNotTraded();
    void followsNoOpenInterestAcrossAGap();
    void putsSettlementsIntoTheBarThatEndsThere();
    void splitsTakersForTheOpensOnlyMap();
    void doesNotDependOnTheOrderOfVenues();
    void readsOnWhereItStopped();
    void readsOnAcrossASleep();
};

void TestFlowReader::groupsVenues()
{
    VenueTraits traits;
    traits.operatorName = "Bybit";
    QCOMPARE(venueGroupOf(traits, ContractKind::Linear), group("Bybit"));
    QCOMPARE(venueGroupOf(traits, ContractKind::Inverse), group("Inverse"));
    traits.operatorName = "Somebody";
    QCOMPARE(venueGroupOf(traits, ContractKind::Linear), group("Other linear"));
    QCOMPARE(venueGroupNames().size(), VenueGroupCount);
}

void TestFlowReader::sumsVolumeAndTakesThePriceOfTheLargest()
{
    Contracts market;
    ContractState &small = market.add("binance-usdm", "Binance");
    ContractState &large = market.add("binance-usdm", "Binance");
    Contracts::put(small, Mark{68'000, {}});
    Contracts::put(large, Mark{68'000, {}});
    Contracts::put(small, OpenInterest{10, {}, {}});
    Contracts::put(large, OpenInterest{1000, {}, {}});
    Contracts::candle(small, 0, 67'000, 69'000, 68'100, 5);
    Contracts::candle(large, 0, 67'900, 68'200, 68'000, 100);
    const LevelBar bar = market.read(1)[0];
    const LevelFlow &flow = bar.flows[group("Binance")];
    QVERIFY(flow.hasPrice);
    NEAR(flow.low, 67'900); // a wick of another contract touches only that contract's positions
    NEAR(flow.high, 68'200);
    NEAR(flow.openedVolumeUsd[0], 0.05 * (100 * 68'000.0 + 5 * 68'100.0));
    NEAR(flow.openedVolumeUsd[1], flow.openedVolumeUsd[0]);
    NEAR(bar.volumeCoins, 105);
    QVERIFY(std::isnan(bar.deltaCoins));
    QVERIFY(!bar.flows[group("OKX")].hasPrice);
    QVERIFY(bar.isHatched); // a backfill
}

void TestFlowReader::takesGrowthOverTheRangeSinceTheLastSample()
{
    Contracts market;
    ContractState &contract = market.add("okx", "OKX");
    for (int i = 0; i < 4; ++i)
        Contracts::candle(contract, i, 68'000 - 100 * i, 68'050 + 10 * i, 68'000, 500);
    Contracts::openInterest(contract, 0, 1000);
    Contracts::openInterest(contract, 3, 1030);
    const auto bars = market.read(4);
    const LevelFlow &flow = bars[3].flows[group("OKX")];
    NEAR(flow.openedOiUsd[0], 30 * 68'000.0);
    NEAR(flow.openedOiUsd[1], 30 * 68'000.0);
    NEAR(flow.oiLow, 67'700);
    NEAR(flow.oiHigh, 68'080);
    NEAR(bars[3].openInterestCoins, 1030);
    QCOMPARE(bars[1].flows[group("OKX")].openedOiUsd[0], 0.0);
}

void TestFlowReader::closesWhereOpenInterestFell()
{
    Contracts market;
    ContractState &contract = market.add("okx", "OKX");
    for (int i = 0; i < 3; ++i)
        Contracts::candle(contract, i, 67'900, 68'100, 68'000, 10);
    Contracts::openInterest(contract, 0, 1000);
    Contracts::openInterest(contract, 1, 900);
    NEAR(market.read(3)[1].flows[group("OKX")].closingFactor, 0.9);
}

void TestFlowReader::countsNoVenueThatJoins()
{
    Contracts market;
    ContractState &first = market.add("okx", "OKX"), &second = market.add("okx", "OKX");
    for (int i = 0; i < 4; ++i) {
        Contracts::candle(first, i, 67'900, 68'100, 68'000, 1000);
        Contracts::openInterest(first, i, 1000);
    }
    Contracts::openInterest(second, 2, 500); // known from here on
    Contracts::openInterest(second, 3, 510);
    const auto bars = market.read(4);
    QCOMPARE(bars[2].flows[group("OKX")].openedOiUsd[0], 0.0);
    NEAR(bars[3].flows[group("OKX")].openedOiUsd[0], 10 * 68'000.0);
}

void TestFlowReader::holdsAJumpThatWasNotTraded()
{
    Contracts market;
    ContractState &contract = market.add("okx", "OKX");
    for (int i = 0; i < 8; ++i)
        Contracts::candle(contract, i, 67'900, 68'100, 68'000, 20);
    for (int i = 0; i < 8; ++i)
        Contracts::openInterest(contract, i, i < 2 ? 1000 : 1300); // 30 % more on a volume of 20
    double opened = 0;
    for (const LevelBar &bar : market.read(8))
        opened += bar.flows[group("OKX")].openedOiUsd[0];
    QCOMPARE(opened, 0.0);

    Contracts traded;
    ContractState &busy = traded.add("okx", "OKX");
    for (int i = 0; i < 3; ++i) {
        Contracts::candle(busy, i, 67'900, 68'100, 68'000, 2000);
        Contracts::openInterest(busy, i, i < 2 ? 1000 : 1300);
    }
    NEAR(traded.read(3)[2].flows[group("OKX")].openedOiUsd[0], 300 * 68'000.0);
}

void TestFlowReader::followsNoOpenInterestAcrossAGap()
{
    Contracts market;
    ContractState &contract = market.add("okx", "OKX");
    for (int i = 0; i < 12; ++i)
        Contracts::candle(contract, i, 67'900, 68'100, 68'000, 5000);
    Contracts::openInterest(contract, 0, 1000);
    Contracts::openInterest(contract, 9, 1100);
    for (const LevelBar &bar : market.read(12))
        QCOMPARE(bar.flows[group("OKX")].openedOiUsd[0], 0.0);
}

void TestFlowReader::putsSettlementsIntoTheBarThatEndsThere()
{
    Contracts market;
    ContractState &contract = market.add("bybit", "Bybit");
    for (int i = 0; i < 3; ++i)
        Contracts::candle(contract, i, 67'900, 68'100, 68'000, 1);
    Contracts::put(contract, Settlement{0.0004, Start + 10 * MinuteMs}, Start + DayMs);
    Contracts::put(contract, Settlement{0.0009, Start}, Start + DayMs); // before the first bar
    const auto bars = market.read(3);
    QCOMPARE(bars[0].flows[group("Bybit")].settledRate, 0.0);
    QCOMPARE(bars[1].flows[group("Bybit")].settledRate, 0.0004);
    QCOMPARE(bars[2].flows[group("Bybit")].settledRate, 0.0);
}

void TestFlowReader::splitsTakersForTheOpensOnlyMap()
{
    Contracts market;
    ContractState &split = market.add("binance-usdm", "Binance"), &whole = market.add("okx", "OKX");
    Contracts::candle(split, 0, 67'900, 68'100, 68'000, 100, 70);
    Contracts::candle(whole, 0, 67'900, 68'100, 68'000, 40);
    const LevelBar bar = market.read(1)[0];
    NEAR(bar.takerUsd[0], (70 + 20) * 68'000.0);
    NEAR(bar.takerUsd[1], (30 + 20) * 68'000.0);
    NEAR(bar.deltaCoins, 40);
}

void TestFlowReader::doesNotDependOnTheOrderOfVenues()
{
    Contracts market;
    for (const char *venue : {"Binance", "OKX", "Bybit"}) {
        ContractState &contract = market.add(venue, venue);
        Contracts::put(contract, Mark{68'000, {}});
        Contracts::put(contract, OpenInterest{100.0 * static_cast<double>(market.asset.contracts.size()), {}, {}});
        for (int i = 0; i < 5; ++i) {
            const double price = 68'000 + 10.0 * static_cast<double>(market.asset.contracts.size()) + i;
            Contracts::candle(contract, i, price - 50, price + 50, price, 100 + i);
            Contracts::openInterest(contract, i, 1000 + 5 * i);
        }
    }
    const auto before = market.read(5);
    std::swap(market.asset.contracts[0], market.asset.contracts[2]);
    const auto after = market.read(5);
    for (std::size_t i = 0; i < before.size(); ++i) {
        NEAR(after[i].close, before[i].close);
        NEAR(after[i].volumeCoins, before[i].volumeCoins);
        NEAR(after[i].openInterestCoins, before[i].openInterestCoins);
        for (std::size_t g = 0; g < VenueGroupCount; ++g) {
            NEAR(after[i].flows[g].openedVolumeUsd[0], before[i].flows[g].openedVolumeUsd[0]);
            NEAR(after[i].flows[g].openedOiUsd[0], before[i].flows[g].openedOiUsd[0]);
        }
    }
}

void TestFlowReader::readsOnWhereItStopped()
{
    Contracts market;
    ContractState &contract = market.add("okx", "OKX");
    for (int i = 0; i < 6; ++i) {
        Contracts::candle(contract, i, 67'900, 68'100, 68'000, 500);
        Contracts::openInterest(contract, i, 1000 + 10 * i);
    }
    const auto whole = market.read(6);
    FlowReader reader(market.asset, Start + DayMs, Start + DayMs);
    auto parts = reader.read(market.asset, Start, Start + 15 * MinuteMs, 5 * MinuteMs);
    FlowReader copy = reader;
    copy.read(market.asset, Start + 15 * MinuteMs, Start + 30 * MinuteMs, 5 * MinuteMs); // looks ahead by itself
    for (const LevelBar &bar : reader.read(market.asset, Start + 15 * MinuteMs, Start + 30 * MinuteMs, 5 * MinuteMs))
        parts.push_back(bar);
    QCOMPARE(parts.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i)
        QCOMPARE(parts[i].flows[group("OKX")].openedOiUsd[0], whole[i].flows[group("OKX")].openedOiUsd[0]);
}

// The fold stands within five minutes whose single minutes are gone: what can be had is taken in the finest bars there
// are.
void TestFlowReader::readsOnAcrossASleep()
{
    Contracts market;
    ContractState &contract = market.add("okx", "OKX");
    for (int i = 0; i < 12; ++i)
        Contracts::candle(contract, i, 67'900, 68'100, 68'000, 500);
    for (int minute = 50; minute < 60; ++minute) {
        Contracts::put(contract, Candle{Start + minute * MinuteMs, MinuteMs, 68'000, 68'050, 67'950, 68'000, 100, {}},
            Start + HourMs);
    }
    FlowReader reader(market.asset, Start + HourMs, Start);
    const auto bars = reader.readOn(market.asset, Start + 2 * MinuteMs, Start + HourMs);
    QCOMPARE(bars.size(), std::size_t(3 + 9 + 10));
    TimeMs next = Start + 2 * MinuteMs;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        QCOMPARE(bars[i].openMs, next);
        QCOMPARE(bars[i].lengthMs, i >= 3 && i < 12 ? 5 * MinuteMs : MinuteMs);
        QCOMPARE(bars[i].hasPrice, i >= 3);
        next = bars[i].endMs();
    }
    QCOMPARE(next, Start + HourMs);
}

QTEST_GUILESS_MAIN(TestFlowReader)
#include "tst_flowreader.moc"
