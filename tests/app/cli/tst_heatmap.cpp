// The heatmap without a display: simulated servers in one process, `isobar-cli heatmap` in another.
#include "tests/app/cli/clirunner.h"

#include <QImage>
#include <QtTest>

namespace {

// Outside of the class: moc loses a class with raw strings in it.
const QByteArrayList DeadEndpoints{R"({"venues":{"bybit":{"rest":"http://127.0.0.1:1","ws":"ws://127.0.0.1:1"}}})"};

} // namespace

class TestHeatmap : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void drawsTheSimulatedMarket()
    {
        clirunner::Simulator simulator(clirunner::fourVenues(
            {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--scenario"), QStringLiteral("calm")}));
        QVERIFY(simulator.isUp());
        const QString picture = m_folder.filePath(QStringLiteral("map.png"));
        const QString table = m_folder.filePath(QStringLiteral("map.csv"));
        const auto finished = clirunner::run(
            {QStringLiteral("heatmap"), QStringLiteral("--asset"), QStringLiteral("btc"), QStringLiteral("--endpoints"),
                simulator.endpointsFile(), QStringLiteral("--out"), picture, QStringLiteral("--csv"), table,
                QStringLiteral("--size"), QStringLiteral("1280x720"), QStringLiteral("--wait"), QStringLiteral("90")},
            150'000);
        QVERIFY2(finished.status == 0, finished.err.constData());
        QVERIFY(finished.out.isEmpty());
        const QImage image(picture);
        QCOMPARE(image.size(), QSize(1280, 720));
        const QJsonObject view = QJsonDocument::fromJson(image.text(QStringLiteral("isobar.view")).toUtf8()).object();
        QCOMPARE(view[QStringLiteral("asset")].toString(), QStringLiteral("BTC"));
        QCOMPARE(view[QStringLiteral("options")].toObject()[QStringLiteral("range_hours")].toInt(), 24);
        QFile file(table);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readLine().trimmed(), QByteArray("time_utc,price_low,price_high,side,expected_prints_usd"));
        const QByteArray rest = file.readAll();
        QVERIFY(rest.contains(",long,"));
        QVERIFY(rest.contains(",short,"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, const char *arguments, const char *word) {
            QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts)
                                << QString::fromLatin1(word);
        };
        row("no file", "--demo", "--out");
        row("size", "--demo --out x.png --size huge", "--size");
        row("too small", "--demo --out x.png --size 100x100", "480x320");
        row("range", "--demo --out x.png --range 3w", "--range");
        row("ramp", "--demo --out x.png --ramp rainbow", "--ramp");
        row("theme", "--demo --out x.png --theme pink", "--theme");
        row("stray word", "--demo --out x.png BTC", "BTC");
        row("two sources", "--demo --endpoints /dev/null --out x.png", "--endpoints");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, word);
        const auto finished = clirunner::run(QStringList(QStringLiteral("heatmap")) + arguments);
        QCOMPARE(finished.status, 2);
        QVERIFY2(finished.err.contains(word.toLatin1()), finished.err.constData());
        QVERIFY(finished.out.isEmpty());
    }

    void givesUpWithoutVenues()
    {
        const QString endpoints = clirunner::writeLines(m_folder, QStringLiteral("dead.json"), DeadEndpoints);
        const auto finished = clirunner::run(
            {QStringLiteral("heatmap"), QStringLiteral("--endpoints"), endpoints, QStringLiteral("--out"),
                m_folder.filePath(QStringLiteral("none.png")), QStringLiteral("--wait"), QStringLiteral("1")});
        QCOMPARE(finished.status, 1);
        QVERIFY2(finished.err.contains("no history of BTC"), finished.err.constData());
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("none.png"))));
    }

    void helps()
    {
        const auto finished = clirunner::run({QStringLiteral("heatmap"), QStringLiteral("--help")});
        QCOMPARE(finished.status, 0);
        QVERIFY(finished.out.contains("--csv"));
    }
};

QTEST_GUILESS_MAIN(TestHeatmap)

#include "tst_heatmap.moc"
