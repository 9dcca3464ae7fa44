#include "app/runtime/sourceoptions.h"

#include <QTemporaryFile>
#include <QtTest>

using namespace isobar;

class TestSourceOptions : public QObject {
    Q_OBJECT

    static Result<SourceOptions> read(QStringList arguments, ReplayPlace place = ReplayPlace::Instead)
    {
        QCommandLineParser parser;
        addSourceOptions(parser, true);
        arguments.prepend(QStringLiteral("isobar"));
        if (!parser.parse(withDemoDefault(arguments)))
            return Error{parser.errorText().toStdString()};
        return readSourceOptions(parser, 60, place);
    }

private Q_SLOTS:
    void isLiveWithoutAnything()
    {
        const auto options = read({});
        QVERIFY(options);
        QVERIFY(!options->demoScenario && !options->replayFile && !options->endpointsFile);
        QCOMPARE(options->speed, 1.0);
    }

    void demoHasADefaultScenarioAndSpeed()
    {
        QCOMPARE(*read({QStringLiteral("--demo")})->demoScenario, QStringLiteral("tour"));
        QCOMPARE(read({QStringLiteral("--demo")})->speed, 60.0);
        QCOMPARE(*read({QStringLiteral("--demo=calm")})->demoScenario, QStringLiteral("calm"));
        QCOMPARE(read({QStringLiteral("--demo"), QStringLiteral("--speed"), QStringLiteral("5")})->speed, 5.0);
    }

    void aReplayInTheWindowIsBesideTheMarket()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        const auto options = read({QStringLiteral("--demo"), QStringLiteral("--replay"), file.fileName(),
                                      QStringLiteral("--speed"), QStringLiteral("25")},
            ReplayPlace::Beside);
        QVERIFY2(options, options ? "" : options.error().c_str());
        QCOMPARE(*options->replayFile, file.fileName());
        QCOMPARE(options->replaySpeed, 25.0);
        QCOMPARE(options->speed, 60.0); // the demo's own
        QVERIFY(!read({QStringLiteral("--demo"), QStringLiteral("--endpoints"), file.fileName()}, ReplayPlace::Beside));
        const auto fast =
            read({QStringLiteral("--replay"), file.fileName(), QStringLiteral("--speed"), QStringLiteral("101")});
        QVERIFY(!fast);
        QVERIFY(QString::fromStdString(fast.error()).contains(QStringLiteral("to 100,")));
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("word");
        QTest::newRow("two sources") << QStringList{QStringLiteral("--demo"), QStringLiteral("--replay"),
            QStringLiteral("x")} << QStringLiteral("one of them");
        QTest::newRow("missing file") << QStringList{QStringLiteral("--endpoints"), QStringLiteral("nowhere.json")}
                                      << QStringLiteral("nowhere.json");
        QTest::newRow("speed of a live market")
            << QStringList{QStringLiteral("--speed"), QStringLiteral("2")} << QStringLiteral("live");
        QTest::newRow("speed no number") << QStringList{QStringLiteral("--demo"), QStringLiteral("--speed"),
            QStringLiteral("fast")} << QStringLiteral("fast");
        QTest::newRow("speed out of range") << QStringList{QStringLiteral("--demo"), QStringLiteral("--speed"),
            QStringLiteral("0")} << QStringLiteral("0.25");
        QTest::newRow("speed not finite") << QStringList{QStringLiteral("--demo"), QStringLiteral("--speed"),
            QStringLiteral("nan")} << QStringLiteral("0.25");
        QTest::newRow("seed") << QStringList{QStringLiteral("--demo"), QStringLiteral("--seed"), QStringLiteral("-1")}
                              << QStringLiteral("seed");
    }
    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, word);
        const auto options = read(arguments);
        QVERIFY(!options);
        QVERIFY2(QString::fromStdString(options.error()).contains(word), options.error().c_str());
    }
};

QTEST_GUILESS_MAIN(TestSourceOptions)
#include "tst_sourceoptions.moc"
