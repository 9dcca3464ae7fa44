#include <QtTest/QtTest>

#include <map>
#include <set>

#include "core/simulation/indexprices.h"
#include "core/simulation/listings.h"
#include "core/simulation/market.h"
#include "core/simulation/steps.h"
#include "core/simulation/truth.h"

using namespace isobar;
using namespace isobar::simulation;

namespace {

constexpr TimeMs Start = 1'772'000'000'000; // 06:13:20 UTC

MarketConfig config(Scenario scenario, int historyDays = 1, std::uint64_t seed = 1)
{
    return {scenario, seed, Start, historyDays, {"binance-usdm", "okx", "bybit", "hyperliquid"}};
}

std::int64_t sumOf(const std::vector<Position> &positions)
{
    std::int64_t sum = 0;
    for (const Position &position : positions)
        sum += position.units;
    return sum;
}

bool isNear(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

bool operator==(const Market::Feed &a, const Market::Feed &b)
{
    return a.prints == b.prints && a.liquidations == b.liquidations && a.settlements == b.settlements
        && a.cursor == b.cursor;
}

int contractOf(const Market &market, const std::string &venue, const std::string &symbol)
{
    for (std::size_t i = 0; i < market.contracts().size(); ++i) {
        if (market.contracts()[i].venue == venue && market.contracts()[i].symbol == symbol)
            return static_cast<int>(i);
    }
    return -1;
}

struct Stretch {
    Scenario scenario;
    int fromMinute, minutes;
};

} // namespace

Q_DECLARE_METATYPE(Stretch)

class TestMarket : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void booksBalanceAtEveryStep_data();
    void booksBalanceAtEveryStep();
    void eachLiquidationIsOneAgentAtItsOwnPrice_data() { booksBalanceAtEveryStep_data(); }
    void eachLiquidationIsOneAgentAtItsOwnPrice();
    void fundingPaidSumsToZero();
    void settlesAtMultiplesOfTheInterval();
    void reportsTheOpenInterestOfTheBook();
    void oneSeedIsOneMarketHoweverItIsAdvanced();
    void anotherSeedIsAnotherMarket();
    void minutesEqualTheirPrints();
    void barsOfAllIntervalsAgree();
    void dayFiguresAreSumsOfTheBars();
    void feedIsInOrderAndHasNoGapsOrRepeats();
    void forgetsOldPrints();
    void historyReachesBack();
    void startsAtAnyMillisecond();
    void venuesCanBeChosen();
    void assetsCanBeMadeUp();
    void forcedSellingPushesThePrice();
};

void TestMarket::booksBalanceAtEveryStep_data()
{
    QTest::addColumn<Stretch>("stretch");
    QTest::newRow("calm") << Stretch{Scenario::Calm, 0, 3};
    QTest::newRow("long-squeeze") << Stretch{Scenario::LongSqueeze, 84, 6};
    QTest::newRow("short-squeeze") << Stretch{Scenario::ShortSqueeze, 80, 6};
    QTest::newRow("cascade") << Stretch{Scenario::Cascade, 29, 9};
    QTest::newRow("feed-outage") << Stretch{Scenario::FeedOutage, 0, 3};
    QTest::newRow("tour") << Stretch{Scenario::Tour, 117, 5};
}

void TestMarket::booksBalanceAtEveryStep()
{
    QFETCH(Stretch, stretch);
    Market market(config(stretch.scenario));
    market.advanceTo(Start + stretch.fromMinute * MinuteMs);
    const std::size_t count = market.contracts().size();
    std::vector<std::int64_t> before(count), openedBefore(count), closedBefore(count);
    for (int second = 0; second <= stretch.minutes * 60; ++second) {
        market.advanceTo(Start + stretch.fromMinute * MinuteMs + second * SecondMs);
        for (std::size_t i = 0; i < count; ++i) {
            const Book &book = market.truth().books[i];
            QVERIFY(book.openInterest() > 0);
            for (const Side side : {Side::Long, Side::Short}) {
                QCOMPARE(sumOf(book.positions(side)), book.openInterest());
                QCOMPARE(book.opened(side) - book.closed(side), book.openInterest());
            }
            const std::int64_t opened = book.opened(Side::Long), closed = book.closed(Side::Long);
            if (second > 0)
                QCOMPARE(book.openInterest() - before[i], (opened - openedBefore[i]) - (closed - closedBefore[i]));
            before[i] = book.openInterest();
            openedBefore[i] = opened;
            closedBefore[i] = closed;
        }
    }
}

void TestMarket::eachLiquidationIsOneAgentAtItsOwnPrice()
{
    QFETCH(Stretch, stretch);
    Market market(config(stretch.scenario));
    market.advanceTo(Start + stretch.fromMinute * MinuteMs);
    std::uint64_t cursor = market.cursor();
    std::set<std::pair<int, std::uint64_t>> dead;
    std::vector<double> markBefore;
    for (std::size_t i = 0; i < market.contracts().size(); ++i)
        markBefore.push_back(market.state(static_cast<int>(i)).mark);
    for (int second = 1; second <= stretch.minutes * 60; ++second) {
        market.advanceTo(market.nowMs() + SecondMs);
        const Market::Feed feed = market.since(cursor);
        cursor = feed.cursor;
        std::vector<Death> deaths;
        const auto &all = market.truth().deaths;
        const std::size_t fresh = feed.liquidations.size();
        QVERIFY(all.size() >= fresh);
        deaths.assign(all.end() - static_cast<std::ptrdiff_t>(fresh), all.end());
        for (const Death &death : deaths) {
            const ContractSpec &spec = market.contracts()[static_cast<std::size_t>(death.liquidation.contract)];
            const Liquidation &told = death.liquidation;
            const auto isIt = [&](const Liquidation &l) {
                return l.contract == told.contract && l.timeMs == told.timeMs && l.price == told.price
                    && l.base == told.base && l.position == told.position;
            };
            QVERIFY(std::any_of(feed.liquidations.begin(), feed.liquidations.end(), isIt));
            QVERIFY2(dead.insert({told.contract, death.position.agent}).second, "an agent died twice");
            QCOMPARE(told.position, death.position.terms.side);
            QCOMPARE(told.price, roundToStep(liquidationPrice(death.position.terms), spec.tick));
            const Book &book = market.truth().books[static_cast<std::size_t>(told.contract)];
            QCOMPARE(told.base, book.baseOf(death.position.units, told.price));
            // The mark passed the price in this second (or stood beyond it when a settlement moved the price).
            const double was = markBefore[static_cast<std::size_t>(told.contract)];
            const double is = market.state(told.contract).mark;
            if (told.position == Side::Long)
                QVERIFY(std::min(was, is) <= told.price * 1.001);
            else
                QVERIFY(std::max(was, is) >= told.price * 0.999);
            const auto isOrder = [&](const Print &p) {
                return p.contract == told.contract && p.timeMs == told.timeMs && p.price == told.price
                    && p.base == told.base && p.takerBuy == (told.position == Side::Short);
            };
            QVERIFY(std::any_of(feed.prints.begin(), feed.prints.end(), isOrder));
        }
        for (std::size_t i = 0; i < markBefore.size(); ++i)
            markBefore[i] = market.state(static_cast<int>(i)).mark;
    }
    if (stretch.scenario == Scenario::Cascade)
        QVERIFY(dead.size() > 300);
}

void TestMarket::fundingPaidSumsToZero()
{
    Market market(config(Scenario::LongSqueeze));
    std::uint64_t cursor = market.cursor();
    int settled = 0;
    while (market.nowMs() < Start + 130 * MinuteMs) { // over 07:00 and 08:00
        market.advanceTo(market.nowMs() + SecondMs);
        const Market::Feed feed = market.since(cursor);
        cursor = feed.cursor;
        for (const Settlement &settlement : feed.settlements) {
            const Book &book = market.truth().books[static_cast<std::size_t>(settlement.contract)];
            const double longs = book.lastFundingPaid(Side::Long), shorts = book.lastFundingPaid(Side::Short);
            QVERIFY(std::abs(longs + shorts) <= 1e-9 * std::abs(longs));
            QVERIFY(longs * settlement.rate > 0); // a positive rate is paid by longs
            ++settled;
        }
    }
    QCOMPARE(settled, 6 * 2 + 22); // Hyperliquid twice, the others once
}

void TestMarket::settlesAtMultiplesOfTheInterval()
{
    Market market(config(Scenario::Calm));
    for (std::size_t i = 0; i < market.contracts().size(); ++i) {
        const int contract = static_cast<int>(i);
        const ContractState state = market.state(contract);
        const auto step = static_cast<TimeMs>(state.intervalHours * HourMs);
        QCOMPARE(state.nextFundingMs, floorTo(market.nowMs(), step) + step);
        QCOMPARE(state.lastSettledMs, floorTo(market.nowMs(), step));
        const auto settled = market.settlements(contract, 0, market.nowMs() + 1);
        QVERIFY(!settled.empty());
        QCOMPARE(settled.back().rate, state.lastSettledRate);
        for (std::size_t k = 1; k < settled.size(); ++k)
            QCOMPARE(settled[k].timeMs - settled[k - 1].timeMs, step);
    }
    // The running estimate becomes the settled rate.
    const int bitcoin = contractOf(market, "hyperliquid", "BTC");
    const TimeMs next = market.state(bitcoin).nextFundingMs;
    market.advanceTo(next - SecondMs);
    const double running = market.state(bitcoin).fundingRate;
    market.advanceTo(next);
    QCOMPARE(market.state(bitcoin).lastSettledMs, next);
    QVERIFY(std::abs(market.state(bitcoin).lastSettledRate - running) < 1e-7);
}

void TestMarket::reportsTheOpenInterestOfTheBook()
{
    Market market(config(Scenario::Calm));
    for (std::size_t i = 0; i < market.contracts().size(); ++i) {
        const ContractSpec &spec = market.contracts()[i];
        const ContractState state = market.state(static_cast<int>(i));
        const double lots = static_cast<double>(market.truth().books[i].openInterest());
        QVERIFY(isNear(state.openInterestBase, spec.inverse ? lots * spec.lot / state.mark : lots * spec.lot));
    }
    const int main = contractOf(market, "binance-usdm", "BTCUSDT");
    QVERIFY(std::abs(market.state(main).openInterestBase / 90e3 - 1) < 0.15);
}

void TestMarket::oneSeedIsOneMarketHoweverItIsAdvanced()
{
    Market whole(config(Scenario::Cascade)), pieces(config(Scenario::Cascade));
    const TimeMs end = Start + 40 * MinuteMs;
    whole.advanceTo(end);
    for (TimeMs t = Start; t < end; t += 1700) // not a multiple of the step
        pieces.advanceTo(t);
    pieces.advanceTo(end);
    QVERIFY(whole.since(0) == pieces.since(0));
    QVERIFY(whole.since(0).liquidations.size() > 100);
    for (int i = 0; i < static_cast<int>(whole.contracts().size()); ++i) {
        QCOMPARE(whole.state(i).mark, pieces.state(i).mark);
        QCOMPARE(whole.state(i).fundingRate, pieces.state(i).fundingRate);
        QCOMPARE(whole.state(i).openInterestBase, pieces.state(i).openInterestBase);
        QCOMPARE(whole.candles(i, MinuteMs, 0, end), pieces.candles(i, MinuteMs, 0, end));
    }
}

void TestMarket::anotherSeedIsAnotherMarket()
{
    const Market one(config(Scenario::Calm, 1, 1)), two(config(Scenario::Calm, 1, 2));
    QVERIFY(one.state(0).mark != two.state(0).mark);
    QVERIFY(!(one.since(0) == two.since(0)));
}

void TestMarket::minutesEqualTheirPrints()
{
    Market market(config(Scenario::Cascade));
    market.advanceTo(Start + 28 * MinuteMs);
    const TimeMs from = floorTo(market.nowMs(), MinuteMs) + MinuteMs;
    market.advanceTo(from + 10 * MinuteMs);
    std::map<std::pair<int, TimeMs>, Candle> expected;
    for (const Print &print : market.since(0).prints) {
        if (print.timeMs < from)
            continue;
        const auto key = std::pair(print.contract, floorTo(print.timeMs, MinuteMs));
        Candle &bar = expected[key];
        if (bar.base == 0)
            bar = {key.second, print.price, print.price, print.price, print.price, 0, 0, 0};
        bar.high = std::max(bar.high, print.price);
        bar.low = std::min(bar.low, print.price);
        bar.close = print.price;
        bar.base += print.base;
        bar.takerBuyBase += print.takerBuy ? print.base : 0;
        bar.quote += print.price * print.base;
    }
    QVERIFY(expected.size() > 200);
    for (const auto &[key, bar] : expected) {
        const auto told = market.candles(key.first, MinuteMs, key.second, key.second + MinuteMs);
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].open, bar.open);
        QCOMPARE(told[0].high, bar.high);
        QCOMPARE(told[0].low, bar.low);
        QCOMPARE(told[0].close, bar.close);
        QVERIFY(isNear(told[0].base, bar.base));
        QVERIFY(isNear(told[0].quote, bar.quote));
        QVERIFY(std::abs(told[0].takerBuyBase - bar.takerBuyBase) <= 1e-9 * bar.base);
    }
}

void TestMarket::barsOfAllIntervalsAgree()
{
    Market market(config(Scenario::Tour, 3));
    market.advanceTo(Start + 20 * MinuteMs);
    const TimeMs from = floorTo(Start, DayMs) - DayMs, to = floorTo(Start, HourMs);
    for (const int contract : {0, 6, 8, 22}) {
        std::vector<double> sums, highs;
        for (const TimeMs interval : {MinuteMs, 3 * MinuteMs, 5 * MinuteMs, 15 * MinuteMs, HourMs}) {
            const auto bars = market.candles(contract, interval, from, to);
            QCOMPARE(bars.size(), static_cast<std::size_t>((to - from) / interval));
            double sum = 0, high = 0;
            for (std::size_t i = 0; i < bars.size(); ++i) {
                QCOMPARE(bars[i].openMs, from + static_cast<TimeMs>(i) * interval);
                QVERIFY(bars[i].low <= std::min(bars[i].open, bars[i].close));
                QVERIFY(bars[i].high >= std::max(bars[i].open, bars[i].close));
                QVERIFY(bars[i].takerBuyBase <= bars[i].base);
                sum += bars[i].base;
                high = std::max(high, bars[i].high);
            }
            sums.push_back(sum);
            QVERIFY(isNear(sum, sums.front()));
            highs.push_back(high);
            QCOMPARE(high, highs.front());
        }
    }
}

void TestMarket::dayFiguresAreSumsOfTheBars()
{
    Market market(config(Scenario::Tour, 2));
    market.advanceTo(Start + 10 * MinuteMs);
    const auto bars = market.candles(0, 5 * MinuteMs, market.nowMs() - DayMs, market.nowMs());
    double quote = 0, base = 0, high = 0;
    for (const Candle &bar : bars) {
        quote += bar.quote;
        base += bar.base;
        high = std::max(high, bar.high);
    }
    const ContractState state = market.state(0);
    QVERIFY(isNear(state.turnover24hUsd, quote));
    QVERIFY(isNear(state.volume24hBase, base));
    QCOMPARE(state.high24h, high);
    QVERIFY(state.turnover24hUsd > 4e9 && state.turnover24hUsd < 40e9);
}

void TestMarket::feedIsInOrderAndHasNoGapsOrRepeats()
{
    Market market(config(Scenario::Tour));
    std::uint64_t cursor = market.cursor();
    QVERIFY(market.since(cursor).prints.empty());
    TimeMs lastMs = 0;
    for (int i = 0; i < 300; ++i) {
        const TimeMs before = market.nowMs();
        market.advanceTo(before + 3 * SecondMs);
        const Market::Feed feed = market.since(cursor);
        std::set<std::uint64_t> ids;
        for (const Print &print : feed.prints) {
            QVERIFY(print.timeMs >= std::max(lastMs, before) && print.timeMs < market.nowMs());
            QVERIFY(print.base > 0 && print.price > 0);
            lastMs = print.timeMs;
            ids.insert(print.id);
        }
        for (const Liquidation &liquidation : feed.liquidations)
            ids.insert(liquidation.id);
        QCOMPARE(ids.size(), feed.prints.size() + feed.liquidations.size());
        QCOMPARE(feed.cursor - cursor, ids.size() + feed.settlements.size());
        if (!ids.empty())
            QVERIFY(*ids.begin() > cursor);
        cursor = feed.cursor;
    }
}

void TestMarket::forgetsOldPrints()
{
    Market market(config(Scenario::Tour));
    QVERIFY(market.since(0).prints.front().timeMs <= Start - 15 * MinuteMs + 2 * SecondMs);
    market.advanceTo(Start + HourMs);
    const Market::Feed feed = market.since(0);
    QVERIFY(feed.prints.front().timeMs >= market.nowMs() - 16 * MinuteMs);
    QVERIFY(feed.prints.front().timeMs <= market.nowMs() - 15 * MinuteMs + 2 * SecondMs);
    QVERIFY(market.truth().deaths.size() <= Truth::DeathsKept);
}

void TestMarket::historyReachesBack()
{
    const Market market(config(Scenario::Calm, 30));
    const TimeMs from = Start - 30 * DayMs;
    QVERIFY(market.candles(0, 5 * MinuteMs, from, Start).size() >= 30 * 288 - 1);
    QVERIFY(market.candles(0, MinuteMs, from, Start).size() >= 30 * 1440 - 5);
    QVERIFY(market.openInterestHistory(0, 5 * MinuteMs, from, Start).size() >= 30 * 288 - 1);
    const auto hourly = market.openInterestHistory(0, HourMs, Start - DayMs, Start);
    QCOMPARE(hourly.size(), std::size_t(24));
    for (const OpenInterestPoint &point : hourly)
        QCOMPARE(point.timeMs % HourMs, 0);
    QCOMPARE(market.settlements(0, from, Start).size(), std::size_t(90));
    QCOMPARE(market.settlements(contractOf(market, "hyperliquid", "BTC"), from, Start).size(), std::size_t(720));
    // A position count that a demo machine can carry.
    std::size_t all = 0;
    for (const Book &book : market.truth().books) {
        for (const Side side : {Side::Long, Side::Short}) {
            const std::size_t count = book.positions(side).size();
            QVERIFY2(count > 50 && count < 4000, QByteArray::number(static_cast<qulonglong>(count)).constData());
            all += count;
        }
    }
    QVERIFY2(all < 60'000, QByteArray::number(static_cast<qulonglong>(all)).constData());
}

void TestMarket::startsAtAnyMillisecond()
{
    for (const TimeMs start : {Start + 1, Start + 999, Start + 123'456, floorTo(Start, 8 * HourMs)}) {
        Market market({Scenario::Calm, 1, start, 0, {"okx"}});
        QVERIFY(market.nowMs() <= start && market.nowMs() > start - SecondMs);
        QCOMPARE(market.nowMs() % SecondMs, 0);
        market.advanceTo(start + 2500);
        QVERIFY(market.nowMs() > start + 1500);
        const TimeMs there = market.nowMs();
        market.advanceTo(start); // the past
        QCOMPARE(market.nowMs(), there);
    }
}

void TestMarket::venuesCanBeChosen()
{
    const Market some({Scenario::Calm, 1, Start, 1, {"okx", "hyperliquid"}});
    QCOMPARE(some.contracts().size(), std::size_t(13));
    for (const ContractSpec &spec : some.contracts())
        QVERIFY(spec.venue == "okx" || spec.venue == "hyperliquid");
    const Market all({Scenario::Calm, 1, Start, 1, {}});
    QCOMPARE(all.contracts().size(), listings({}).size());
    QVERIFY(contractOf(all, "bybit", "BTCUSD") >= 0);
}

void TestMarket::assetsCanBeMadeUp()
{
    constexpr int Assets = 50;
    const auto profiles = assetProfiles(Assets);
    QCOMPARE(profiles.size(), std::size_t(Assets));
    QCOMPARE(profiles.front().name, assetProfiles().front().name);
    std::set<std::string> names;
    for (const AssetProfile &profile : profiles) {
        QVERIFY(isKnownAsset(profile.name));
        names.insert(profile.name);
    }
    QCOMPARE(names.size(), profiles.size());
    QVERIFY(!isKnownAsset("SYN") && !isKnownAsset("SYNA1") && !isKnownAsset("SYNAAA"));

    // Each venue lists each of them, under a symbol of its own.
    std::set<std::pair<std::string, std::string>> symbols;
    std::map<std::string, std::set<std::string>> madeUp;
    const auto all = listings({}, Assets);
    for (const Listing &listing : all) {
        symbols.emplace(listing.spec.venue, listing.spec.symbol);
        auto &assets = madeUp[listing.spec.venue];
        if (listing.spec.asset.starts_with("SYN"))
            assets.insert(listing.spec.asset);
    }
    QCOMPARE(symbols.size(), all.size());
    for (const auto &[venue, assets] : madeUp)
        QVERIFY2(assets.size() == profiles.size() - assetProfiles().size(), venue.c_str());

    const Market market({Scenario::Calm, 1, Start, 0, {"lighter"}, Assets});
    const int last = static_cast<int>(market.contracts().size()) - 1;
    QCOMPARE(market.contracts()[static_cast<std::size_t>(last)].asset, profiles.back().name);
    const ContractState state = market.state(last);
    QVERIFY(state.mark > profiles.back().price / 2 && state.mark < profiles.back().price * 2);
    QVERIFY(state.openInterestBase > 0);
}

void TestMarket::forcedSellingPushesThePrice()
{
    // The same drift and shocks, with a crowd to be sold out and without: only the liquidations differ.
    IndexPrices with(1), without(1);
    const Mood mood;
    with.push(0, -1e9);
    for (int i = 0; i < 30; ++i) {
        with.step(1, mood, 0);
        without.step(1, mood, 0);
    }
    QVERIFY(with.last(0).close < without.last(0).close * 0.999);
    QCOMPARE(with.last(1).close, without.last(1).close);
}

QTEST_GUILESS_MAIN(TestMarket)
#include "tst_market.moc"
