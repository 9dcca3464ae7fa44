#include "core/state/marketstate.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'772'150'400'000; // 2026-02-27 00:00 UTC

struct Listed {
    const char *symbol, *asset;
    double scale = 1;
    std::optional<double> intervalHours = 8;
    const char *quote = "USDT";
};

ReferencePtr reference(InstrumentNames &names, const std::string &venue, std::initializer_list<Listed> list)
{
    auto made = std::make_shared<Reference>();
    made->venue.id = venue;
    for (const Listed &each : list) {
        Instrument &instrument = made->instruments.emplace_back();
        instrument.id = names.intern(venue, each.symbol);
        instrument.venue = venue;
        instrument.symbol = each.symbol;
        instrument.asset = each.asset;
        instrument.scale = each.scale;
        instrument.quote = each.quote;
        instrument.intervalHours = each.intervalHours;
    }
    return made;
}

std::shared_ptr<const BulkQuotes> quotes(const BulkQuote &quote, TimeMs marketMs)
{
    auto made = std::make_shared<BulkQuotes>();
    made->marketMs = made->transportMs = marketMs;
    made->quotes = {quote};
    return made;
}

} // namespace

class TestBulkBoard : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<InstrumentNames> names;
    std::unique_ptr<MarketState> state;
    const std::vector<BulkContract> &contracts() { return state->bulk().contracts(); }
    std::string order()
    {
        std::string all;
        for (const BulkContract &each : contracts())
            all += each.instrument->asset + "/" + each.venue().id + "/" + each.instrument->symbol + " ";
        return all;
    }
    /// A rate of a contract of one hour, told at `marketMs`.
    void tell(double rate, TimeMs marketMs)
    {
        BulkQuote quote;
        quote.instrument = names->intern("hl", "BTC");
        quote.funding.rate = rate;
        quote.fundingSeenMs = marketMs;
        state->apply(quotes(quote, marketMs));
    }
private Q_SLOTS:
    void init()
    {
        names = std::make_unique<InstrumentNames>();
        state = std::make_unique<MarketState>();
    }
    void standsInTheOrderOfAMatrix()
    {
        state->apply(reference(*names, "v2", {{"ETHUSDT", "ETH"}, {"BTCUSDT", "BTC"}}));
        state->apply(reference(*names, "v1", {{"BTCUSDT", "BTC"}, {"BTCUSDC", "BTC"}, {"XBTETH", "BTC", 1, 8, "ETH"}}));
        QCOMPARE(order(), std::string("BTC/v1/BTCUSDC BTC/v1/BTCUSDT BTC/v2/BTCUSDT ETH/v2/ETHUSDT "));
    }
    void keepsWhatWasSaidThroughANewList()
    {
        state->apply(reference(*names, "v", {{"1000PEPE", "PEPE", 1000, 4}}));
        BulkQuote quote;
        quote.instrument = names->intern("v", "1000PEPE");
        quote.funding = {0.0002, {}, Start + HourMs, {}};
        quote.mark = {0.01, 0.0099};
        quote.openInterest.baseQuantity = 5e6;
        quote.volume.baseQuantity = 7e6;
        quote.fundingSeenMs = quote.markSeenMs = Start;
        state->apply(quotes(quote, Start));
        state->apply(reference(*names, "v", {{"AAA", "AAA"}, {"1000PEPE", "PEPE", 1000, 4}}));
        QCOMPARE(order(), std::string("AAA/v/AAA PEPE/v/1000PEPE "));
        const BulkContract &pepe = contracts()[1];
        QCOMPARE(pepe.rate, std::optional(0.0002));
        QCOMPARE(pepe.intervalHours(), std::optional(4.0));
        QCOMPARE(pepe.nextFundingMs(Start), std::optional(Start + HourMs));
        QCOMPARE(*pepe.mark, 0.00001);
        QCOMPARE(*pepe.index, 0.0000099);
        QCOMPARE(*pepe.openInterestUsd, 50'000.0); // 5 M of a thousand at 0.00001
        QCOMPARE(*pepe.turnoverUsd, 70'000.0);
        QVERIFY(!contracts()[0].rate);
        state->apply(reference(*names, "v", {{"AAA", "AAA"}}));
        QCOMPARE(order(), std::string("AAA/v/AAA "));
        state->apply(quotes(quote, Start)); // under way while the list changed
        QVERIFY(!contracts()[0].rate);
    }
    void noticesWhatWasSettled()
    {
        state->apply(reference(*names, "hl", {{"BTC", "BTC", 1, 1}}));
        for (int minute = 0; minute < 10 * 60; ++minute)
            tell(0.00001 * (minute / 60 + 1), Start + minute * MinuteMs);
        const auto payments = contracts()[0].payments();
        QCOMPARE(payments.size(), std::size_t(8));
        for (std::size_t i = 0; i < payments.size(); ++i) {
            QCOMPARE(payments[i].timeMs, Start + TimeMs(i + 2) * HourMs);
            QCOMPARE(payments[i].rate, 0.00001 * double(i + 2));
        }
    }
    void learnsAnIntervalThatTheVenueDoesNotTell()
    {
        auto unsaid = std::make_shared<Reference>(*reference(*names, "hl", {{"BTC", "BTC", 1, {}}}));
        unsaid->venue.hasDefaultInterval = false;
        state->apply(ReferencePtr(unsaid));
        BulkQuote quote;
        quote.instrument = names->intern("hl", "BTC");
        quote.funding.rate = 0.0001;
        const auto tellNext = [&](TimeMs nextMs, TimeMs marketMs) {
            quote.funding.nextFundingMs = nextMs;
            quote.fundingSeenMs = marketMs;
            state->apply(quotes(quote, marketMs));
        };
        tellNext(Start + 4 * HourMs, Start);
        tellNext(Start + 12 * HourMs, Start + 9 * HourMs); // there may have been one between
        QVERIFY(!contracts()[0].intervalHours());
        tellNext(Start + 12 * HourMs, Start + 12 * HourMs - MinuteMs);
        tellNext(Start + 16 * HourMs, Start + 12 * HourMs + MinuteMs);
        QCOMPARE(contracts()[0].intervalHours(), std::optional(4.0));
    }
    void doesNotGuessWhatWasSettledInASilence()
    {
        state->apply(reference(*names, "hl", {{"BTC", "BTC", 1, 1}}));
        tell(0.00001, Start + 10 * MinuteMs);
        tell(0.00002, Start + 70 * MinuteMs); // 50 min before the settlement is too old to stand for it
        QVERIFY(contracts()[0].payments().empty());
        tell(0.00003, Start + 118 * MinuteMs);
        tell(0.00004, Start + 121 * MinuteMs);
        QCOMPARE(contracts()[0].payments().size(), std::size_t(1));
        QCOMPARE(contracts()[0].payments()[0].rate, 0.00003);
    }
};

QTEST_GUILESS_MAIN(TestBulkBoard)
#include "tst_bulkboard.moc"
