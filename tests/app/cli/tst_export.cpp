// `isobar-cli export` over a local history, as a user would call it.
#include "core/market/eventjson.h"
#include "core/storage/historyfile.h"
#include "tests/app/cli/clirunner.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'040'000; // 2025-11-13T02:14:00Z

Event eventOf(std::uint64_t id, const char *asset, TimeMs timeMs)
{
    Event event;
    event.id = id;
    event.asset = asset;
    event.timeMs = timeMs;
    event.payload = FundingExtremePayload{};
    return event;
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<HistoryFile> m_file; // stays open: the terminal runs meanwhile

    clirunner::Finished run(const QStringList &arguments)
    {
        return clirunner::run(QStringList{QStringLiteral("export")} + arguments
            + QStringList{QStringLiteral("--profile"), m_folder.path()});
    }
    static QStringList lines(const QByteArray &out)
    {
        return QString::fromUtf8(out).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_file = HistoryFile::open(m_folder.filePath(QStringLiteral("history.sqlite")).toStdString(), "live", 1).file;
        QVERIFY(m_file != nullptr);
        std::uint32_t id = 0;
        for (const auto &[venue, symbol, asset] : {std::tuple{"bybit", "BTCUSDT", "BTC"}, {"okx", "ETH,odd", "ETH"}}) {
            Instrument instrument;
            instrument.id = {++id};
            instrument.venue = venue;
            instrument.symbol = symbol;
            instrument.asset = asset;
            const auto number = *m_file->numberOf(instrument);
            for (int i = 0; i < 3; ++i) {
                QVERIFY(m_file->closeMinute(number,
                    {instrument.id, Start + i * MinuteMs, StoredBar{1, 2, 0.5, 1.5, 10.0, {}},
                        OpenInterest{100.0 + i, {}, {}}, Funding{0.0001, 8.0, Start + HourMs, {}}},
                    i == 0));
            }
            QVERIFY(m_file->put(number, Settlement{-0.00025, Start - HourMs}));
            QVERIFY(m_file->put(number, Liquidation{PositionSide::Short, 100.5, 2, 201, Start + 5, 7}));
        }
        bool isNew = false;
        QVERIFY(m_file->put(eventOf(1, "BTC", Start), isNew));
        QVERIFY(m_file->put(eventOf(2, "ETH", Start + MinuteMs), isNew));
    }

    void writesTables_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("expected");
        const QString at = QStringLiteral("2025-11-13T02:14:00.000Z,1763000040000,");
        QTest::newRow("funding, settled with the live samples")
            << QStringList{QStringLiteral("funding"), QStringLiteral("--asset"), QStringLiteral("btc")}
            << QStringList{
                   QStringLiteral(
                       "time_utc,time_ms,asset,venue,symbol,kind,rate,interval_hours,next_funding_ms,predicted"),
                   at + QStringLiteral("BTC,bybit,BTCUSDT,live,0.0001,8,1763003640000,"),
                   QStringLiteral("2025-11-13T01:14:00.000Z,1762996440000,BTC,bybit,BTCUSDT,settled,-0.00025,,,")};
        QTest::newRow("open interest in a window")
            << QStringList{QStringLiteral("oi"), QStringLiteral("--asset"), QStringLiteral("BTC"),
                   QStringLiteral("--from"), QStringLiteral("2025-11-13T02:15"), QStringLiteral("--to"),
                   QStringLiteral("1763000160000")}
            << QStringList{QStringLiteral("time_utc,time_ms,asset,venue,symbol,open_interest_base,open_interest_usd"),
                   QStringLiteral("2025-11-13T02:15:00.000Z,1763000100000,BTC,bybit,BTCUSDT,101,")};
        QTest::newRow("liquidations of all assets")
            << QStringList{QStringLiteral("liquidations"), QStringLiteral("--from"), QStringLiteral("2025-11-13")}
            << QStringList{QStringLiteral("time_utc,time_ms,asset,venue,symbol,position,price,base_quantity,usd"),
                   QStringLiteral("2025-11-13T02:14:00.005Z,1763000040005,BTC,bybit,BTCUSDT,short,100.5,2,201"),
                   QStringLiteral("2025-11-13T02:14:00.005Z,1763000040005,ETH,okx,\"ETH,odd\",short,100.5,2,201")};
        QTest::newRow("bars as JSON")
            << QStringList{QStringLiteral("bars"), QStringLiteral("--asset"), QStringLiteral("ETH"),
                   QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("--to"),
                   QStringLiteral("1763000100000")}
            << QStringList{QStringLiteral(
                   R"({"time_utc":"2025-11-13T02:14:00.000Z","time_ms":1763000040000,"asset":"ETH","venue":"okx",)"
                   R"("symbol":"ETH,odd","open":1,"high":2,"low":0.5,"close":1.5,"volume_base":10,"taker_buy_base":null})")};
    }
    void writesTables()
    {
        QFETCH(const QStringList, arguments);
        const clirunner::Finished finished = run(arguments);
        QCOMPARE(finished.status, 0);
        QTEST(lines(finished.out), "expected");
    }

    void writesEventsWithAllTheirNumbers()
    {
        const auto csv = run({QStringLiteral("events"), QStringLiteral("--asset"), QStringLiteral("ETH")});
        QCOMPARE(lines(csv.out).size(), 2);
        QVERIFY(
            lines(csv.out).last().contains(QStringLiteral("0000000000000002,FUNDING_EXTREME,P2,ETH,long,none,active")));
        const auto json = run({QStringLiteral("events"), QStringLiteral("--format"), QStringLiteral("json")});
        const QJsonObject first = QJsonDocument::fromJson(lines(json.out).first().toUtf8()).object();
        const auto read = eventFromJson(first[QStringLiteral("event")].toString().toStdString());
        QVERIFY(read && *read == eventOf(1, "BTC", Start));
    }

    void writesToAFile()
    {
        const QString file = m_folder.filePath(QStringLiteral("oi.csv"));
        const auto finished = run({QStringLiteral("oi"), QStringLiteral("--out"), file});
        QCOMPARE(finished.status, 0);
        QVERIFY(finished.out.isEmpty());
        QVERIFY(finished.err.contains("6 rows"));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(lines(written.readAll()).size(), 7);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("no kind") << QStringList() << 2;
        QTest::newRow("unknown kind") << QStringList{QStringLiteral("trades")} << 2;
        QTest::newRow("no time") << QStringList{QStringLiteral("oi"), QStringLiteral("--from"), QStringLiteral("soon")}
                                 << 2;
        QTest::newRow("an empty window") << QStringList{QStringLiteral("oi"), QStringLiteral("--from"),
            QStringLiteral("200"), QStringLiteral("--to"), QStringLiteral("100")}
                                         << 2;
        QTest::newRow("unknown format") << QStringList{QStringLiteral("oi"), QStringLiteral("--format"),
            QStringLiteral("xml")} << 2;
        QTest::newRow("no history") << QStringList{QStringLiteral("oi"), QStringLiteral("--history"),
            QStringLiteral("/nowhere/history.sqlite")}
                                    << 1;
        QTest::newRow("no place to write")
            << QStringList{QStringLiteral("oi"), QStringLiteral("--out"), QStringLiteral("/nowhere/oi.csv")} << 1;
    }
    void saysWhatIsWrong()
    {
        QFETCH(const QStringList, arguments);
        const auto finished = run(arguments);
        QTEST(finished.status, "status");
        QVERIFY(finished.err.startsWith("isobar-cli export: "));
        QVERIFY(finished.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
