#include "core/market/healthcause.h"

#include <QtTest>

#include <algorithm>

using namespace isobar;

/// The sentences of a feed's health, and finding them again.
class TestHealthCause : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        QTest::addColumn<int>("cause");
        QTest::addColumn<QByteArrayList>("arguments");
        const auto row = [](const char *name, const char *sentence, HealthCause cause,
                             const QByteArrayList &arguments) {
            QTest::addRow("%s", name) << QByteArray(sentence) << static_cast<int>(cause) << arguments;
        };
        row("no frame", "mark: no frame for 6 s", HealthCause::NoFrame, {"mark", "6"});
        row("no frame, with the reason", "open_interest: no frame for 70 s (REST: HTTP 503)",
            HealthCause::NoFrameBecause, {"open_interest", "70", "REST: HTTP 503"});
        row("a reason with brackets", "mark: no frame for 6 s (REST: refused (by a proxy))",
            HealthCause::NoFrameBecause, {"mark", "6", "REST: refused (by a proxy)"});
        row("blocked", "blocked in your region (HTTP 451)", HealthCause::BlockedRegion, {"HTTP 451"});
        row("closed", "connection closed by the venue", HealthCause::Closed, {});
        row("closed with words", "connection closed by the venue: maintenance: 2 h", HealthCause::ClosedBecause,
            {"maintenance: 2 h"});
        row("a quiet feed", "liquidation: none of BTC for 12 min while 3 other venues print them",
            HealthCause::QuietLiquidations, {"BTC", "12", "3"});
        row("progress", "funding history 3/8", HealthCause::FundingHistory, {"3", "8"});
    }
    void finds()
    {
        QFETCH(QByteArray, sentence);
        QFETCH(int, cause);
        QFETCH(QByteArrayList, arguments);
        const auto found = findCause(sentence.toStdString());
        QVERIFY(found);
        QCOMPARE(static_cast<int>(found->cause), cause);
        QCOMPARE(found->arguments.size(), static_cast<std::size_t>(arguments.size()));
        for (qsizetype i = 0; i < arguments.size(); ++i)
            QCOMPARE(found->arguments[static_cast<std::size_t>(i)], arguments[i].toStdString());
    }

    void findsEachAgain()
    {
        for (std::size_t i = 0; i < HealthCauseCount; ++i) {
            const auto cause = static_cast<HealthCause>(i);
            const std::string_view pattern = causePattern(cause);
            std::vector<std::string> arguments;
            for (const char *const each : {"14", "25", "36"})
                arguments.emplace_back(each);
            arguments.resize(static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '%')));
            const std::string sentence = arguments.empty() ? causeSentence(cause)
                : arguments.size() == 1                    ? causeSentence(cause, {arguments[0]})
                : arguments.size() == 2                    ? causeSentence(cause, {arguments[0], arguments[1]})
                                        : causeSentence(cause, {arguments[0], arguments[1], arguments[2]});
            const auto found = findCause(sentence);
            QVERIFY2(found && *found == (FoundCause{cause, arguments}), sentence.c_str());
        }
    }

    void leavesOtherWords()
    {
        for (const char *const words : {"", "Connection refused", "TLS: the certificate has expired", "candles", ": "})
            QVERIFY2(!findCause(words), words);
    }
};

QTEST_APPLESS_MAIN(TestHealthCause)
#include "tst_healthcause.moc"
