#include "core/venues/jsontape.h"
#include "core/venues/members.h"
#include "core/venues/requestline.h"

#include <QtTest>

using namespace isobar;

namespace {

enum Key : JsonKey { A, B, Channel, Data };

const KeyTable &keys()
{
    static const KeyTable Table{"a", "b", "channel", "data"};
    return Table;
}

Interest check(JsonKey key, std::string_view text)
{
    if (key != Channel)
        return Interest::Keep;
    return text == "stop" ? Interest::Stop : text == "mute" ? Interest::Mute : Interest::Keep;
}

std::string shape(const JsonNode &node)
{
    if (!node.isContainer())
        return std::string(node.isString() ? "'" : "") + std::string(node.text());
    std::string out = node.isObject() ? "{" : "[";
    for (const JsonNode &child : JsonChildren(node))
        out += (child.key == ElementKey ? "" : std::string(keys().name(child.key)) + ":") + shape(child) + " ";
    return out + (node.isObject() ? "}" : "]");
}

} // namespace

class TestJsonTape : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsKnownMembersOnly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("unknown") << QByteArray(R"({"x":1,"a":2,"y":{"a":3,"z":[{"a":4}]},"b":"5"})")
                                 << QByteArray("{a:2 b:'5 }");
        QTest::newRow("nested") << QByteArray(R"({"a":[[1,2],{"b":3},"x"],"b":{}})")
                                << QByteArray("{a:[[1 2 ] {b:3 } 'x ] b:{} }");
        QTest::newRow("unknown in array")
            << QByteArray(R"([{"x":[1]},7,{"x":{},"a":1}])") << QByteArray("[{} 7 {a:1 } ]");
        QTest::newRow("escapes") << QByteArray("{\"\\u0061\":\"p\\u0071\\\"r\",\"x\\ny\":\"\\t\",\"b\":\"\\u00e9\"}")
                                 << QByteArray("{a:'pq\"r b:'\xc3\xa9 }");
        QTest::newRow("numbers keep their text") << QByteArray(R"([1.50,-0e3,12345678901234567890,1e400])")
                                                 << QByteArray("[1.50 -0e3 12345678901234567890 1e400 ]");
        QTest::newRow("long text with escapes")
            << QByteArray("{\"a\":\"" + QByteArray(5000, 'q') + "\\n" + QByteArray(5000, 'r') + "\"}")
            << QByteArray("{a:'" + QByteArray(5000, 'q') + "\n" + QByteArray(5000, 'r') + " }");
    }
    void keepsKnownMembersOnly()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, kept);
        JsonTape tape(keys());
        for (int round = 0; round < 2; ++round) {
            QVERIFY(tape.read(text.toStdString(), true) == JsonTape::Outcome::Read);
            const std::string copy = text.toStdString();
            QVERIFY(tape.read(copy, true) == JsonTape::Outcome::Read);
            QCOMPARE(QByteArray::fromStdString(shape(tape.root())), kept);
        }
    }

    void keepsEntriesWithTheirNames()
    {
        static const KeyTable Table({"a", "b", "map"}, {JsonKey(2)});
        JsonTape tape(Table);
        const std::string text =
            R"({"x":{"map":1},"map":{"BTC-USD":{"a":1,"x":2},"a":"3","\u0045TH":[4],"none":null},"b":{"q":5}})";
        QVERIFY(tape.read(text, true) == JsonTape::Outcome::Read);
        Fault fault;
        const Members outer(tape.root(), Table, fault);
        QStringList seen;
        forEachEntry(*outer.needContainer(2), [&](const JsonEntry &each) {
            seen.append(QString::fromStdString(std::string(each.name) + "=" + shape(each.value)));
        });
        QCOMPARE(seen.join(QLatin1Char(' ')), QStringLiteral("BTC-USD={a:1 } a='3 ETH=[4 ] none="));
        // Its known members can be read as of any object.
        QCOMPARE(Members(*outer.find(2), Table, fault).text(0), std::string_view("3"));
        QCOMPARE(outer.needContainer(1)->size, 0U);
        forEachEntry(*outer.needContainer(1), [](const JsonEntry &) { QFAIL("no map"); });
        QVERIFY(!fault);
    }

    void refusesBrokenText()
    {
        JsonTape tape(keys());
        for (const char *text :
            {"", " ", "{", "[1,]", "{\"a\":1} {}", "{'a':1}", "[\"\xff\"]", "nul", "01", "[1e]", "\"a"}) {
            QVERIFY2(tape.read(text, true) == JsonTape::Outcome::Broken, text);
            QVERIFY(!tape.error().empty());
        }
        QVERIFY(tape.read(" [1] \n", true) == JsonTape::Outcome::Read);
        QVERIFY(tape.read(std::string(32, '[') + std::string(32, ']'), true) == JsonTape::Outcome::Read);
        QVERIFY(tape.read(std::string(33, '[') + std::string(33, ']'), true) == JsonTape::Outcome::Broken);
    }

    void stopsAtDullChannels()
    {
        JsonTape tape(keys(), check, Data);
        using Outcome = JsonTape::Outcome;
        QVERIFY(tape.read(R"({"channel":"stop","data":[broken)", true) == Outcome::Dull);
        QVERIFY(tape.read(R"({"channel":"mute","data":[broken)", true) == Outcome::Dull);
        QVERIFY(tape.read(R"({"data":[1],"channel":"mute",broken)", true) == Outcome::Dull);
        QVERIFY(tape.read(R"({"channel":"mute","a":1})", true) == Outcome::Read);
        QVERIFY(tape.read(R"({"channel":"stop"})", false) == Outcome::Read);
        QVERIFY(tape.read(R"({"channel":"other","data":[1]})", true) == Outcome::Read);
    }

    void survivesHugeFramesOneAfterTheOther()
    {
        std::string text = "{\"a\":[";
        for (int i = 0; i < 300'000; ++i)
            text += (i ? "," : "") + std::to_string(i);
        text += "]}";
        JsonTape tape(keys());
        for (int i = 0; i < 20; ++i)
            QVERIFY(tape.read(text, true) == JsonTape::Outcome::Read);
        QCOMPARE(tape.root().size, 300'001U);
        QVERIFY(tape.read("[" + std::string(9'000'000, ' ') + "]", true) == JsonTape::Outcome::Read);
        std::string hostile(10'000'000, '0');
        for (std::size_t i = 1; i < hostile.size(); i += 2)
            hostile[i] = ',';
        QVERIFY(tape.read("[" + hostile + "0]", true) == JsonTape::Outcome::Broken);
    }

    void findsEveryKey()
    {
        const KeyTable table{"aa", "ab", "ba", "bb", "abc", "acb", "t", "T", "s", "S"};
        for (const char *name : {"aa", "ab", "ba", "bb", "abc", "acb", "t", "T", "s", "S"})
            QCOMPARE(table.name(table.find(name)), std::string_view(name));
        for (const char *name : {"", "a", "aab", "bac", "TT", "averyverylongnamethatnobodyhas"})
            QCOMPARE(table.find(name), NoKey);
    }

    void readsMembersStrictly()
    {
        JsonTape tape(keys());
        Fault fault;
        const auto number = [&](const char *text) {
            tape.read(text, false);
            fault.clear();
            return Members(tape.root(), keys(), fault).quantity(A);
        };
        QCOMPARE(number(R"({"a":"1.5"})"), std::optional(1.5));
        QCOMPARE(number(R"({"a":1.5})"), std::optional(1.5));
        for (const char *absent : {R"({"a":""})", R"({"a":null})", "{}"}) {
            QVERIFY(!number(absent));
            QVERIFY(!fault);
        }
        for (const char *bad :
            {R"({"a":"x"})", R"({"a":"1e400"})", R"({"a":1e400})", R"({"a":"NaN"})", R"({"a":"inf"})", R"({"a":true})",
                R"({"a":[1]})", R"({"a":"-1"})", R"({"a":" 1"})", R"({"a":"0x1"})"}) {
            number(bad);
            QVERIFY2(fault, bad);
        }
    }

    void takesRequestsApart()
    {
        const RequestLine get("GET /a/b?symbol=%E5%B8%81X&x=&xy=2");
        QCOMPARE(get.path(), std::string_view("/a/b"));
        QCOMPARE(get.query("symbol"), std::string("\xe5\xb8\x81X"));
        QCOMPARE(get.query("x"), std::string());
        QCOMPARE(get.query("xy"), std::string("2"));
        QCOMPARE(get.query("y"), std::string());
        QCOMPARE(RequestLine("GET https://host:1/a/b?c=d").path(), std::string_view("/a/b"));
        QCOMPARE(RequestLine("POST /info {\"a\": 1}").body(), std::string_view("{\"a\": 1}"));
        QCOMPARE(RequestLine("/v5/public/inverse").path(), std::string_view("/v5/public/inverse"));
        QCOMPARE(RequestLine("").path(), std::string_view());
        QCOMPARE(percentEncode("A-b_1.~ %\xe5"), std::string("A-b_1.~%20%25%E5"));
    }

    void cutsRangesIntoPages()
    {
        QVERIFY(pagesBack(0, 25, 10) == (std::vector<TimeSpan>{{15, 25}, {5, 15}, {0, 5}}));
        QVERIFY(pagesBack(5, 5, 10).empty());
        QVERIFY(pagesBack(0, 1'000'000, 1).size() <= 500);
        const std::vector<BarName> bars{{60, "m"}, {300, "5m"}, {3600, "h"}};
        QCOMPARE(barFor(bars, 300).name, std::string_view("5m"));
        QCOMPARE(barFor(bars, 420).name, std::string_view("m"));
        QCOMPARE(barFor(bars, 10).name, std::string_view("m"));
        QCOMPARE(barFor(bars, 7200).name, std::string_view("h"));
        QCOMPARE(barLength(bars, "h"), std::optional<TimeMs>(3600));
        QVERIFY(!barLength(bars, "d"));
    }
};

QTEST_GUILESS_MAIN(TestJsonTape)
#include "tst_jsontape.moc"
