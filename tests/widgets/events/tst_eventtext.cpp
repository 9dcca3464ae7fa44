#include "tests/widgets/panelsamples.h"
#include "widgets/events/eventtext.h"
#include "widgets/events/eventwords.h"

#include <QtTest>

using namespace isobar;

/// The words of an event, with the numbers of MODEL 10's worked examples.
class TestEventText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheLongsOfExampleFour()
    {
        const Event event = samples::fundingExtreme(PositionSide::Long);
        QCOMPARE(EventText::title(event), QStringLiteral("BTC: longs pay, funding extreme"));
        QCOMPARE(EventText::line(event),
            QStringLiteral(
                "Longs pay +0.0710% per 8 h, 7.1x normal, systemic 3/3, hottest Hyperliquid, driven by Bybit"));
        QCOMPARE(EventText::body(event),
            QStringLiteral("+0.0710% per 8 h (APR +77.75%), 7.1 times the normal 0.0100%.\n"
                           "Systemic, 3 of 3 exchanges elevated; hottest Hyperliquid, driven by Bybit.\n"
                           "A 10x position pays $213 a day per $10 000 of margin at this rate; the last 24 h: $96.0.\n"
                           "Coverage 98%, 3 venue(s)."));
    }

    void tellsTheShortsOfExampleThree()
    {
        const Event event = samples::fundingExtreme(PositionSide::Short);
        QCOMPARE(EventText::title(event), QStringLiteral("BTC: shorts pay, funding extreme"));
        QVERIFY(EventText::line(event).startsWith(
            QStringLiteral("Shorts pay -0.0073% per 8 h, 2.1x normal, systemic 3/3")));
        QVERIFY(EventText::body(event).contains(QStringLiteral("pays $21.8 a day per $10 000 of margin at this rate")));
    }

    void saysWhatWouldClearIt()
    {
        Event event = samples::fundingExtreme(PositionSide::Long);
        QCOMPARE(EventText::clearsWhen(event),
            QStringLiteral("clears when the ratio falls below 1.5 (|F| < 0.0150% per 8 h) or the sign changes"));
        std::get<FundingExtremePayload>(event.payload).baseline8h = 0.00022;
        QVERIFY(EventText::clearsWhen(event).contains(QStringLiteral("|F| < 0.0330%")));
        event = samples::fundingExtreme(PositionSide::Short);
        QCOMPARE(EventText::formula(event),
            QStringLiteral("ratio = |F| / B = 0.0073% / 0.0035% = 2.08 \u2265 2.0 at two looks 60 s apart"));
    }

    void saysWhenForcedSellingIsTheReason()
    {
        Event event = samples::fundingExtreme(PositionSide::Short);
        std::get<FundingExtremePayload>(event.payload).aftermath = true;
        QCOMPARE(EventText::title(event), QStringLiteral("BTC: discount after forced selling"));
        QVERIFY(EventText::line(event).startsWith(QStringLiteral("Discount after forced selling")));
        event.side = PositionSide::Long;
        QCOMPARE(EventText::title(event), QStringLiteral("BTC: premium after forced buying"));
    }

    void marksDoubtfulInputs()
    {
        Event event = samples::fundingExtreme();
        event.degraded = true;
        std::get<FundingExtremePayload>(event.payload).baselineProvisional = true;
        QVERIFY(EventText::line(event).endsWith(QStringLiteral("inputs degraded")));
        QVERIFY(EventText::body(event).endsWith(QStringLiteral("Baseline provisional. Inputs degraded.")));
    }

    void tellsTheEnd()
    {
        Event event = samples::fundingExtreme();
        event.state = EventState::Cleared;
        std::get<FundingExtremePayload>(event.payload).rate8h = 0.00014;
        std::get<FundingExtremePayload>(event.payload).ratio = 1.4;
        QCOMPARE(EventText::title(event), QStringLiteral("BTC: funding no longer extreme"));
        QCOMPARE(EventText::line(event), QStringLiteral("No longer extreme: +0.0140% per 8 h, 1.4x normal"));
        QCOMPARE(EventText::stateName(event), QStringLiteral("cleared"));
    }

    void showsRealisedCostsOfTheCrowd()
    {
        Event event = samples::fundingExtreme(PositionSide::Short);
        FundingExtremePayload &payload = std::get<FundingExtremePayload>(event.payload);
        payload.realisedCost24hPer10k = 12.4; // the shorts paid
        payload.realisedCost7dPer10k = -64; // the shorts received
        QVERIFY(EventText::body(event).contains(QStringLiteral("the last 24 h: $12.4")));
        const EventSection cost = EventText::sections(event, TimeZoneChoice::Utc)[2];
        QCOMPARE(cost.facts[0].value, QStringLiteral("$21.8"));
        QCOMPARE(cost.facts[1].value, QStringLiteral("$12.4"));
        QCOMPARE(cost.facts[2].value, QStringLiteral("-$64.0"));
        QCOMPARE(cost.facts[3].value, QStringLiteral("\u2014")); // not known: a dash, never 0
    }

    void reckonsTheThresholdOfACascade_data()
    {
        QTest::addColumn<double>("quantile"); // 0: not known
        QTest::addColumn<double>("cold");
        QTest::addColumn<double>("threshold");
        QTest::addColumn<QString>("formula");
        QTest::newRow("known")
            << 3e6 << 3. << 3e6
            << "60 s of a side = $4.00M \u2265 max(usual extreme $3.00M, share of open interest $500K, "
               "floor $1.00M) = $3.00M";
        QTest::newRow("not known")
            << 0. << 3. << 3e6
            << "60 s of a side = $4.00M \u2265 3 x max(share of open interest $500K, floor $1.00M) "
               "= $3.00M, while the usual extreme is not known";
        QTest::newRow("burst, not known")
            << 0. << 1. << 1e6
            << "60 s of a side = $4.00M \u2265 max(share of open interest $500K, floor $1.00M) = $1.00M";
    }

    void reckonsTheThresholdOfACascade()
    {
        QFETCH(double, quantile);
        QFETCH(double, cold);
        QFETCH(double, threshold);
        LiquidationWavePayload p;
        p.usd60s = 4e6;
        if (quantile > 0)
            p.quantileUsd = quantile;
        p.coldFactor = cold;
        p.thresholdUsd = threshold;
        p.shareOfOi = 0.001;
        p.openInterestUsd = 1e10;
        p.coverage = 0.05;
        p.floorUsd = 1e6;
        Event event;
        event.type = EventType::LiquidationCascade;
        event.payload = p;
        QTEST(EventText::formula(event), "formula");
    }

    void tellsWhatInterrupts()
    {
        LiquidationWavePayload p;
        p.urgency.emplace().fromUsd = 725e3;
        Event event;
        event.type = EventType::LiquidationCascade;
        event.asset = "PEPE";
        event.payload = p;
        const QString formula = EventText::formula(event);
        QVERIFY2(formula.contains(QStringLiteral("interrupts (P1) from $725K in total or when you hold PEPE")),
            qPrintable(formula));
    }

    void namesNoVenueTwice()
    {
        FundingDivergencePayload p;
        p.highestVenue = p.lowestVenue = "Binance";
        Event event;
        event.type = EventType::FundingDivergence;
        event.asset = "BTC";
        event.payload = p;
        QVERIFY2(EventText::line(event).contains(QStringLiteral("only Binance is heard")),
            qPrintable(EventText::line(event)));
    }

    void namesTheLostStreamOnce()
    {
        FeedLostPayload p;
        p.venue = "OKX";
        p.streams = {"funding"};
        p.cause = "funding: no frame for 30 s";
        Event event;
        event.type = EventType::FeedLost;
        event.asset = "BTC";
        event.payload = p;
        QCOMPARE(EventText::line(event).count(QStringLiteral("funding")), 1);
        p.streams = {"funding", "trade"};
        event.payload = p;
        QVERIFY(EventText::line(event).contains(QStringLiteral("funding, trade")));
        p.streams.clear();
        p.cause.clear();
        event.state = EventState::Cleared;
        event.payload = p;
        QVERIFY(EventText::line(event).contains(QStringLiteral("everything is heard again")));
    }

    void tellsTheFirstOfALongList()
    {
        QCOMPARE(EventWords::firstNames({}), QStringLiteral("\u2014"));
        QCOMPARE(EventWords::firstNames({"a", "b", "c", "d", "e"}), QStringLiteral("a, b, c, d, e"));
        QCOMPARE(EventWords::firstNames({"a", "b", "c", "d", "e", "f"}), QStringLiteral("a, b, c, d +2"));
    }

    void tellsAnEventsChainNodeByNode()
    {
        EventChainNode node;
        node.probability = 0.217;
        node.tilted = 0.23;
        node.cumulative = 0.121;
        node.cumulativeTilted = 0.053;
        QCOMPARE(EventWords::chainState(node), QStringLiteral("22%, in all 12% (tilted 5.3%)"));
        node.cumulativeTilted = node.cumulative;
        QCOMPARE(EventWords::chainState(node), QStringLiteral("22%, in all 12%"));
    }

    void tellsConditionsInTheirUnits()
    {
        QCOMPARE(EventWords::conditionState({"price_moved", {}, 0.02, 1, 0.0173, {}, false}),
            QStringLiteral("2.00%, in 1 h, now 1.73%, does not hold"));
        QCOMPARE(EventWords::conditionState({"funding_above", "okx", 0.0002, 0, 0.0003, {}, true}),
            QStringLiteral("+0.0200%, okx, now +0.0300%, holds"));
        QCOMPARE(EventWords::conditionState({"feed_lost", "okx", 0, 0, 1, {}, true}), QStringLiteral("okx, holds"));
    }

    void advisesNothing()
    {
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            const Event event = samples::fundingExtreme(side);
            QString all = EventText::title(event) + EventText::line(event) + EventText::body(event);
            for (const EventSection &section : EventText::sections(event, TimeZoneChoice::Utc)) {
                for (const EventFact &fact : section.facts)
                    all += fact.name + fact.value + fact.hint;
            }
            for (const char *word : {"buy ", "sell ", "target", "will "})
                QVERIFY2(!all.contains(QLatin1String(word), Qt::CaseInsensitive), word);
        }
    }

    void gathersADigest()
    {
        std::vector<Event> events(8, samples::fundingExtreme());
        QCOMPARE(EventText::digestTitle(8), QStringLiteral("In force at start: 8 condition(s)"));
        const QStringList lines = EventText::digestBody(events).split(u'\n');
        QCOMPARE(lines.size(), 7);
        QVERIFY(lines.front().startsWith(QStringLiteral("BTC: Longs pay +0.0710%")));
        QCOMPARE(lines.back(), QStringLiteral("and 2 more"));
    }
};

QTEST_GUILESS_MAIN(TestEventText)
#include "tst_eventtext.moc"
