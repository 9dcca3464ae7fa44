// The four venues end to end: simulated servers in one process, `isobar-cli watch` in another, real sockets between.
#include "tests/app/cli/clirunner.h"

#include <QtTest>

#include <map>

namespace {

// Outside of the class: moc loses a class with raw strings in it.
const QByteArrayList RateScript{
    R"({"at_s":0,"venue":"binance-usdm","asset":"BTC","symbol":"BTCUSDT","set":{"funding_rate":0.000123,"open_interest_base":91000,"turnover_usd":1.2e10,"mark_price":68000}})",
    R"({"at_s":0,"venue":"okx","asset":"BTC","symbol":"BTC-USDT-SWAP","set":{"funding_rate":-0.00007,"open_interest_base":28000,"turnover_usd":3.1e9,"mark_price":67900}})",
    R"({"at_s":0,"venue":"bybit","asset":"BTC","symbol":"BTCUSDT","set":{"funding_rate":0.00031,"open_interest_base":55000,"turnover_usd":6e9,"mark_price":68010}})",
    R"({"at_s":0,"venue":"hyperliquid","asset":"BTC","symbol":"BTC","set":{"funding_rate":0.000021,"open_interest_base":30000,"turnover_usd":4e9,"mark_price":67950}})"};
const QByteArrayList DeadEndpoints{R"({"venues":{"bybit":{"rest":"http://127.0.0.1:1","ws":"ws://127.0.0.1:1"}}})"};

} // namespace

class TestWatch : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QJsonObject once(const clirunner::Simulator &simulator, const QString &asset)
    {
        const auto finished =
            clirunner::run({QStringLiteral("watch"), QStringLiteral("--once"), QStringLiteral("--json"),
                QStringLiteral("--asset"), asset, QStringLiteral("--endpoints"), simulator.endpointsFile()});
        if (finished.status != 0)
            qWarning("%s", finished.err.constData());
        return QJsonDocument::fromJson(finished.out).object();
    }

    static std::map<QString, QJsonObject> bySymbol(const QJsonObject &document)
    {
        std::map<QString, QJsonObject> rows;
        for (const QJsonValue &each : document[QStringLiteral("venues")].toArray()) {
            const QJsonObject row = each.toObject();
            rows[row[QStringLiteral("venue")].toString() + QLatin1Char(' ')
                + row[QStringLiteral("symbol")].toString()] = row;
        }
        return rows;
    }

private Q_SLOTS:
    void showsTheSimulatorsTrueRates()
    {
        const QString script = clirunner::writeLines(m_folder, QStringLiteral("rates.jsonl"), RateScript);
        clirunner::Simulator simulator(clirunner::fourVenues({QStringLiteral("--port"), QStringLiteral("0"),
            QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"), script}));
        QVERIFY(simulator.isUp());
        auto rows = bySymbol(once(simulator, QStringLiteral("BTC")));

        struct Expected {
            const char *key;
            double rate, hours, rate8h, mark, coins;
        };
        const Expected expected[] = {{"binance-usdm BTCUSDT", 0.000123, 8, 0.000123, 68000, 91000},
            {"okx BTC-USDT-SWAP", -0.00007, 8, -0.00007, 67900, 28000},
            {"bybit BTCUSDT", 0.00031, 8, 0.00031, 68010, 55000},
            {"hyperliquid BTC", 0.000021, 1, 0.000168, 67950, 30000}};
        for (const Expected &each : expected) {
            const QJsonObject row = rows[QString::fromLatin1(each.key)];
            const auto near = [&](const char *member, double value, double relative) {
                const double got = row[QString::fromLatin1(member)].toDouble(-1e9);
                if (std::abs(got - value) > relative * std::abs(value))
                    qWarning("%s %s: %.12g instead of %.12g", each.key, member, got, value);
                return std::abs(got - value) <= relative * std::abs(value);
            };
            QVERIFY2(!row.isEmpty(), each.key);
            QVERIFY(near("rate", each.rate, 1e-9));
            QVERIFY(near("interval_hours", each.hours, 0));
            QVERIFY(near("rate_8h", each.rate8h, 1e-9));
            QVERIFY(near("mark_price", each.mark, 1e-6));
            QVERIFY(near("open_interest_base", each.coins, 1e-3)); // OKX counts whole contracts
            QCOMPARE(row[QStringLiteral("health")].toString(), QStringLiteral("live"));
            QVERIFY(row[QStringLiteral("excluded")].isNull());
        }
    }

    void takesTheScaleOutOfThousandfoldContracts()
    {
        clirunner::Simulator simulator(clirunner::fourVenues(
            {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--scenario"), QStringLiteral("calm")}));
        QVERIFY(simulator.isUp());
        auto rows = bySymbol(once(simulator, QStringLiteral("PEPE")));
        const double okx = rows[QStringLiteral("okx PEPE-USDT-SWAP")][QStringLiteral("mark_price")].toDouble();
        const double binance =
            rows[QStringLiteral("binance-usdm 1000PEPEUSDT")][QStringLiteral("mark_price")].toDouble();
        const double hyperliquid = rows[QStringLiteral("hyperliquid kPEPE")][QStringLiteral("mark_price")].toDouble();
        QVERIFY(okx > 0 && okx < 0.01);
        QVERIFY(std::abs(binance / okx - 1) < 0.05);
        QVERIFY(std::abs(hyperliquid / okx - 1) < 0.05);
    }

    void namesTheStreamThatIsMute()
    {
        const QString script = clirunner::writeLines(m_folder, QStringLiteral("mute.jsonl"),
            {R"({"at_s":0,"venue":"okx","fault":"mute","stream":"mark","for_s":3600})"});
        clirunner::Simulator simulator(clirunner::fourVenues(
            {QStringLiteral("--scenario"), QStringLiteral("calm"), QStringLiteral("--script"), script}));
        QVERIFY(simulator.isUp());
        const auto finished = clirunner::run(
            {QStringLiteral("watch"), QStringLiteral("--once"), QStringLiteral("--json"), QStringLiteral("--wait"),
                QStringLiteral("9"), QStringLiteral("--endpoints"), simulator.endpointsFile()});
        QCOMPARE(finished.status, 0);
        auto rows = bySymbol(QJsonDocument::fromJson(finished.out).object());
        const QJsonObject okx = rows[QStringLiteral("okx BTC-USDT-SWAP")];
        QCOMPARE(okx[QStringLiteral("health")].toString(), QStringLiteral("mute"));
        QVERIFY2(okx[QStringLiteral("health_reason")].toString().startsWith(QStringLiteral("mark: ")),
            qPrintable(okx[QStringLiteral("health_reason")].toString()));
        const QJsonObject bybit = rows[QStringLiteral("bybit BTCUSDT")];
        QVERIFY(bybit.contains(QStringLiteral("health_reason")));
        QVERIFY(bybit[QStringLiteral("health_reason")].isNull());
    }

    void saysSoWhenNothingAnswers()
    {
        const QString file = clirunner::writeLines(m_folder, QStringLiteral("nowhere.json"), DeadEndpoints);
        const auto finished =
            clirunner::run({QStringLiteral("watch"), QStringLiteral("--once"), QStringLiteral("--json"),
                QStringLiteral("--wait"), QStringLiteral("2"), QStringLiteral("--endpoints"), file});
        QCOMPARE(finished.status, 1);
        QVERIFY(finished.err.contains("no venue gave a rate"));
    }

    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("watch"), QStringLiteral("--bogus")};
        QTest::newRow("wait no number") << QStringList{
            QStringLiteral("watch"), QStringLiteral("--once"), QStringLiteral("--wait"), QStringLiteral("x")};
        QTest::newRow("two sources") << QStringList{
            QStringLiteral("watch"), QStringLiteral("--demo"), QStringLiteral("--replay"), QStringLiteral("f")};
        QTest::newRow("no such file") << QStringList{
            QStringLiteral("watch"), QStringLiteral("--endpoints"), QStringLiteral("nowhere")};
        QTest::newRow("no such command") << QStringList{QStringLiteral("wach")};
        QTest::newRow("nothing") << QStringList{};
    }
    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        const auto finished = clirunner::run(arguments);
        QCOMPARE(finished.status, 2);
        QVERIFY(!finished.err.isEmpty());
        QVERIFY(finished.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
