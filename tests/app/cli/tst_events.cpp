// The seed's numbers through the whole chain: scripted venues in one process, `isobar-cli watch --events` in another.
#include "tests/app/cli/clirunner.h"

#include <QtTest>

#include <map>

class TestEvents : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// The first line that `watch --events` prints.
    QJsonObject firstEvent(const clirunner::Simulator &simulator)
    {
        QProcess watch;
        watch.start(clirunner::program(),
            {QStringLiteral("watch"), QStringLiteral("--events"), QStringLiteral("--asset"), QStringLiteral("BTC"),
                QStringLiteral("--endpoints"), simulator.endpointsFile()});
        while (!watch.canReadLine() && watch.waitForReadyRead(40'000)) { }
        const QByteArray line = watch.readLine();
        watch.terminate(); // a clean end on SIGTERM, too
        const bool hasEnded = watch.waitForFinished(10'000);
        m_cleanEnd = hasEnded && watch.exitStatus() == QProcess::NormalExit && watch.exitCode() == 0;
        return QJsonDocument::fromJson(line).object();
    }
    bool m_cleanEnd = false;

private Q_SLOTS:
    void raisesFundingExtremeOfTheSeed()
    {
        // MODEL 10.4: 0.04 % and 0.09 % per 8 h, 0.12 % as 0.015 % an hour.
        const QString script = clirunner::writeLines(m_folder, QStringLiteral("seed.jsonl"),
            {R"({"at_s":0,"venue":"binance-usdm","asset":"BTC","set":{"funding_rate":0.0004,"turnover_usd":1e10}})",
                R"({"at_s":0,"venue":"bybit","asset":"BTC","set":{"funding_rate":0.0009,"turnover_usd":6e9}})",
                R"({"at_s":0,"venue":"hyperliquid","asset":"BTC","set":{"funding_rate":0.00015,"turnover_usd":4e9}})"});
        clirunner::Simulator simulator(clirunner::fourVenues({QStringLiteral("--scenario"), QStringLiteral("calm"),
            QStringLiteral("--script"), script, QStringLiteral("--speed"), QStringLiteral("120"),
            QStringLiteral("--venues"), QStringLiteral("binance-usdm,bybit,hyperliquid")}));
        QVERIFY(simulator.isUp());
        const QJsonObject event = firstEvent(simulator);
        const auto text = [&](const char *member) { return event[QString::fromLatin1(member)].toString(); };
        const auto number = [&](const char *member) { return event[QString::fromLatin1(member)].toDouble(-1); };
        QCOMPARE(text("type"), QStringLiteral("FUNDING_EXTREME"));
        QCOMPARE(text("priority"), QStringLiteral("P2"));
        QCOMPARE(text("asset"), QStringLiteral("BTC"));
        QCOMPARE(text("side"), QStringLiteral("long"));
        QCOMPARE(text("state"), QStringLiteral("active"));
        QCOMPARE(event[QStringLiteral("hottest")].toArray().first().toString(), QStringLiteral("Hyperliquid"));
        QVERIFY(number("ratio") >= 2);
        // The hourly venue's 8 h mean is on its way from calm to 0.0012, so F lies between these two.
        QVERIFY(number("rate_8h") > 0.40 * 0.0004 + 0.36 * 0.0009);
        QVERIFY(number("rate_8h") < 0.000772 + 1e-6);
        QVERIFY(qAbs(number("cost_day_10x_usd_per_10k") - 300'000 * number("rate_8h")) < 1e-6);
        std::map<QString, double> rates;
        for (const QJsonValue &each : event[QStringLiteral("venues")].toArray())
            rates[each[QStringLiteral("venue")].toString()] = each[QStringLiteral("rate_8h")].toDouble();
        QCOMPARE(rates.size(), std::size_t(3));
        QVERIFY(qAbs(rates[QStringLiteral("binance-usdm")] - 0.0004) < 1e-12);
        QVERIFY(qAbs(rates[QStringLiteral("bybit")] - 0.0009) < 1e-12);
        QVERIFY(qAbs(rates[QStringLiteral("hyperliquid")] - 0.0012) < 1e-12);
        QVERIFY(m_cleanEnd);
    }
};

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
