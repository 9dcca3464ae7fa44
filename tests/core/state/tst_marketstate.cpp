#include "core/state/marketstate.h"

#include <QtTest>

using namespace isobar;

namespace {

ReferencePtr venue(
    InstrumentNames &names, const std::string &id, const std::vector<std::pair<std::string, std::string>> &symbols)
{
    auto made = std::make_shared<Reference>();
    made->venue.id = id;
    for (const auto &[symbol, quote] : symbols) {
        Instrument instrument;
        instrument.id = names.intern(id, symbol);
        instrument.venue = id;
        instrument.symbol = symbol;
        instrument.asset = "BTC";
        instrument.quote = quote;
        made->instruments.push_back(instrument);
    }
    return made;
}

} // namespace

class TestMarketState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsContractsByAssetInAFixedOrder()
    {
        InstrumentNames names;
        MarketState state;
        state.apply(StreamItem(venue(names, "okx", {{"BTC-USDT-SWAP", "USDT"}})));
        state.apply(StreamItem(venue(names, "binance-usdm", {{"BTCUSDT", "USDT"}, {"BTCUSDC", "USDC"}})));
        const AssetState *asset = state.asset("BTC");
        QVERIFY(asset);
        QCOMPARE(asset->contracts.size(), std::size_t(3));
        QCOMPARE(asset->contracts[0]->instrument().symbol, std::string("BTCUSDC"));
        QCOMPARE(asset->contracts[2]->venue().id, std::string("okx"));
    }

    void leavesOutContractsThatAreNotQuotedInDollars()
    {
        InstrumentNames names;
        MarketState state;
        state.apply(StreamItem(venue(names, "x", {{"ETHBTC", "BTC"}, {"ETHUSD", "USD"}})));
        QCOMPARE(state.asset("BTC")->contracts.size(), std::size_t(1));
    }

    void keepsObservationsOverARefreshAndForgetsDelistedContracts()
    {
        InstrumentNames names;
        MarketState state;
        const ReferencePtr before = venue(names, "x", {{"A", "USDT"}, {"B", "USDT"}});
        state.apply(StreamItem(before));
        const Observation mark{before->instruments[0].id, 5, 5, Mark{100.0, {}}};
        state.apply(StreamItem(mark));
        state.apply(StreamItem(venue(names, "x", {{"A", "USDT"}})));
        QCOMPARE(state.asset("BTC")->contracts.size(), std::size_t(1));
        QCOMPARE(*state.asset("BTC")->contracts[0]->mark, 100.0);
        state.apply(StreamItem(Observation{before->instruments[1].id, 6, 6, Mark{1.0, {}}}));
        QCOMPARE(state.unknownInstruments(), std::uint64_t(1));
    }

    void sumsLiquidationsOfAnHour()
    {
        InstrumentNames names;
        MarketState state;
        const ReferencePtr made = venue(names, "x", {{"A", "USDT"}});
        state.apply(StreamItem(made));
        const InstrumentId id = made->instruments[0].id;
        const auto died = [&](PositionSide side, double usd, TimeMs time) {
            state.apply(StreamItem(Observation{id, time, time, Liquidation{side, 1, usd, usd, time, 0}}));
        };
        died(PositionSide::Long, 100, HourMs);
        died(PositionSide::Long, 50, HourMs + 30 * MinuteMs);
        died(PositionSide::Short, 7, HourMs + 30 * MinuteMs);
        state.apply(StreamItem(Beat{HourMs + 40 * MinuteMs, HourMs + 40 * MinuteMs}));
        QCOMPARE(state.asset("BTC")->liquidations.hour().longUsd, 150.0);
        QCOMPARE(state.asset("BTC")->liquidations.hour().shortUsd, 7.0);
        state.apply(StreamItem(Beat{2 * HourMs + 10 * MinuteMs, 2 * HourMs + 10 * MinuteMs}));
        QCOMPARE(state.asset("BTC")->liquidations.hour().longUsd, 50.0);
    }

    void readsLiquidationsPerCoinAndSaysSinceWhenItHearsThem()
    {
        InstrumentNames names;
        MarketState state;
        auto deaf = std::make_shared<Reference>(*venue(names, "deaf", {{"A", "USDT"}}));
        auto heard = std::make_shared<Reference>(*venue(names, "heard", {{"1000A", "USDT"}}));
        heard->venue.liquidations = LiquidationFeed::Throttled;
        heard->instruments[0].scale = 1000;
        state.apply(StreamItem(ReferencePtr(deaf)));
        state.apply(StreamItem(ReferencePtr(heard)));
        state.apply(StreamItem(Observation{deaf->instruments[0].id, 5, 5, Mark{100.0, {}}}));
        QVERIFY(!state.asset("BTC")->liquidationsSinceMs);
        const InstrumentId id = heard->instruments[0].id;
        state.apply(StreamItem(Observation{id, 6, 6, Settlement{0.0001, 3}})); // history proves no stream
        QVERIFY(!state.asset("BTC")->liquidationsSinceMs);
        state.apply(StreamItem(Observation{id, 7, 7, Mark{100.0, {}}}));
        QCOMPARE(*state.asset("BTC")->liquidationsSinceMs, TimeMs(7));
        state.apply(StreamItem(Observation{id, 9, 9, Liquidation{PositionSide::Short, 50, 4, 200, 8, 0}}));
        const LiquidationPrint print = state.asset("BTC")->liquidationTape.log().chunks.front()->front();
        QCOMPARE(print.price, 0.05);
        QCOMPARE(print.coins(), 4000.0);
        QCOMPARE(print.timeMs, TimeMs(8));
        QCOMPARE(print.side, PositionSide::Short);
        // A venue whose clock is far ahead must not hold the windows open.
        state.apply(StreamItem(Observation{id, 10, 10, Liquidation{PositionSide::Short, 50, 4, 200, DayMs, 1}}));
        QCOMPARE(state.asset("BTC")->liquidationTape.log().chunks.back()->back().timeMs, TimeMs(10));
        state.beginWatching("BTC");
        QVERIFY(!state.asset("BTC")->liquidationsSinceMs);
        QCOMPARE(state.asset("BTC")->liquidations.hour().shortUsd, 400.0); // what was seen stays
    }
};

QTEST_GUILESS_MAIN(TestMarketState)
#include "tst_marketstate.moc"
