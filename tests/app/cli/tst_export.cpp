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
    event.side = PositionSide::Long;
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

    void makesAWindowAJournalThatReplaysTheMarket()
    {
        // Three venues, a calm month, and rates that tip over after three hours.
        const QString path = m_folder.filePath(QStringLiteral("market.sqlite"));
        {
            const auto file = HistoryFile::open(path.toStdString(), "live", 1).file;
            QVERIFY(file->begin(false));
            std::uint32_t id = 100;
            for (const auto *venue : {"binance-usdm", "bybit", "okx"}) {
                Instrument instrument;
                instrument.id = {++id};
                instrument.venue = venue;
                instrument.symbol = "BTC";
                instrument.asset = "BTC";
                instrument.quote = "USDT";
                instrument.intervalHours = 8;
                const auto number = *file->numberOf(instrument);
                const TimeMs start = floorTo(Start, 8 * HourMs);
                for (int i = 0; i <= 93; ++i)
                    QVERIFY(file->put(number, Settlement{0.0001, start - i * 8 * HourMs}));
                for (int i = -60; i < 9 * 60; ++i) {
                    const double rate = i < 180 ? 0.0001 : 0.0012;
                    const double price = 68'000 + i;
                    QVERIFY(file->closeMinute(number,
                        {instrument.id, start + i * MinuteMs,
                            StoredBar{price, price + 20, price - 20, price + 1, 50.0, 25.0},
                            OpenInterest{50'000.0, {}, {}}, Funding{rate, 8.0, start + 8 * HourMs, {}}, 0.0005},
                        i == -60 || i == 180));
                }
            }
            QVERIFY(file->commit());
        }
        const TimeMs from = floorTo(Start, 8 * HourMs);
        int made = 0;
        const auto replayed = [&](int hours) {
            const QString out = m_folder.filePath(QStringLiteral("journal%1").arg(++made));
            const auto finished =
                clirunner::run({QStringLiteral("export"), QStringLiteral("journal"), QStringLiteral("--history"), path,
                    QStringLiteral("--asset"), QStringLiteral("BTC"), QStringLiteral("--from"), QString::number(from),
                    QStringLiteral("--to"), QString::number(from + hours * HourMs), QStringLiteral("--out"), out});
            if (finished.status != 0)
                qWarning("%s", finished.err.constData());
            return clirunner::run({QStringLiteral("replay"), QStringLiteral("--json"), out}).out;
        };
        const QByteArray whole = replayed(8);
        QVERIFY2(!whole.isEmpty(), "no event");
        const QJsonObject first = QJsonDocument::fromJson(lines(whole).first().toUtf8()).object();
        QCOMPARE(first[QStringLiteral("type")].toString(), QStringLiteral("FUNDING_EXTREME"));
        QCOMPARE(first[QStringLiteral("venues")].toArray().size(), 3);
        const auto time = static_cast<TimeMs>(first[QStringLiteral("time_ms")].toDouble());
        QVERIFY(time > from + 3 * HourMs && time < from + 3 * HourMs + 10 * MinuteMs);
        QCOMPARE(replayed(8), whole); // the same, byte for byte
        QVERIFY(replayed(3).isEmpty()); // the future changes nothing before it
        const QByteArray half = replayed(5);
        QVERIFY(!half.isEmpty() && whole.startsWith(half));
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
        QTest::newRow("a journal without an end") << QStringList{QStringLiteral("journal"), QStringLiteral("--asset"),
            QStringLiteral("BTC"), QStringLiteral("--out"), QStringLiteral("j"), QStringLiteral("--from"),
            QStringLiteral("5")} << 2;
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
