#include "tests/support/tstranslator.h"
#include "widgets/alerts/rulewords.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1'772'193'600'000; // 2026-02-27 12:00 UTC

UserRule rule()
{
    UserRule made;
    made.assets = {"BTC", "ETH"};
    made.conditions = {
        {UserConditionKind::PriceAbove, 70'000, 0, {}, {}}, {UserConditionKind::FundingAbove, 0.0005, 0, "bybit", {}}};
    made.holdMs = 5 * MinuteMs;
    return made;
}

const VenueNamesById Venues{{QStringLiteral("bybit"), QStringLiteral("Bybit")}};

} // namespace

/// Rules as sentences.
class TestRuleWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void tellsARule()
    {
        QCOMPARE(RuleWords::sentence(rule(), Venues),
            QStringLiteral("When, for BTC or ETH, the price is above 70,000 and funding on Bybit is above +0.0500% per "
                           "8 h, and that for 5 min: alert with P2."));
        UserRule any = rule();
        any.assets.clear();
        any.all = false;
        any.holdMs = 0;
        any.priority = Priority::P1;
        any.conditions = {{UserConditionKind::Liquidated, 2.5e7, 4, {}, PositionSide::Long},
            {UserConditionKind::FeedLost, 0, 0, {}, {}}};
        QCOMPARE(RuleWords::sentence(any, Venues),
            QStringLiteral("When, for any watched asset, observed liquidations of longs within 4 h reach $25.0M or the "
                           "feed of a venue is lost: alert with P1."));
    }

    void tellsEachKindWithItsNumbers()
    {
        QSet<QString> names, clauses;
        for (std::size_t i = 0; i < UserConditionCount; ++i) {
            const auto kind = static_cast<UserConditionKind>(i);
            names.insert(RuleWords::kindName(kind));
            const QString clause = RuleWords::clause({kind, 0.0123, 3, {}, {}}, Venues);
            clauses.insert(clause);
            QVERIFY2(!clause.contains(u'%') || clause.contains(QStringLiteral("1.23")), qPrintable(clause));
            if (traitsOf(kind).hasWindow)
                QVERIFY2(clause.contains(QStringLiteral("3 h")), qPrintable(clause));
            const QString ofVenue = RuleWords::clause({kind, 0.0123, 3, "bybit", {}}, Venues);
            QCOMPARE(ofVenue.contains(QStringLiteral("Bybit")), traitsOf(kind).hasVenue);
        }
        QCOMPARE(names.size(), static_cast<qsizetype>(UserConditionCount));
        QCOMPARE(clauses.size(), static_cast<qsizetype>(UserConditionCount));
    }

    void speaksGerman()
    {
        TsTranslator german(QStringLiteral("de"));
        QVERIFY(!german.isEmpty());
        QCoreApplication::installTranslator(&german);
        const QString sentence = RuleWords::sentence(rule(), Venues);
        QCoreApplication::removeTranslator(&german);
        QVERIFY2(sentence.startsWith(QStringLiteral("Wenn für BTC oder ETH")), qPrintable(sentence));
        QVERIFY(!sentence.contains(QStringLiteral("is above")));
    }

    void saysWhatATrialKnows()
    {
        RuleTrial trial;
        trial.fromMs = trial.reachMs = Now - 7 * DayMs;
        trial.toMs = Now;
        trial.assets = {"BTC"};
        trial.firings = {{"BTC", Now - DayMs, Now - DayMs + HourMs}, {"BTC", Now - HourMs, 0}};
        QCOMPARE(RuleWords::trial(rule(), trial, TimeZoneChoice::Utc),
            QStringLiteral("Would have fired 2 time(s) in the last 7 days. Funding of venues is tried by settled "
                           "rates; the rule itself goes by the running ones."));
        UserRule ofAll = rule();
        ofAll.conditions[1].venue.clear(); // of the aggregate every hour is kept
        QCOMPARE(RuleWords::trial(ofAll, trial, TimeZoneChoice::Utc),
            QStringLiteral("Would have fired 2 time(s) in the last 7 days."));
        trial.reachMs = Now - 2 * DayMs;
        QVERIFY(RuleWords::trial(rule(), trial, TimeZoneChoice::Utc)
                    .endsWith(QStringLiteral("All that it needs is known since 2026-02-25 12:00 UTC.")));
        trial.untold = {1};
        QVERIFY(RuleWords::trial(rule(), trial, TimeZoneChoice::Utc).contains(QStringLiteral("cannot be told")));
        UserRule any = rule();
        any.all = false;
        QVERIFY(RuleWords::trial(any, trial, TimeZoneChoice::Utc).contains(QStringLiteral("At least")));
        trial.assets.clear();
        QVERIFY(RuleWords::trial(any, trial, TimeZoneChoice::Utc).contains(QStringLiteral("watched")));
    }
};

QTEST_MAIN(TestRuleWords)
#include "tst_rulewords.moc"
