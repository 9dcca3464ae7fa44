#include "core/market/eventjson.h"

#include <QTest>

using namespace isobar;

namespace {

Event fullEvent()
{
    Event event;
    event.id = 0xfedc'ba98'0000'0001U;
    event.priority = Priority::P1;
    event.state = EventState::Updated;
    event.asset = "BTC";
    event.side = PositionSide::Short;
    event.scope = Scope::Systemic;
    event.timeMs = 1'763'000'000'123;
    event.enteredMs = 1'762'999'000'000;
    event.degraded = true;
    event.coverage = 0.75;
    event.venuesValid = 9;
    event.heldAtStart = true;
    event.fired = 3;
    FundingExtremePayload payload;
    payload.rate8h = -0.0012;
    payload.rate8hOi = 0.1 + 0.2; // needs all its digits
    payload.ratio = 4.25;
    payload.z = -3.5;
    payload.venuesElevated = 5;
    payload.hottest = {"Bybit", "OKX"};
    payload.realisedCost7dPer10k = 12.5;
    payload.leaveOneOutVenue = "Gate";
    payload.aftermath = true;
    payload.enterRatio = 2.5;
    payload.venues = {
        {"bybit", "Bybit", -0.002, -0.001, 0.5, 0.0001, true, 250}, {"okx", "OKX", 0, 0, 0.5, 0, false, 0}};
    event.payload = payload;
    return event;
}

} // namespace

class TestEventJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites()
    {
        for (const Event &event : {fullEvent(), [] {
                                       Event bare;
                                       bare.payload = FundingExtremePayload{};
                                       return bare;
                                   }()}) {
            const auto read = eventFromJson(eventToJson(event));
            QVERIFY(read);
            QVERIFY(*read == event);
        }
    }

    void takesDefaultsForWhatAnOlderVersionDidNotWrite()
    {
        const auto read = eventFromJson(R"({"type":"FUNDING_EXTREME","id":"00000000000000ff","asset":"ETH"})");
        QVERIFY(read);
        QCOMPARE(read->id, 255U);
        QCOMPARE(read->asset, std::string("ETH"));
        QVERIFY(read->priority == Priority::P2);
        QVERIFY(std::get<FundingExtremePayload>(read->payload) == FundingExtremePayload());
    }

    void isNothingForWhatIsNoEvent_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("cut off") << QString::fromStdString(eventToJson(fullEvent())).left(200);
        QTest::newRow("no object") << QStringLiteral("[1]");
        QTest::newRow("unknown type") << QStringLiteral(R"({"type":"MOON","id":"00"})");
        QTest::newRow("no id") << QStringLiteral(R"({"type":"FUNDING_EXTREME"})");
        QTest::newRow("id not hex") << QStringLiteral(R"({"type":"FUNDING_EXTREME","id":"12xy"})");
    }
    void isNothingForWhatIsNoEvent()
    {
        QFETCH(const QString, text);
        QVERIFY(!eventFromJson(text.toStdString()));
    }

    void ignoresMembersOfAnotherKind()
    {
        const auto read = eventFromJson(
            R"({"type":"FUNDING_EXTREME","id":"1","asset":5,"coverage":"x","hottest":[1,"OKX"],"venues":[null],"z":{}})");
        QVERIFY(read);
        const auto &payload = std::get<FundingExtremePayload>(read->payload);
        QVERIFY(payload.hottest == std::vector<std::string>{"OKX"});
        QVERIFY(payload.venues.empty());
        QVERIFY(!payload.z);
        QCOMPARE(read->coverage, 1.0);
    }
};

QTEST_GUILESS_MAIN(TestEventJson)
#include "tst_eventjson.moc"
