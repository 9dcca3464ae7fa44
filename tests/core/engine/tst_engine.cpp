#include "core/engine/engine.h"
#include "core/market/eventjson.h"
#include "tests/support/streambuilder.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'772'150'400'000 + 90 * MinuteMs; // 2026-02-27 01:30 UTC

EngineSettings btc()
{
    EngineSettings settings;
    settings.watched = {"BTC"};
    return settings;
}

/// An engine with its stream: everything that it took is kept, so that it can be given to another.
struct Desk {
    explicit Desk(double speed = 1)
        : engine(btc()), stream(Start, speed, [this](const StreamItem &item) { take(item); })
    {
    }
    void take(const StreamItem &item)
    {
        items.push_back(item);
        engine.take(item);
        for (Event &event : engine.takeEvents())
            events.push_back(std::move(event));
    }
    /// Three operators with a month of calm history: B = 0.0001.
    void addCalmVenues()
    {
        stream.add("binance-usdm", "Binance", 0.0001, 8, 12e9);
        stream.add("bybit", "Bybit", 0.0001, 8, 6e9);
        stream.add("hyperliquid", "Hyperliquid", 0.0000125, 1, 4e9);
        for (const char *id : {"binance-usdm", "bybit", "hyperliquid"}) {
            const double rate = stream.venue(id).rate;
            stream.settlePast(id, 31, [rate](TimeMs) { return rate; });
        }
    }
    const AssetSnapshot &btcSnapshot()
    {
        snapshot = engine.snapshot(0);
        return *snapshot->find("BTC");
    }

    Engine engine;
    std::vector<StreamItem> items;
    std::vector<Event> events;
    SnapshotPtr snapshot;
    StreamBuilder stream;
};

std::vector<Event> ofType(const std::vector<Event> &events, EventType type)
{
    std::vector<Event> found;
    std::copy_if(events.begin(), events.end(), std::back_inserter(found),
        [type](const Event &event) { return event.type == type; });
    return found;
}

std::string linesOf(const std::vector<Event> &events)
{
    std::string lines;
    for (const Event &event : events)
        lines += eventToJson(event) + "\n";
    return lines;
}

} // namespace

class TestEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bringsEveryRateToEightHours()
    {
        Desk desk;
        desk.addCalmVenues();
        desk.stream.venue("hyperliquid").rate = 0.00005;
        desk.stream.run(5);
        for (const VenueRow &venue : desk.btcSnapshot().venues) {
            QCOMPARE(venue.contracts.size(), std::size_t(1));
            const ContractRow &row = venue.contracts.front();
            QVERIFY(row.excluded == Exclusion::None);
            QCOMPARE(*row.spot8h, venue.venue == "hyperliquid" ? 0.0004 : 0.0001);
        }
    }

    void knowsItsBaselineFromFetchedHistory()
    {
        Desk desk;
        desk.addCalmVenues();
        desk.stream.run(10);
        const AggregateView &view = desk.btcSnapshot().aggregate;
        QVERIFY(!view.baselineProvisional);
        QCOMPARE(*view.baseline8h, 0.0001);
        QVERIFY(view.baselineDays > 29);
        QCOMPARE(*view.rate8h, 0.0001);
        QCOMPARE(*view.ratio, 1.0);
        QVERIFY(view.regime == Regime::Neutral);
        QVERIFY(desk.btcSnapshot().aggregateHistory->size() > 700);
    }

    void goesOnAfterARestartWithWhatTheHistoryHolds()
    {
        Desk before(60);
        before.addCalmVenues();
        before.stream.run(60);
        for (const char *id : {"binance-usdm", "bybit", "hyperliquid"})
            before.stream.venue(id).rate *= 8;
        before.stream.run(9 * 60);
        QVERIFY(ofType(before.events, EventType::FundingExtreme).size() == 1);

        Desk after(60);
        after.stream.run(10 * 60); // nobody speaks yet: only time passes
        after.addCalmVenues();
        auto past = std::make_shared<Past>();
        past->events = before.events;
        const auto &reference = after.stream.venue("bybit").reference;
        const TimeMs now = after.stream.marketMs(), closed = floorTo(now - HourMs, 5 * MinuteMs);
        const auto add = [&](Payload payload) {
            past->rows.push_back({reference->instruments.front().id, now, now, std::move(payload)});
        };
        add(Candle{closed, 5 * MinuteMs, 68'000, 68'500, 67'900, 68'100, 12, 5});
        add(OpenInterest{50'000, {}, closed});
        add(Liquidation{PositionSide::Long, 68'000, 2, 136'000, now - 10 * MinuteMs, 9});
        after.take(StreamItem(PastPtr(past)));
        for (const char *id : {"binance-usdm", "bybit", "hyperliquid"})
            after.stream.venue(id).rate *= 8;
        after.stream.run(30);
        // It was told before the restart; what ended then is past its cool-down.
        QVERIFY(ofType(after.events, EventType::FundingExtreme).empty());
        const AssetState &state = *after.engine.state().asset("BTC");
        const auto contract = std::find_if(state.contracts.begin(), state.contracts.end(),
            [](const auto &each) { return each->venue().id == "bybit"; });
        QCOMPARE((*contract)->fiveMinuteBars().at(closed)->high, 68'500.0);
        QCOMPARE(after.btcSnapshot().liquidatedLong1hUsd, 136'000.0);
        // Whatever is remembered: liquidations are observed without a pause from the start on only.
        QVERIFY(!state.liquidationsSinceMs || *state.liquidationsSinceMs >= now);
        for (const char *id : {"binance-usdm", "bybit", "hyperliquid"})
            after.stream.venue(id).rate /= 8;
        after.stream.run(9 * 60);
        const std::vector<Event> entered = ofType(before.events, EventType::FundingExtreme);
        const std::vector<Event> ended = ofType(after.events, EventType::FundingExtreme);
        QCOMPARE(ended.size(), std::size_t(1));
        QVERIFY(ended.front().state == EventState::Cleared);
        QCOMPARE(ended.front().id, entered.front().id);
    }

    void growthOfOpenInterestIsMeasuredToTheMinute()
    {
        Desk desk(60);
        desk.addCalmVenues();
        desk.stream.run(20); // 01:50
        desk.stream.venue("bybit").coins *= 1.05;
        const double grown = 0.05 * 6e9 / 22e9;
        desk.stream.run(50); // 02:40: an hour ago it was not yet so
        QVERIFY(std::abs(desk.btcSnapshot().oiChange1h.value() - grown) < 1e-9);
        QVERIFY(std::abs(desk.btcSnapshot().venues[1].oiChange1h.value() - 0.05) < 1e-9);
        // A venue that joins is no growth; what it had before is not known.
        desk.stream.add("okx", "OKX", 0.0001, 8, 3e9);
        desk.stream.run(5);
        QVERIFY(std::abs(desk.btcSnapshot().oiChange1h.value() - grown) < 1e-9);
        desk.stream.run(20); // 03:05: it was so before
        QVERIFY(std::abs(desk.btcSnapshot().oiChange1h.value()) < 1e-9);
    }

    void ranksOpenInterestWithVenuesThatAreNotHeardYet()
    {
        Desk desk(60);
        desk.addCalmVenues();
        auto past = std::make_shared<Past>();
        const TimeMs now = desk.stream.marketMs();
        for (const char *id : {"binance-usdm", "bybit", "hyperliquid"}) {
            auto &venue = desk.stream.venue(id);
            for (int ago = 30 * 24; ago >= 0; --ago) // grown hour by hour
                past->rows.push_back({venue.reference->instruments.front().id, now, now,
                    OpenInterest{venue.coins * (1 - 0.001 * ago), {}, floorTo(now, HourMs) - ago * HourMs}});
            venue.isSilent = venue.id != "hyperliquid"; // the smallest is the first to speak
        }
        desk.take(StreamItem(PastPtr(past)));
        desk.stream.run(3);
        const AssetSnapshot &view = desk.btcSnapshot();
        QVERIFY(view.oiRank && *view.oiRank > 0.95);
    }

    void raisesFundingExtremeWhenTheCrowdTipsOver()
    {
        // MODEL 10.4: 0.04 % / 0.09 % / 0.12 % on Binance, Bybit and Hyperliquid.
        Desk desk(60);
        desk.addCalmVenues();
        desk.stream.run(60);
        QVERIFY(desk.events.empty());
        desk.stream.venue("binance-usdm").rate = 0.0004;
        desk.stream.venue("bybit").rate = 0.0009;
        desk.stream.venue("hyperliquid").rate = 0.00015;
        desk.stream.run(9 * 60); // nine hours: the hourly venue's 8 h mean has arrived
        QVERIFY(!desk.events.empty());
        const Event &entered = desk.events.front();
        QVERIFY(entered.type == EventType::FundingExtreme);
        QVERIFY(entered.state == EventState::Entered);
        QVERIFY(entered.priority == Priority::P2);
        QVERIFY(entered.side == PositionSide::Long);
        QVERIFY(!entered.heldAtStart);
        // Later updates stand on the full 8 h mean.
        desk.stream.run(1);
        const AggregateView &view = desk.btcSnapshot().aggregate;
        // Shares 12/6/4 of 22, operator cap .40: .40, .36, .24 (MODEL 10.4, with the cap): F = 0.000772.
        QVERIFY(qAbs(*view.rate8h - 0.000772) < 1e-7);
        QVERIFY(qAbs(*view.costDay10xPer10k - 231.6) < 0.05);
        QCOMPARE(view.hottest.front(), std::string("Hyperliquid"));
        QCOMPARE(view.drivers.front(), std::string("Bybit"));
        QVERIFY(view.scope == Scope::Systemic);
        QCOMPARE(view.operatorsElevated, 3);
    }

    void showsTheSqueezeStepsOfTheCrowd()
    {
        Desk desk(60);
        desk.addCalmVenues();
        desk.stream.run(60);
        const std::optional<SqueezeParts> calm = desk.btcSnapshot().squeeze;
        QVERIFY(calm && calm->steps() == 0);
        QVERIFY(!calm->funding.isPresent && *calm->funding.ratio(PositionSide::Long) < calm->funding.neededRatio);
        QVERIFY(desk.snapshot->watch.front().squeeze == calm);
        desk.stream.venue("binance-usdm").rate = 0.0004;
        desk.stream.venue("bybit").rate = 0.0009;
        desk.stream.venue("hyperliquid").rate = 0.00015;
        desk.stream.run(9 * 60);
        const std::vector<Event> extreme = ofType(desk.events, EventType::FundingExtreme);
        QVERIFY(!extreme.empty());
        const std::optional<SqueezeParts> crowded = desk.btcSnapshot().squeeze;
        QVERIFY(crowded->crowd == PositionSide::Long);
        QVERIFY(crowded->funding.isPresent && crowded->funding.from == EventType::FundingExtreme);
        QCOMPARE(crowded->funding.sinceMs, extreme.front().enteredMs);
        QVERIFY(!crowded->cluster.isPresent); // no levels are known here
        QVERIFY(qAbs(*crowded->funding.ratio(PositionSide::Long) - 7.72) < 0.01);
    }

    void warnsOfAPositionsLiquidation()
    {
        Desk desk(60);
        desk.addCalmVenues();
        EngineSettings settings = btc();
        Holding held;
        held.id = "7";
        held.asset = "BTC";
        held.venue = "bybit";
        held.alertPrice = 66'000;
        held.alertName = "Long 1 BTC";
        settings.user.holdings = {held};
        desk.engine.change(settings);
        desk.stream.run(60);
        QVERIFY(desk.events.empty());
        desk.stream.venue("binance-usdm").mark = 65'000; // another venue's mark liquidates nobody here
        desk.stream.run(2);
        QVERIFY(ofType(desk.events, EventType::UserRule).empty());
        desk.stream.venue("bybit").mark = 65'900;
        desk.stream.run(2);
        const std::vector<Event> warnings = ofType(desk.events, EventType::UserRule);
        QCOMPARE(warnings.size(), std::size_t{1});
        QVERIFY(warnings.front().priority == Priority::P1);
        QCOMPARE(std::get<UserRulePayload>(warnings.front().payload).name, std::string("Long 1 BTC"));
    }

    void thePremiumOfPinnedRatesIsTheMeanOfTheInterval()
    {
        Desk desk;
        desk.addCalmVenues();
        const auto trade = [&](double premium) { // all marks that far above an index of 68 000
            for (const char *id : {"binance-usdm", "bybit", "hyperliquid"})
                desk.stream.venue(id).mark = 68'000 * (1 + premium);
        };
        trade(0.0002);
        desk.stream.run(100);
        trade(-0.0006); // a spike of two seconds is no mean
        desk.stream.run(2);
        const AggregateView &view = desk.btcSnapshot().aggregate;
        QVERIFY(view.isPinned);
        QVERIFY2(*view.meanPremium8h > 0.00018, qPrintable(QString::number(*view.meanPremium8h)));
    }

    void anAltAtItsCapIsValidAndCapped()
    {
        // MODEL 10.23: -0.02 per 4 h with a cap of 0.02.
        Desk desk;
        for (const char *id : {"binance-usdm", "bybit", "okx"}) {
            StreamBuilder::Venue &venue = desk.stream.add(id, id, -0.02, 4, 5e9);
            auto reference = std::make_shared<Reference>(*venue.reference);
            reference->instruments.front().fundingCap = 0.02;
            venue.reference = reference;
            desk.take(StreamItem(ReferencePtr(reference)));
        }
        desk.stream.run(5);
        const AssetSnapshot &btc = desk.btcSnapshot();
        for (const VenueRow &venue : btc.venues) {
            QVERIFY(venue.excluded == Exclusion::None);
            QVERIFY(venue.contracts.front().capped);
        }
        QCOMPARE(*btc.aggregate.rate8h, -0.04);
        QVERIFY(btc.aggregate.regime == Regime::Capped);
        QVERIFY(btc.aggregate.crowd == Crowd::Short);
        QCOMPARE(*btc.aggregate.costDay10xPer10k, 12'000.0); // 120 % of the margin
    }

    void anOutageRaisesNothing()
    {
        Desk desk;
        desk.addCalmVenues();
        // One hot venue among calm ones: without the others the mean would be extreme.
        desk.stream.venue("hyperliquid").rate = 0.00015;
        desk.stream.run(120);
        QVERIFY(desk.events.empty());
        desk.stream.venue("binance-usdm").isSilent = true;
        desk.stream.venue("bybit").isSilent = true;
        desk.stream.run(1800);
        QVERIFY(desk.events.empty());
        desk.stream.venue("binance-usdm").isSilent = false;
        desk.stream.venue("bybit").isSilent = false;
        desk.stream.run(300);
        QVERIFY(desk.events.empty());
    }

    void showsSilenceAsStale()
    {
        Desk desk;
        desk.addCalmVenues();
        desk.stream.run(5);
        desk.stream.venue("bybit").isSilent = true;
        desk.stream.run(30);
        for (const VenueRow &venue : desk.btcSnapshot().venues) {
            const bool isBybit = venue.venue == "bybit";
            QVERIFY((venue.excluded == Exclusion::Stale) == isBybit);
            QVERIFY(venue.held == isBybit); // its weight stays for a quarter of an hour
        }
        desk.stream.run(16 * 60);
        for (const VenueRow &venue : desk.btcSnapshot().venues)
            QVERIFY(!venue.held);
    }

    void marksWhatHeldAtTheStart()
    {
        Desk desk;
        desk.addCalmVenues();
        for (const char *id : {"binance-usdm", "bybit"})
            desk.stream.venue(id).rate = 0.0012;
        desk.stream.run(300);
        QCOMPARE(desk.events.size(), std::size_t(1));
        QVERIFY(desk.events.front().heldAtStart);
    }

    void theSameStreamGivesTheSameBytes()
    {
        Desk desk(60);
        desk.addCalmVenues();
        desk.stream.run(60);
        desk.stream.venue("binance-usdm").rate = 0.0009;
        desk.stream.venue("bybit").rate = 0.0009;
        desk.stream.run(120);
        desk.stream.venue("binance-usdm").rate = 0.0001;
        desk.stream.venue("bybit").rate = 0.0001;
        desk.stream.run(120);
        QVERIFY(desk.events.size() >= 2); // in and out
        Engine again(btc());
        std::vector<Event> events;
        for (const StreamItem &item : desk.items) {
            again.take(item);
            for (Event &event : again.takeEvents())
                events.push_back(std::move(event));
        }
        QCOMPARE(linesOf(events), linesOf(desk.events));
    }

    void anExcludedVenueIsShownWithoutWeight()
    {
        Desk desk;
        desk.addCalmVenues();
        EngineSettings settings = btc();
        settings.excluded = {"BTC/bybit"};
        desk.engine.change(settings);
        desk.stream.run(5);
        for (const VenueRow &venue : desk.btcSnapshot().venues) {
            QVERIFY(venue.spot8h.has_value());
            QCOMPARE(venue.excluded == Exclusion::SwitchedOff, venue.venue == "bybit");
            QCOMPARE(venue.weight.has_value(), venue.venue != "bybit");
        }
    }

    void aboutEqualVenuesKeepTheirPlaces()
    {
        Desk desk;
        desk.stream.add("bybit", "Bybit", 0.0001, 8, 4e9);
        desk.stream.add("okx", "OKX", 0.0001, 8, 4.01e9);
        desk.stream.add("binance-usdm", "Binance", 0.0001, 8, 9e9);
        const auto order = [&] {
            QString names;
            desk.stream.run(1);
            for (const VenueRow &venue : desk.btcSnapshot().venues)
                names += QString::fromStdString(venue.shortName) + QLatin1Char(' ');
            return names;
        };
        QCOMPARE(order(), QStringLiteral("Binance OKX Bybit "));
        desk.stream.venue("bybit").coins *= 1.03;
        QCOMPARE(order(), QStringLiteral("Binance OKX Bybit "));
        desk.stream.venue("bybit").coins *= 1.03;
        QCOMPARE(order(), QStringLiteral("Binance Bybit OKX "));
        desk.stream.venue("okx").coins *= 1.04;
        QCOMPARE(order(), QStringLiteral("Binance Bybit OKX "));
        desk.stream.venue("okx").coins *= 1.1;
        QCOMPARE(order(), QStringLiteral("Binance OKX Bybit "));
    }

    void sharesWhatDidNotChange()
    {
        Desk desk;
        desk.addCalmVenues();
        desk.stream.run(5);
        const auto first = desk.engine.snapshot(0)->assets.front();
        QCOMPARE(desk.engine.snapshot(0)->assets.front(), first);
        desk.stream.run(1);
        QVERIFY(desk.engine.snapshot(0)->assets.front() != first);
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
