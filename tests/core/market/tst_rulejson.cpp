#include "core/market/rulejson.h"

#include <QtTest>

using namespace isobar;

namespace {

std::vector<UserRule> samples()
{
    UserRule first;
    first.id = "r1";
    first.name = "Squeeze \"watch\"";
    first.assets = {"BTC", "ETH"};
    first.conditions = {{UserConditionKind::FundingBelow, -0.0005, 0, "bybit", {}},
        {UserConditionKind::Liquidated, 2.5e7, 4, {}, PositionSide::Short}};
    first.priority = Priority::P1;
    first.holdMs = 90 * SecondMs;
    UserRule second;
    second.id = "r2";
    second.on = false;
    second.all = false;
    second.conditions = {{UserConditionKind::FeedLost, 0, 0, {}, {}}, {UserConditionKind::DueAbove, 0.001, 2, {}, {}}};
    return {first, second};
}

/// A file whose second rule has this line as the first condition of its "if", on line 8.
std::string fileWith(const QByteArray &condition)
{
    const QByteArray whole =
        "{\n  \"isobar_rules\": 1,\n  \"rules\": [\n    {\"if\": [{\"kind\": \"feed_lost\"}]},\n    {\n"
        "      \"name\": \"a } ] \\\" tricky: name\",\n      \"if\": [\n        "
        + condition + "\n      ]\n    }\n  ]\n}\n";
    return whole.toStdString();
}

} // namespace

/// Rules as a file, and what is said of a bad one.
class TestRuleJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas()
    {
        const auto read = rulesFromJson(rulesToJson(samples()));
        QVERIFY2(read, read ? "" : read.error().c_str());
        QVERIFY(*read == samples());
        QVERIFY(rulesFromJson(rulesToJson({}))->empty());
    }

    void fillsInWhatIsLeftOut()
    {
        const auto read = rulesFromJson(fileWith(R"({"kind": "price_moved", "value": 0.02})"));
        QVERIFY(read);
        const UserRule &rule = read->at(1);
        QVERIFY(rule.on && rule.all && rule.assets.empty());
        QCOMPARE(rule.priority, Priority::P2);
        QCOMPARE(rule.conditions[0].windowHours, 1.0);
        QCOMPARE(rule.coolMs, 15 * MinuteMs);
    }

    void namesTheLineOfAMistake_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<int>("line");
        QTest::newRow("no JSON") << QByteArray("{kind: \"feed_lost\"}") << 8;
        QTest::newRow("unknown kind") << QByteArray("{\"kind\": \"moon_phase\", \"value\": 1}") << 8;
        QTest::newRow("unknown kind, a line below") << QByteArray("{\n\"kind\": \"moon_phase\"}") << 9;
        QTest::newRow("no value") << QByteArray("{\"kind\": \"price_above\"}") << 8;
        QTest::newRow("value of another kind") << QByteArray("{\"kind\": \"price_above\",\n\n\"value\": \"x\"}") << 10;
        QTest::newRow("value out of range") << QByteArray("{\"kind\": \"funding_above\",\n\"value\": 5}") << 9;
        QTest::newRow("negative price") << QByteArray("{\"kind\": \"price_above\",\n\"value\": -5}") << 9;
        QTest::newRow("window out of range")
            << QByteArray("{\"kind\": \"liquidated\", \"value\": 1e6,\n\"window_hours\": 900}") << 9;
        QTest::newRow("a side that is none")
            << QByteArray("{\"kind\": \"liquidated\", \"value\": 1e6,\n\"side\": \"up\"}") << 9;
        QTest::newRow("a side where there is none")
            << QByteArray("{\"kind\": \"price_above\", \"value\": 1,\n\"side\": \"long\"}") << 9;
        QTest::newRow("an unknown member") << QByteArray("{\"kind\": \"feed_lost\",\n\"valeu\": 1}") << 9;
        QTest::newRow("an id twice") << QByteArray("{\"kind\": \"feed_lost\"}\n], \"id\": \"r1\", \"assets\": [") << 9;
        QTest::newRow("a text for an object") << QByteArray("{\"kind\": \"feed_lost\"},\n\"feed_lost\"") << 9;
    }
    void namesTheLineOfAMistake()
    {
        QFETCH(QByteArray, condition);
        QFETCH(int, line);
        const auto read = rulesFromJson(fileWith(condition));
        QVERIFY(!read);
        const QString start = QStringLiteral("line %1: ").arg(line);
        QVERIFY2(QString::fromStdString(read.error()).startsWith(start), read.error().c_str());
        QVERIFY(read.error().size() > static_cast<std::size_t>(start.size()) + 10);
        const auto marked = rulesFromJson("\xEF\xBB\xBF" + fileWith(condition)); // as some editors write it
        QVERIFY(!marked);
        QCOMPARE(marked.error(), read.error());
    }

    void leavesOutOfTheSettingsOnlyWhatIsBad()
    {
        const std::string json = R"({"isobar_rules": 1, "rules": [
            {"id": "r1", "if": [{"kind": "feed_lost"}]},
            {"id": "r2", "if": []},
            {"id": "r1", "if": [{"kind": "feed_lost"}]},
            {"id": "r3", "if": [{"kind": "moon"}]},
            "r4",
            {"id": "r5", "if": [{"kind": "price_above", "value": 7}]}]})";
        QVERIFY(!rulesFromJson(json));
        const UsableRules usable = usableRulesFromJson(json);
        QCOMPARE(usable.rules.size(), std::size_t(2));
        QCOMPARE(usable.rules[0].id, std::string("r1"));
        QCOMPARE(usable.rules[1].id, std::string("r5"));
        QCOMPARE(usable.problems.size(), std::size_t(4));
        QVERIFY(usable.problems[0].starts_with("line 3: "));
        QVERIFY(usable.problems[3].starts_with("line 6: "));
        const UsableRules fine = usableRulesFromJson(rulesToJson(samples()));
        QVERIFY(fine.rules == samples());
        QVERIFY(fine.problems.empty());
        for (const char *text : {"", "[]", "{\"isobar_rules\": 1, \"rules\": 3}", "\xff\xfe"}) {
            QVERIFY(usableRulesFromJson(text).rules.empty());
            QCOMPARE(usableRulesFromJson(text).problems.size(), std::size_t(1));
        }
    }

    void keepsNoMoreThanItsMost()
    {
        std::vector<UserRule> many(MostRules, samples()[0]);
        for (std::size_t i = 0; i < many.size(); ++i)
            many[i].id = "m" + std::to_string(i);
        QVERIFY(rulesFromJson(rulesToJson(many)));
        many.push_back(samples()[1]);
        QVERIFY(!rulesFromJson(rulesToJson(many)));
        const UsableRules usable = usableRulesFromJson(rulesToJson(many));
        QCOMPARE(usable.rules.size(), MostRules);
        QCOMPARE(usable.problems.size(), std::size_t(1));
    }

    void refusesOtherFiles()
    {
        for (const char *text : {"", "[]", "{}", "{\"isobar_rules\": 2, \"rules\": []}", "\"x\"", "\xff\xfe"}) {
            const auto read = rulesFromJson(text);
            QVERIFY2(!read, text);
            QVERIFY(read.error().starts_with("line 1: "));
        }
    }

    void survivesMutilatedFiles()
    {
        const std::string whole = rulesToJson(samples());
        for (std::size_t i = 0; i < whole.size(); ++i) {
            const auto cut = rulesFromJson(std::string_view(whole).substr(0, i));
            QVERIFY(!cut || cut->size() == 2);
            std::string changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ 5);
            const auto read = rulesFromJson(changed);
            QVERIFY(read || read.error().starts_with("line "));
        }
    }

    void knowsWhatIsWrongWithARule()
    {
        QCOMPARE(faultOf(UserRule()), std::string("it has no condition"));
        for (const UserRule &rule : samples())
            QCOMPARE(faultOf(rule), std::string());
        UserRule rule = samples()[0];
        rule.conditions[1].windowHours = 0;
        QVERIFY(!faultOf(rule).empty());
    }
};

QTEST_GUILESS_MAIN(TestRuleJson)
#include "tst_rulejson.moc"
