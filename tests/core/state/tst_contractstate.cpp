#include "core/state/contractstate.h"

#include <QtTest>

using namespace isobar;

namespace {

ReferencePtr reference(std::optional<double> instrumentHours, bool hasDefault, double scale = 1)
{
    auto made = std::make_shared<Reference>();
    made->venue.id = "test";
    made->venue.hasDefaultInterval = hasDefault;
    Instrument instrument;
    instrument.venue = "test";
    instrument.symbol = "BTCUSDT";
    instrument.asset = "BTC";
    instrument.scale = scale;
    instrument.intervalHours = instrumentHours;
    made->instruments.push_back(instrument);
    return made;
}

ContractState contract(std::optional<double> instrumentHours = {}, bool hasDefault = true, double scale = 1)
{
    const ReferencePtr made = reference(instrumentHours, hasDefault, scale);
    return ContractState(made, made->instruments.front());
}

Observation at(TimeMs marketMs, Payload payload) { return {{}, marketMs, marketMs, std::move(payload)}; }

} // namespace

class TestContractState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesTheScaleOutOfPricesAndQuantities()
    {
        ContractState state = contract({}, true, 1000);
        state.apply(at(1, Mark{0.012, 0.0121}));
        state.apply(at(2, OpenInterest{5000.0, {}, {}}));
        QCOMPARE(*state.mark, 0.000012);
        QCOMPARE(*state.index, 0.0000121);
        QCOMPARE(*state.openInterestCoins, 5e6);
        QCOMPARE(*state.openInterestUsd(), 60.0); // 5000 units of 0.012
    }

    void prefersTheIntervalOfTheFrames()
    {
        ContractState state = contract(4.0);
        QCOMPARE(*state.intervalHours(), 4.0);
        state.apply(at(1, Funding{0.0001, 1.0, {}, {}}));
        QCOMPARE(*state.intervalHours(), 1.0);
    }

    void knowsNoIntervalWithoutASource()
    {
        ContractState state = contract({}, false);
        QVERIFY(!state.intervalHours());
        state.apply(at(1, Settlement{0.0001, 8 * HourMs}));
        state.apply(at(1, Settlement{0.0001, 12 * HourMs}));
        QVERIFY(!state.intervalHours());
        state.apply(at(1, Settlement{0.0001, 16 * HourMs + 7}));
        QCOMPARE(*state.intervalHours(), 4.0);
    }

    void doesNotStateTheDefaultOfTheVenue()
    {
        ContractState state = contract({}, true); // eight hours by default
        QCOMPARE(state.intervalHours(), std::optional(8.0));
        QVERIFY(!state.statedIntervalHours());
        state.apply(at(1, Funding{0.0001, 4.0, {}, {}}));
        QCOMPARE(state.statedIntervalHours(), std::optional(4.0));
        QCOMPARE(contract(2.0).statedIntervalHours(), std::optional(2.0)); // the instrument's
    }

    void statesTheSpacingOnceFramesNameNoInterval()
    {
        ContractState state = contract({}, true);
        for (const TimeMs hour : {0, 4, 8})
            state.apply(at(9 * HourMs, Settlement{0.0001, hour * HourMs}));
        QVERIFY(!state.statedIntervalHours()); // of before: a frame may say that it is another by now
        state.apply(at(9 * HourMs, Funding{0.0001, {}, {}, {}}));
        QCOMPARE(state.statedIntervalHours(), std::optional(4.0));
        state.apply(at(9 * HourMs, Settlement{0.0001, 9 * HourMs}));
        QVERIFY(!state.statedIntervalHours());
        state.apply(at(10 * HourMs, Settlement{0.0001, 10 * HourMs}));
        QCOMPARE(state.statedIntervalHours(), std::optional(1.0));
    }

    void statesNoSpacingOfProvisionalPayments()
    {
        ContractState state = contract({}, true);
        for (TimeMs time = 0; time < 24 * HourMs; time += MinuteMs) {
            state.apply(at(time, Funding{0.0001, {}, {}, {}}));
            state.advance(time + MinuteMs); // pays at each multiple of the default
        }
        QCOMPARE(state.payments().size(), std::size_t(3));
        QVERIFY(!state.statedIntervalHours());
        for (const TimeMs hour : {12, 16, 20})
            state.apply(at(25 * HourMs, Settlement{0.0001, hour * HourMs}));
        QVERIFY(state.payments().back().provisional);
        QCOMPARE(state.statedIntervalHours(), std::optional(4.0)); // that at 24 waits for the venue
    }

    void paysAtTheSettlementWhenTheVenueIsSilentAboutIt()
    {
        ContractState state = contract(8.0);
        const TimeMs due = 8 * HourMs;
        state.apply(at(due - MinuteMs, Funding{0.0003, {}, due, {}}));
        state.advance(due - 1);
        QVERIFY(state.payments().empty());
        state.advance(due);
        QCOMPARE(state.payments().size(), std::size_t(1));
        QCOMPARE(state.payments()[0], (FundingPayment{due, 0.0003, true}));
        QVERIFY(state.isSettling());
        state.advance(due + SecondMs);
        QCOMPARE(state.payments().size(), std::size_t(1));
    }

    void replacesAProvisionalPaymentByTheVenuesWord()
    {
        ContractState state = contract(8.0);
        const TimeMs due = 8 * HourMs;
        state.apply(at(due - MinuteMs, Funding{0.0003, {}, due, {}}));
        state.advance(due);
        state.apply(at(due + SecondMs, Settlement{0.00031, due + 12}));
        QCOMPARE(state.payments().size(), std::size_t(1));
        QCOMPARE(state.payments()[0].rate, 0.00031);
        QVERIFY(!state.payments()[0].provisional);
        state.advance(due + 2 * SecondMs);
        QCOMPARE(state.payments().size(), std::size_t(1));
    }

    void inventsNoPaymentAcrossASilence()
    {
        ContractState state = contract(8.0);
        const TimeMs due = 8 * HourMs;
        state.apply(at(HourMs, Funding{0.0003, {}, due, {}}));
        for (TimeMs time = HourMs; time <= due + HourMs; time += MinuteMs)
            state.advance(time); // nothing was heard for seven hours, while time passed
        QVERIFY(state.payments().empty());
    }

    void countsOnWhenTheVenueTellsTheNextSettlementLate()
    {
        ContractState state = contract(1.0);
        const TimeMs due = 8 * HourMs;
        state.apply(at(due - MinuteMs, Funding{0.0001, {}, due, {}}));
        state.advance(due + 59 * SecondMs);
        QCOMPARE(*state.nextFundingMs(), due);
        QVERIFY(state.isSettling());
        state.advance(due + MinuteMs);
        QCOMPARE(*state.nextFundingMs(), due + HourMs);
        QVERIFY(!state.isSettling());
        state.apply(at(due + 59 * MinuteMs, Mark{68'000.0, {}}));
        state.advance(due + HourMs);
        QCOMPARE(state.payments().size(), std::size_t(2)); // the hour in between is paid for, too
        QCOMPARE(state.payments()[1], (FundingPayment{due + HourMs, 0.0001, true}));
        state.advance(due + 3 * HourMs + MinuteMs);
        QCOMPARE(*state.nextFundingMs(), due + 4 * HourMs);
        state.apply(at(due + 3 * HourMs + 2 * MinuteMs, Funding{0.0001, {}, due + 4 * HourMs, {}}));
        QCOMPARE(*state.nextFundingMs(), due + 4 * HourMs);
    }

    void derivesTheNextSettlementWhereTheVenueDoesNotSendIt()
    {
        ContractState state = contract(1.0);
        state.apply(at(90 * MinuteMs, Funding{0.00001, {}, {}, {}}));
        QCOMPARE(*state.nextFundingMs(), 2 * HourMs);
        state.apply(at(2 * HourMs - 1000, Mark{68'000.0, {}}));
        state.advance(2 * HourMs);
        QCOMPARE(state.payments().size(), std::size_t(1));
        QCOMPARE(*state.nextFundingMs(), 3 * HourMs);
    }

    void keepsHistoryApartFromTheLiveValue()
    {
        ContractState state = contract();
        state.apply(at(DayMs, OpenInterest{100.0, {}, {}}));
        state.apply(at(DayMs, OpenInterest{80.0, {}, 2 * HourMs}));
        QCOMPARE(*state.openInterestCoins, 100.0);
        QCOMPARE(state.openInterestHours().at(3 * HourMs, 2 * HourMs)->value, 80.0);
    }

    void makesBarsOfTradesAndMarks()
    {
        ContractState state = contract({}, true, 1000);
        const TimeMs open = 10 * DayMs;
        state.apply(at(open + 70 * SecondMs, TradeSecond{open + 70 * SecondMs, 2, 1, 0.012, 0.010, 0.011, 5}));
        state.apply(at(open + 80 * SecondMs, Trade{Aggressor::Sell, 0.013, 1, open + 80 * SecondMs, 1}));
        state.apply(at(open + 90 * SecondMs, Mark{0.008, {}}));
        for (const BarSeries *bars : {&state.minuteBars(), &state.fiveMinuteBars()}) {
            QCOMPARE(bars->size(), std::size_t(1));
            const Bar bar = *bars->newest();
            QCOMPARE(bar.openMs, floorTo(open + 70 * SecondMs, bars->stepMs()));
            QCOMPARE(float(bar.high), float(0.000013));
            QCOMPARE(float(bar.low), float(0.000008));
            QCOMPARE(float(bar.close), float(0.000013));
            QCOMPARE(bar.volumeCoins, 4000.0);
            QCOMPARE(*bar.takerBuyCoins, 2000.0);
        }
    }

    void putsCandlesByTheirLength()
    {
        ContractState state = contract();
        const TimeMs now = 10 * DayMs + 2 * MinuteMs;
        const auto candle = [&](TimeMs openMs, TimeMs lengthMs, double close) {
            state.apply(at(now, Candle{openMs, lengthMs, 100, 110, 90, close, 7, {}}));
        };
        candle(10 * DayMs - 5 * MinuteMs, 5 * MinuteMs, 101);
        candle(10 * DayMs, MinuteMs, 102);
        candle(9 * DayMs, HourMs, 103);
        candle(20 * DayMs, 5 * MinuteMs, 104); // a clock gone wrong
        QCOMPARE(state.fiveMinuteBars().size(), std::size_t(1));
        QCOMPARE(state.fiveMinuteBars().newest()->close, 101.0);
        QVERIFY(!state.fiveMinuteBars().newest()->takerBuyCoins);
        QCOMPARE(state.minuteBars().size(), std::size_t(1));
        QCOMPARE(state.priceHours().at(9 * DayMs + HourMs, HourMs)->value, 103.0);
        QCOMPARE(state.priceHours().at(now, HourMs)->value, 102.0);
    }

    void goesOnFromTheRunningBarOfTheVenue()
    {
        ContractState state = contract();
        const TimeMs open = 10 * DayMs, now = open + 2 * MinuteMs;
        state.apply(at(now, TradeSecond{now, 1, 1, 105, 105, 105, 1}));
        state.apply(at(now, Candle{open, 5 * MinuteMs, 100, 110, 90, 104, 50, {}}));
        state.apply(at(now + SecondMs, TradeSecond{now + SecondMs, 3, 1, 106, 106, 106, 1}));
        const Bar bar = *state.fiveMinuteBars().newest();
        QCOMPARE(bar.open, 100.0);
        QCOMPARE(bar.close, 106.0);
        QCOMPARE(bar.volumeCoins, 54.0);
        QVERIFY(!bar.takerBuyCoins); // of the first 50 it is not known
        // A price of the running hour is one of now, so that the mark goes on from it.
        state.apply(at(now + MinuteMs, Mark{107, {}}));
        QCOMPARE(state.priceHours().samples().back().value, 107.0);
    }

    void keepsAMonthOfFineOpenInterest()
    {
        ContractState state = contract();
        const TimeMs now = 100 * DayMs;
        state.apply(at(now, OpenInterest{100.0, {}, {}}));
        state.apply(at(now, OpenInterest{80.0, {}, now - 30 * DayMs}));
        QCOMPARE(state.openInterestFine().at(now - 30 * DayMs, MinuteMs)->value, 80.0);
    }
};

QTEST_GUILESS_MAIN(TestContractState)
#include "tst_contractstate.moc"
