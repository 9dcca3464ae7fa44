#include "core/events/delivery.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

using namespace isobar;

// MODEL 8.2.
class TestDelivery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void popsUpTheFirstTwoPriorities_data();
    void popsUpTheFirstTwoPriorities();
    void deliversTheUnwatchedAsNotices();
    void deliversTheAftermathAsANotice();
    void foldsThreeAssets();
    void doesNotFoldWhatIsFarApart();
    void doesNotFoldSides();
    void foldsFundingOfOneAssetAndSide();
    void foldsFeedsLostTogether();
    void foldsOnePriorityOnly();
    void foldsTheAssetsOfOneRule();
    void foldsOnlyIntoWhatIsUp();
    void keepsToTheBudget();
    void neverHoldsBackAnInterrupt();
    void replacesWhatGrew();
    void putsWhatHeldAtTheStartIntoTheDigest();
    void clearsWhereItWasTold();
    void decidesTheSameAgain();

private:
    Event event(
        EventType type, Priority priority, const std::string &asset = "BTC", PositionSide side = PositionSide::Short);
    Delivery deliver(Event event, bool isWatched = true);
    DeliveryBook m_book;
    TimeMs m_nowMs = RuleStart;
    std::uint64_t m_next = 1;
};

void TestDelivery::init()
{
    m_book = {};
    m_nowMs = RuleStart;
}

Event TestDelivery::event(EventType type, Priority priority, const std::string &asset, PositionSide side)
{
    Event made;
    made.id = m_next++;
    made.type = type;
    made.priority = priority;
    made.asset = asset;
    made.side = side;
    made.payload = emptyPayload(type);
    return made;
}

Delivery TestDelivery::deliver(Event event, bool isWatched)
{
    event.timeMs = m_nowMs;
    m_book.deliver(event, isWatched);
    return event.delivery;
}

void TestDelivery::popsUpTheFirstTwoPriorities_data()
{
    QTest::addColumn<int>("priority");
    QTest::addColumn<bool>("popup");
    QTest::newRow("P1") << 1 << true;
    QTest::newRow("P2") << 2 << true;
    QTest::newRow("P3") << 3 << false;
    QTest::newRow("P4") << 4 << false;
}

void TestDelivery::popsUpTheFirstTwoPriorities()
{
    QFETCH(int, priority);
    QFETCH(bool, popup);
    const Delivery delivery = deliver(event(EventType::Blind, static_cast<Priority>(priority)));
    QCOMPARE(delivery.telling, popup ? Telling::Popup : Telling::List);
    QCOMPARE(static_cast<int>(delivery.priority), priority);
}

void TestDelivery::deliversTheUnwatchedAsNotices()
{
    for (const Priority each : {Priority::P1, Priority::P2}) {
        const Delivery delivery = deliver(event(EventType::LiquidationCascade, each), false);
        QCOMPARE(delivery.priority, Priority::P3);
        QCOMPARE(delivery.telling, Telling::List);
    }
    QCOMPARE(deliver(event(EventType::Listed, Priority::P4), false).priority, Priority::P4);
}

void TestDelivery::deliversTheAftermathAsANotice()
{
    Event extreme = event(EventType::FundingExtreme, Priority::P2);
    std::get<FundingExtremePayload>(extreme.payload).aftermath = true;
    QCOMPARE(deliver(extreme).priority, Priority::P3);
    Event flip = event(EventType::FundingFlip, Priority::P2);
    std::get<FundingFlipPayload>(flip.payload).aftermath = true;
    QCOMPARE(deliver(flip).telling, Telling::List);
}

void TestDelivery::foldsThreeAssets()
{
    const Event first = event(EventType::FundingExtreme, Priority::P2, "BTC");
    QCOMPARE(deliver(first).telling, Telling::Popup);
    m_nowMs += MinuteMs;
    const Event second = event(EventType::FundingExtreme, Priority::P2, "ETH");
    QCOMPARE(deliver(second).telling, Telling::Popup);
    const Delivery third = deliver(event(EventType::FundingExtreme, Priority::P2, "SOL"));
    QCOMPARE(third.telling, Telling::Folded);
    QCOMPARE(third.fold, first.id);
    QCOMPARE(third.folded, 3);
    QCOMPARE(third.taken, std::vector{second.id}); // the first one's pop-up is the one of all
    const Delivery fourth = deliver(event(EventType::FundingExtreme, Priority::P2, "XRP"));
    QCOMPARE(fourth.fold, first.id);
    QCOMPARE(fourth.folded, 4);
}

void TestDelivery::doesNotFoldWhatIsFarApart()
{
    for (const char *asset : {"BTC", "ETH", "SOL", "XRP"}) {
        QCOMPARE(deliver(event(EventType::FundingExtreme, Priority::P2, asset)).telling, Telling::Popup);
        m_nowMs += 121 * SecondMs;
    }
}

void TestDelivery::doesNotFoldSides()
{
    deliver(event(EventType::FundingExtreme, Priority::P2, "BTC", PositionSide::Long));
    deliver(event(EventType::FundingExtreme, Priority::P2, "ETH", PositionSide::Long));
    QCOMPARE(
        deliver(event(EventType::FundingExtreme, Priority::P2, "SOL", PositionSide::Short)).telling, Telling::Popup);
    QCOMPARE(deliver(event(EventType::FundingCapped, Priority::P2, "SOL", PositionSide::Long)).telling, Telling::Popup);
}

void TestDelivery::foldsFundingOfOneAssetAndSide()
{
    const Event extreme = event(EventType::FundingExtreme, Priority::P2);
    deliver(extreme);
    m_nowMs += 20 * MinuteMs;
    const Delivery flip = deliver(event(EventType::FundingFlip, Priority::P2));
    QCOMPARE(flip.telling, Telling::Folded);
    QCOMPARE(flip.fold, extreme.id);
    QCOMPARE(flip.folded, 2);
    QCOMPARE(deliver(event(EventType::FundingFlip, Priority::P2, "ETH")).telling, Telling::Popup);
    QCOMPARE(deliver(event(EventType::FundingFlip, Priority::P2, "BTC", PositionSide::Long)).telling, Telling::Popup);
}

void TestDelivery::foldsFeedsLostTogether()
{
    const Event first = event(EventType::FeedLost, Priority::P2);
    QCOMPARE(deliver(first).telling, Telling::Popup);
    for (const char *asset : {"BTC", "BTC", "ETH"}) { // other venues, then another asset
        const Delivery next = deliver(event(EventType::FeedLost, Priority::P2, asset));
        QCOMPARE(next.telling, Telling::Folded);
        QCOMPARE(next.fold, first.id);
    }
    m_nowMs += 10 * MinuteMs;
    QCOMPARE(deliver(event(EventType::FeedLost, Priority::P2)).telling, Telling::Popup);
}

void TestDelivery::foldsOnePriorityOnly()
{
    deliver(event(EventType::StructuralSqueeze, Priority::P2, "ETH"));
    deliver(event(EventType::StructuralSqueeze, Priority::P2, "SOL"));
    // An interrupt stands by itself: an alert that comes later must not take its place.
    QCOMPARE(deliver(event(EventType::StructuralSqueeze, Priority::P1, "BTC")).telling, Telling::Popup);
    const Delivery third = deliver(event(EventType::StructuralSqueeze, Priority::P2, "XRP"));
    QCOMPARE(third.telling, Telling::Folded);
    QCOMPARE(third.folded, 3);
}

void TestDelivery::foldsTheAssetsOfOneRule()
{
    const auto fired = [&](const char *rule, const char *asset) {
        Event made = event(EventType::UserRule, Priority::P2, asset);
        made.side.reset();
        made.subject = rule;
        return deliver(made).telling;
    };
    QCOMPARE(fired("move", "BTC"), Telling::Popup);
    QCOMPARE(fired("move", "ETH"), Telling::Popup);
    QCOMPARE(fired("spread", "SOL"), Telling::Popup);
    QCOMPARE(fired("move", "SOL"), Telling::Folded);
}

void TestDelivery::foldsOnlyIntoWhatIsUp()
{
    keepsToTheBudget();
    QCOMPARE(deliver(event(EventType::FeedLost, Priority::P2)).telling, Telling::Digest);
    QCOMPARE(deliver(event(EventType::FeedLost, Priority::P2)).telling, Telling::Digest);
}

void TestDelivery::keepsToTheBudget()
{
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(deliver(event(EventType::FundingCapped, Priority::P2)).telling, Telling::Popup);
        m_nowMs += HourMs;
    }
    QCOMPARE(deliver(event(EventType::FundingCapped, Priority::P2)).telling, Telling::Digest);
    m_nowMs = RuleStart + DayMs; // the first of them is a day old
    QCOMPARE(deliver(event(EventType::FundingCapped, Priority::P2)).telling, Telling::Popup);
    QCOMPARE(deliver(event(EventType::FundingCapped, Priority::P2)).telling, Telling::Digest);
}

void TestDelivery::neverHoldsBackAnInterrupt()
{
    keepsToTheBudget();
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(deliver(event(EventType::LiquidationCascade, Priority::P1)).telling, Telling::Popup);
        m_nowMs += HourMs;
    }
}

void TestDelivery::replacesWhatGrew()
{
    Event cascade = event(EventType::LiquidationCascade, Priority::P1);
    deliver(cascade);
    cascade.state = EventState::Updated;
    QCOMPARE(deliver(cascade).telling, Telling::Popup);
    // A log line that becomes an alert is told then.
    Event flip = event(EventType::FundingFlip, Priority::P4, "ETH");
    QCOMPARE(deliver(flip).telling, Telling::List);
    flip.state = EventState::Updated;
    flip.priority = Priority::P2;
    QCOMPARE(deliver(flip).telling, Telling::Popup);
    // Updates do not use up the budget.
    Event grown = event(EventType::FundingExtreme, Priority::P2, "SOL");
    deliver(grown);
    grown.state = EventState::Updated;
    for (int i = 0; i < 20; ++i)
        QCOMPARE(deliver(grown).telling, Telling::Popup);
    QCOMPARE(deliver(event(EventType::FundingCapped, Priority::P2)).telling, Telling::Popup);
}

void TestDelivery::putsWhatHeldAtTheStartIntoTheDigest()
{
    for (const Priority each : {Priority::P1, Priority::P2, Priority::P3}) {
        Event held = event(EventType::FundingExtreme, each);
        held.heldAtStart = true;
        QCOMPARE(deliver(held).telling, Telling::Digest); // a notice too: the user may want pop-ups of these
        if (each == Priority::P3)
            continue;
        held.state = EventState::Updated;
        QCOMPARE(deliver(held).telling, Telling::Popup); // what grows afterwards is news
    }
}

void TestDelivery::clearsWhereItWasTold()
{
    Event extreme = event(EventType::FundingExtreme, Priority::P2);
    const Delivery told = deliver(extreme);
    extreme.state = EventState::Cleared;
    QVERIFY(deliver(extreme) == told);
}

void TestDelivery::decidesTheSameAgain()
{
    std::vector<Delivery> first, second;
    for (std::vector<Delivery> *list : {&first, &second}) {
        init();
        m_next = 1;
        for (int i = 0; i < 200; ++i) {
            list->push_back(deliver(
                event(i % 3 ? EventType::FundingExtreme : EventType::FundingFlip, i % 7 ? Priority::P2 : Priority::P1,
                    i % 5 ? "BTC" : "ETH", i % 2 ? PositionSide::Long : PositionSide::Short)));
            m_nowMs += i * SecondMs;
        }
    }
    QVERIFY(first == second);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
