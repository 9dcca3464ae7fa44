#include "tests/core/events/ruledrivers.h"
#include "widgets/events/eventcard.h"
#include "widgets/events/eventfacts.h"
#include "widgets/events/eventtext.h"

#include <QLabel>
#include <QTest>

#include <set>

using namespace isobar;

/// The words of every type (MODEL 8.4), of events as their rules make them.
class TestEventWords : public QObject {
    Q_OBJECT

    /// The event of that type as it is told at its entry.
    static Event eventOf(EventType type, PositionSide side = PositionSide::Long);
    static void addTypes();

private Q_SLOTS:
    void saysWhatWhereAndWhatWouldClearIt_data() { addTypes(); }
    void saysWhatWhereAndWhatWouldClearIt();
    void advisesNothing_data() { addTypes(); }
    void advisesNothing();
    void showsEveryFieldOnTheCard_data() { addTypes(); }
    void showsEveryFieldOnTheCard();
    void tellsSidesApart();
    void marksWhatIsObservedAndWhatIsModelled();
    void beginsALineWithItsHeadline_data() { addTypes(); }
    void beginsALineWithItsHeadline();
    void tellsBurstAndCascadeAndSidesApartInARow();
    void tellsTheAftermath();
    void tellsTheRecordOfASqueeze();
    void tellsTheEnd();
    void namesTypesApart();
};

void TestEventWords::addTypes()
{
    QTest::addColumn<int>("type");
    for (int i = 0; i < static_cast<int>(EventTypeCount); ++i)
        QTest::newRow(std::string(eventTypeName(static_cast<EventType>(i))).c_str()) << i;
}

Event TestEventWords::eventOf(EventType type, PositionSide side)
{
    RuleMoment moment = healthyMoment();
    for (RuleDriver &rule : drivers::all()) {
        if (rule.type != type)
            continue;
        rule.step(moment, 0, side);
        for (int i = 0; i < 1000; ++i) {
            pass(moment, rule.tickMs);
            if (const auto events = rule.step(moment, 1, side); !events.empty())
                return events.front();
        }
    }
    Event event = moment.event(type, Priority::P3, side, "bybit");
    event.state = EventState::Entered;
    event.timeMs = event.enteredMs = moment.marketMs;
    event.payload = emptyPayload(type);
    if (auto *p = std::get_if<FundingExtremePayload>(&event.payload)) {
        p->venues = evidenceOfFour();
        p->baseline8h = 0.0001;
    } else if (auto *flip = std::get_if<FundingFlipPayload>(&event.payload)) {
        flip->venues = side == PositionSide::Long ? evidenceOfFour() : evidenceOfFebruary();
        flip->before = sideName(otherSide(side));
        flip->heldHours = 80;
    } else if (auto *terms = std::get_if<TermsChangedPayload>(&event.payload)) {
        *terms = {"Bybit", 8, 4, moment.marketMs, {{"BTCUSDT", 0.0004, {}, {}}}, 8, false};
    } else if (auto *listing = std::get_if<ListingPayload>(&event.payload)) {
        *listing = {"Bybit", "BTCUSDT", 2e6};
    } else if (auto *large = std::get_if<LargeLiquidationPayload>(&event.payload)) {
        large->venue = "Bybit";
        large->contract = "BTCUSDT";
        large->price = 68'000;
        large->coins = 50;
        large->dayUsd = 34e6;
        large->floorUsd = 1e6;
        large->mark = 68'000;
        large->nextClusterPeak = 66'400;
    }
    std::visit(
        [&event](auto &payload) {
            if constexpr (requires { derive(event, payload); })
                derive(event, payload);
        },
        event.payload);
    return event;
}

void TestEventWords::saysWhatWhereAndWhatWouldClearIt()
{
    QFETCH(int, type);
    const Event event = eventOf(static_cast<EventType>(type));
    const QString title = EventText::title(event), line = EventText::line(event);
    QVERIFY(title.startsWith(QStringLiteral("BTC: ")));
    QVERIFY(!line.isEmpty() && !line.contains(u'%' + QStringLiteral("1")));
    for (const QString &text : {title, line, EventText::body(event), EventText::clearsWhen(event)}) {
        for (int i = 1; i <= 9; ++i)
            QVERIFY2(!QRegularExpression(QStringLiteral("(^|[^0-9.])%%1($|[^0-9])").arg(i)).match(text).hasMatch(),
                qPrintable(text)); // no place that was not filled
    }
    QCOMPARE(EventText::clearsWhen(event).isEmpty(), isMomentary(event.type));
    QVERIFY(isMomentary(event.type) || EventText::clearsWhen(event).startsWith(QStringLiteral("clears when")));
    QVERIFY(EventText::body(event).contains(QStringLiteral("Coverage")));
    QVERIFY(!EventText::typeName(event.type).isEmpty());
}

void TestEventWords::advisesNothing()
{
    QFETCH(int, type);
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        const Event event = eventOf(static_cast<EventType>(type), side);
        QString all =
            EventText::title(event) + EventText::line(event) + EventText::body(event) + EventText::clearsWhen(event);
        for (const EventSection &section : EventText::sections(event, TimeZoneChoice::Utc)) {
            for (const EventFact &fact : section.facts)
                all += fact.name + fact.hint;
        }
        for (const char *word : {"buy ", "sell ", "target", "will ", "forecast", "accura"})
            QVERIFY2(!all.contains(QLatin1String(word), Qt::CaseInsensitive), word);
    }
}

void TestEventWords::showsEveryFieldOnTheCard()
{
    QFETCH(int, type);
    const Event event = eventOf(static_cast<EventType>(type));
    const std::vector<EventSection> sections = EventText::sections(event, TimeZoneChoice::Utc);
    QVERIFY(sections.size() >= 2);
    Theme theme;
    EventCard card(theme);
    card.resize(900, 500);
    card.present(event, TimeZoneChoice::Utc);
    QStringList texts;
    for (const QLabel *label : card.findChildren<QLabel *>())
        texts << label->text();
    for (const EventSection &section : sections) {
        for (const EventFact &fact : section.facts) {
            QVERIFY2(texts.contains(fact.name), qPrintable(fact.name));
            QVERIFY2(texts.contains(fact.value), qPrintable(fact.value));
            QVERIFY2(!fact.name.contains(u'_'), qPrintable(fact.name)); // it has a name in words
        }
    }
    if (const auto *venues = eventVenues(event)) {
        for (const EventVenue &each : *venues)
            QVERIFY(texts.contains(QString::fromStdString(each.name)));
    }
}

void TestEventWords::tellsSidesApart()
{
    for (const EventType type : {EventType::FundingExtreme, EventType::FundingFlip, EventType::FundingCapped,
             EventType::ClusterArmed, EventType::LiquidationBurst, EventType::LiquidationCascade,
             EventType::LargeLiquidation, EventType::SqueezeForming, EventType::StructuralSqueeze}) {
        const QString longs = EventText::title(eventOf(type, PositionSide::Long));
        const QString shorts = EventText::title(eventOf(type, PositionSide::Short));
        QVERIFY2(longs.contains(QStringLiteral("long")), qPrintable(longs));
        QVERIFY2(shorts.contains(QStringLiteral("short")), qPrintable(shorts));
    }
}

void TestEventWords::marksWhatIsObservedAndWhatIsModelled()
{
    Event cascade = eventOf(EventType::LiquidationCascade);
    QVERIFY2(EventText::line(cascade).startsWith(
                 QStringLiteral("cascade of long liquidations: observed \u2265 $1.10M in 60 s, coverage 38%")),
        qPrintable(EventText::line(cascade)));
    QVERIFY(EventText::line(cascade).contains(QStringLiteral("price -2.1% in 15 min")));
    QVERIFY(EventText::line(cascade).contains(QStringLiteral("next modelled cluster at")));
    cascade.isLowerBound = false;
    QVERIFY(EventText::line(cascade).contains(QStringLiteral(": observed $1.10M")));
    QVERIFY(EventText::line(eventOf(EventType::ClusterArmed))
                .startsWith(QStringLiteral("modelled cluster of longs near the price: \u2248 ")));
    QVERIFY(EventText::line(eventOf(EventType::ClusterArmed)).contains(QStringLiteral("is touched")));
    QVERIFY(EventText::line(eventOf(EventType::FundingCapped)).contains(QStringLiteral("at this rate")));
    QVERIFY(EventText::title(eventOf(EventType::StructuralSqueeze)).contains(QStringLiteral("assembled")));
    QVERIFY(EventText::title(eventOf(EventType::Blind)).contains(QStringLiteral("50%")));
}

void TestEventWords::beginsALineWithItsHeadline()
{
    QFETCH(int, type);
    Event event = eventOf(static_cast<EventType>(type));
    const bool tellsItself = event.type == EventType::FundingExtreme || event.type == EventType::FundingFlip;
    for (const EventState state : {EventState::Entered, EventState::Cleared}) {
        if (state == EventState::Cleared && isMomentary(event.type))
            continue;
        event.state = state;
        const QString line = EventText::line(event);
        const QString headline = EventText::title(event).mid(QStringLiteral("BTC: ").size());
        QVERIFY2(!line.startsWith(QStringLiteral("BTC")), qPrintable(line)); // the asset has its own column
        QVERIFY2(line.startsWith(headline + QStringLiteral(": ")) != tellsItself, qPrintable(line));
    }
}

void TestEventWords::tellsBurstAndCascadeAndSidesApartInARow()
{
    const auto line = [](EventType type, PositionSide side) { return EventText::line(eventOf(type, side)); };
    QVERIFY(line(EventType::LiquidationBurst, PositionSide::Long)
                .startsWith(QStringLiteral("burst of long liquidations: ")));
    QVERIFY(line(EventType::LiquidationCascade, PositionSide::Short)
                .startsWith(QStringLiteral("cascade of short liquidations: ")));
    QVERIFY(line(EventType::FundingFlip, PositionSide::Long).startsWith(QStringLiteral("Longs pay ")));
    const QString digest = EventText::digestBody({eventOf(EventType::LiquidationCascade)});
    QVERIFY2(digest.startsWith(QStringLiteral("BTC: cascade of long liquidations: observed ")), qPrintable(digest));
}

void TestEventWords::tellsTheAftermath()
{
    Event flip = eventOf(EventType::FundingFlip, PositionSide::Short);
    std::get<FundingFlipPayload>(flip.payload).aftermath = true;
    QCOMPARE(EventText::title(flip), QStringLiteral("BTC: discount after forced selling"));
    flip.side = PositionSide::Long;
    QCOMPARE(EventText::title(flip), QStringLiteral("BTC: premium after forced buying"));
}

void TestEventWords::tellsTheRecordOfASqueeze()
{
    Event squeeze = eventOf(EventType::SqueezeForming);
    auto &p = std::get<SqueezePayload>(squeeze.payload);
    p.record = {5, 2, 0.18};
    QVERIFY(EventText::line(squeeze).contains(QStringLiteral("too few cases for a record (5)")));
    p.record = {25, 10, 0.18};
    p.record.tooFew = false;
    QVERIFY(EventText::line(squeeze).contains(
        QStringLiteral("10 of 25 such set-ups were followed by 3% against the crowd in 24 h; of all hours 18%")));
}

void TestEventWords::tellsTheEnd()
{
    Event blind = eventOf(EventType::Blind);
    blind.state = EventState::Cleared;
    QCOMPARE(EventText::title(blind), QStringLiteral("BTC: blind on 50% of the volume, over"));
    QVERIFY2(EventText::line(blind).startsWith(QStringLiteral("blind on 50% of the volume, over: ")),
        qPrintable(EventText::line(blind)));
    Event cascade = eventOf(EventType::LiquidationCascade);
    cascade.state = EventState::Cleared;
    QVERIFY(EventText::title(cascade).contains(QStringLiteral("long"))); // the side stays
    QVERIFY(!EventText::line(cascade).contains(QStringLiteral("60 s"))); // in which nothing came
    QCOMPARE(EventText::line(blind).count(QStringLiteral("over")), 1); // the headline has it
    Event flip = eventOf(EventType::FundingFlip);
    flip.state = EventState::Cleared;
    QVERIFY2(EventText::line(flip).startsWith(QStringLiteral("over, Longs pay ")), qPrintable(EventText::line(flip)));
    QCOMPARE(EventText::stateName(eventOf(EventType::Listed)), QString()); // it happened and is over
}

void TestEventWords::namesTypesApart()
{
    std::set<QString> names;
    for (int i = 0; i < static_cast<int>(EventTypeCount); ++i)
        names.insert(EventText::typeName(static_cast<EventType>(i)));
    QCOMPARE(names.size(), EventTypeCount);
}

QTEST_MAIN(TestEventWords)
#include "tst_eventwords.moc"
