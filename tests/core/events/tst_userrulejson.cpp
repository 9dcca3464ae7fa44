#include "core/events/userrulejson.h"

#include <QtTest>

using namespace isobar;

class TestUserRuleJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas()
    {
        std::vector<UserRule> rules(2);
        rules[0].id = "a";
        rules[0].name = "Über \"70k\", [heiß]";
        rules[0].assets = {"BTC", "ETH"};
        rules[0].all = false;
        rules[0].priority = Priority::P1;
        rules[0].holdMs = 90 * SecondMs;
        rules[0].coolMs = HourMs;
        for (std::size_t i = 0; i < UserConditionCount; ++i)
            rules[0].conditions.push_back({static_cast<UserConditionKind>(i), 0.25 * static_cast<double>(i), 4,
                i % 2 == 0 ? "bybit" : "", i % 3 == 0 ? std::optional(PositionSide::Short) : std::nullopt});
        rules[1].id = "b";
        rules[1].conditions = {{UserConditionKind::FundingBelow, -0.0001, 0, {}, {}}};
        const std::string text = userRulesToJson(rules);
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 4); // a line a rule
        const auto back = userRulesFromJson(text);
        QVERIFY2(back, back ? "" : back.error().c_str());
        QVERIFY(*back == rules);
        QVERIFY(userRulesFromJson(userRulesToJson({}))->empty());
    }

    void namesTheLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const QString good = QStringLiteral(R"({"id":"a","conditions":[{"kind":"price_above","threshold":1}]})");
        const auto second = [&](const char *rule) {
            return QStringLiteral("[\n%1,\n%2\n]").arg(good, QLatin1String(rule));
        };
        QTest::newRow("no list") << QStringLiteral("{}") << QStringLiteral("line 1: a list of rules begins with \"[\"");
        QTest::newRow("empty") << QString() << QStringLiteral("line 1: a list of rules begins with \"[\"");
        QTest::newRow("unknown kind") << second(R"({"id":"b","conditions":[{"kind":"price_abov"}]})")
                                      << QStringLiteral("line 3: there is no condition \"price_abov\"");
        QTest::newRow("twice") << QStringLiteral("[%1,\n\n%1]").arg(good)
                               << QStringLiteral("line 3: the id \"a\" is there twice");
        QTest::newRow("no conditions") << second(R"({"id":"b"})")
                                       << QStringLiteral("line 3: the rule \"b\" has no conditions");
        QTest::newRow("unknown member") << second(R"({"id":"b","condition":[]})")
                                        << QStringLiteral("line 3: a rule has no \"condition\"");
        QTest::newRow("a text for a number")
            << second(R"({"id":"b","conditions":[{"kind":"price_above","threshold":"1"}]})")
            << QStringLiteral("line 3: \"threshold\" is not a number");
        QTest::newRow("priority") << second(R"({"id":"b","priority":7})")
                                  << QStringLiteral("line 3: \"priority\" is not 1, 2, 3 or 4");
        QTest::newRow("not closed") << QStringLiteral("[\n%1\n").arg(good)
                                    << QStringLiteral("line 3: the list does not end with \"]\"");
    }

    void namesTheLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        const auto rules = userRulesFromJson(text.toStdString());
        QVERIFY(!rules);
        QCOMPARE(QString::fromStdString(rules.error()), error);
    }

    void namesTheLineOfBadJsonWithinARule()
    {
        const auto rules = userRulesFromJson("[\n{\"id\":\"a\",\n \"conditions\" [\n]}]");
        QVERIFY(!rules);
        QVERIFY(QString::fromStdString(rules.error()).startsWith(QLatin1String("line 3: this is not JSON")));
    }
};

QTEST_GUILESS_MAIN(TestUserRuleJson)
#include "tst_userrulejson.moc"
