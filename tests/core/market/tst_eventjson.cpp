#include "core/market/eventjson.h"
#include "tests/support/filledevent.h"

#include <QtTest>
#include <boost/json.hpp>

#include <set>

using namespace isobar;

namespace {

/// Notes that no object has two fields of one name.
struct Names {
    std::set<std::string, std::less<>> &seen;
    bool &isUnique;
    template <class T> void operator()(std::string_view name, const T &, FieldUnit, FieldRole) const
    {
        isUnique = seen.insert(std::string(name)).second && isUnique;
    }
};

void addTypes()
{
    QTest::addColumn<int>("type");
    for (int i = 0; i < static_cast<int>(EventTypeCount); ++i)
        QTest::newRow(std::string(eventTypeName(static_cast<EventType>(i))).c_str()) << i;
}

} // namespace

class TestEventJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsBackWhatItWrote_data() { addTypes(); }
    void readsBackWhatItWrote()
    {
        QFETCH(int, type);
        const Event event = filledEvent(static_cast<EventType>(type));
        const std::string line = eventToJson(event);
        QVERIFY(line.find('\n') == std::string::npos);
        const Result<Event> read = eventFromJson(line);
        QVERIFY2(read, read ? "" : read.error().c_str());
        QCOMPARE(eventToJson(*read), line);
        QVERIFY(*read == event);
    }

    void keepsWhatIsAbsent_data() { addTypes(); }
    void keepsWhatIsAbsent()
    {
        QFETCH(int, type);
        Event event;
        event.type = static_cast<EventType>(type);
        event.payload = emptyPayload(event.type);
        const std::string line = eventToJson(event);
        QVERIFY(line.find("\"side\":null") != std::string::npos);
        QVERIFY(line.find("bound") == std::string::npos);
        const Result<Event> read = eventFromJson(line);
        QVERIFY(read && *read == event);
    }

    void namesEveryFieldOnce_data() { addTypes(); }
    void namesEveryFieldOnce()
    {
        QFETCH(int, type);
        // The payload stands in one object with the members of the event itself.
        std::set<std::string, std::less<>> seen{"type", "priority", "asset", "side", "scope", "state", "id", "time_ms",
            "entered_ms", "subject", "confidence", "coverage", "bound", "venues_valid", "held_at_start", "fired",
            "delivery"};
        bool isUnique = true;
        std::visit(
            [&](const auto &p) {
                std::decay_t<decltype(p)>::fields(p, Names{seen, isUnique});
            },
            emptyPayload(static_cast<EventType>(type)));
        QVERIFY(isUnique);
    }

    void beginsAsTheProductSays()
    {
        const std::string line = eventToJson(filledEvent(EventType::FundingFlip));
        QVERIFY2(line.starts_with("{\"type\":\"FUNDING_FLIP\",\"priority\":\"P1\",\"asset\":\"BTC\",\"side\":\"short\","
                                  "\"scope\":\"mixed\",\"state\":\"updated\",\"id\":\"00c0ffee12345679\",\"time_ms\":"),
            line.c_str());
        const boost::json::object object = boost::json::parse(line).as_object();
        QCOMPARE(std::string(object.at("bound").as_string()), std::string("≥"));
        QCOMPARE(std::string(object.at("confidence").as_string()), std::string("low"));
    }

    void refusesWhatIsNoEvent_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray whole = QByteArray::fromStdString(eventToJson(filledEvent(EventType::FeedLost)));
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("nothing in it") << QByteArray("{}");
        QTest::newRow("another type") << QByteArray(whole).replace("FEED_LOST", "FEED_FOUND");
        QTest::newRow("another priority") << QByteArray(whole).replace("\"P1\"", "\"P9\"");
        QTest::newRow("a text for a number") << QByteArray(whole).replace("\"fired\":3", "\"fired\":\"3\"");
        QTest::newRow("a number out of range") << QByteArray(whole).replace("\"fired\":3", "\"fired\":99999999999");
        QTest::newRow("a broken id") << QByteArray(whole).replace("00c0ffee", "00C0FFEE");
    }
    void refusesWhatIsNoEvent()
    {
        QFETCH(QByteArray, line);
        const Result<Event> read = eventFromJson(line.toStdString());
        QVERIFY(!read);
        QVERIFY(!read.error().empty());
    }

    void readsLinesOfOlderVersions()
    {
        const Result<Event> read =
            eventFromJson(R"({"type":"FUNDING_EXTREME","priority":"P2","asset":"BTC","side":"long","scope":"systemic",)"
                          R"("state":"active","id":"0123456789abcdef","time_ms":1,"confidence":"normal","ratio":7.1})");
        QVERIFY(read);
        QCOMPARE(std::get<FundingExtremePayload>(read->payload).ratio, 7.1);
        QCOMPARE(read->fired, 1);
    }
};

QTEST_GUILESS_MAIN(TestEventJson)
#include "tst_eventjson.moc"
