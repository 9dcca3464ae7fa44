#include "core/wire/endpoints.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;

namespace {

/// JSON written with single quotes.
std::string json(QString text) { return text.replace(QLatin1Char('\''), QLatin1Char('"')).toStdString(); }

} // namespace

class TestEndpoints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsVenuesAndClock()
    {
        const auto read = parseEndpoints(
            json(QLatin1String("{'venues':{'bybit':{'rest':'http://127.0.0.1:8101','ws':'ws://127.0.0.1:8101/'},"
                               "'okx':{'rest':'https://localhost:1','ws':'wss://localhost:1','ca':'x.pem'}},"
                               "'clock':{'wall_ms':1700000000000,'market_ms':1600000000000,'speed':60}}")));
        QVERIFY2(read, read ? "" : read.error().c_str());
        QCOMPARE(read->venues.size(), std::size_t(2));
        QCOMPARE(read->venues.at("bybit"), (Endpoint{"http://127.0.0.1:8101", "ws://127.0.0.1:8101", {}}));
        QCOMPARE(read->venues.at("okx").caFile, std::string("x.pem"));
        QCOMPARE(read->clock, std::optional(ClockSpec{1700000000000, 1600000000000, 60}));
    }
    void marketTimeIsWallTimeWithoutClock() { QVERIFY(!parseEndpoints(json(QStringLiteral("{'venues':{}}")))->clock); }
    void aSimulatorMayAllowMoreRequests()
    {
        QCOMPARE(parseEndpoints(json(QStringLiteral("{'venues':{}}")))->restLimitFactor, 1.0);
        QCOMPARE(parseEndpoints(json(QStringLiteral("{'venues':{},'rest_limit_factor':50}")))->restLimitFactor, 50.0);
    }
    void namesTheBadMember_data()
    {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("named");
        const auto venue = [](const char *inside) {
            return QStringLiteral("{'venues':{'bybit':{%1}}}").arg(QLatin1String(inside));
        };
        QTest::newRow("no json") << QStringLiteral("{") << QStringLiteral("not JSON");
        QTest::newRow("no object") << QStringLiteral("[]") << QStringLiteral("not a JSON object");
        QTest::newRow("no venues") << QStringLiteral("{}") << QStringLiteral("venues is missing");
        QTest::newRow("unknown at top") << QStringLiteral("{'venues':{},'hosts':{}}") << QStringLiteral("hosts");
        QTest::newRow("unknown venue") << QStringLiteral("{'venues':{'ftx':{}}}") << QStringLiteral("venues.ftx");
        QTest::newRow("venue no object") << QStringLiteral("{'venues':{'bybit':1}}") << QStringLiteral("venues.bybit");
        QTest::newRow("rest missing") << venue("'ws':'ws://a:1'") << QStringLiteral("venues.bybit.rest is missing");
        QTest::newRow("ws missing") << venue("'rest':'http://a:1'") << QStringLiteral("venues.bybit.ws is missing");
        QTest::newRow("ws no text") << venue("'rest':'http://a:1','ws':1") << QStringLiteral("venues.bybit.ws");
        QTest::newRow("ws scheme") << venue("'rest':'http://a:1','ws':'http://a:1'")
                                   << QStringLiteral("venues.bybit.ws");
        QTest::newRow("rest scheme") << venue("'rest':'ftp://a:1','ws':'ws://a:1'")
                                     << QStringLiteral("venues.bybit.rest");
        QTest::newRow("rest path") << venue("'rest':'http://a:1/api','ws':'ws://a:1'")
                                   << QStringLiteral("venues.bybit.rest");
        QTest::newRow("rest user") << venue("'rest':'http://u:p@a:1','ws':'ws://a:1'")
                                   << QStringLiteral("venues.bybit.rest");
        QTest::newRow("port") << venue("'rest':'http://a:99999','ws':'ws://a:1'")
                              << QStringLiteral("venues.bybit.rest");
        QTest::newRow("unknown in venue")
            << venue("'rest':'http://a:1','ws':'ws://a:1','key':'1'") << QStringLiteral("venues.bybit.key");
        QTest::newRow("ca") << venue("'rest':'http://a:1','ws':'ws://a:1','ca':1") << QStringLiteral("venues.bybit.ca");
        QTest::newRow("clock member") << QStringLiteral("{'venues':{},'clock':{'wall_ms':1,'speed':1}}")
                                      << QStringLiteral("clock.market_ms is missing");
        QTest::newRow("clock speed") << QStringLiteral("{'venues':{},'clock':{'wall_ms':1,'market_ms':1,'speed':0}}")
                                     << QStringLiteral("clock.speed");
        QTest::newRow("clock text") << QStringLiteral("{'venues':{},'clock':{'wall_ms':'1','market_ms':1,'speed':1}}")
                                    << QStringLiteral("clock.wall_ms");
        QTest::newRow("limit factor") << QStringLiteral("{'venues':{},'rest_limit_factor':0.5}")
                                      << QStringLiteral("rest_limit_factor");
    }
    void namesTheBadMember()
    {
        QFETCH(QString, content);
        QFETCH(QString, named);
        const std::vector<std::string> known{"bybit", "okx"};
        const auto read = parseEndpoints(json(content), known);
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error()).contains(named), read.error().c_str());
    }
    void looksForTheCertificateBesideTheFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("hosts.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto content =
            json(QLatin1String("{'venues':{'okx':{'rest':'https://a:1','ws':'wss://a:1','ca':'x.pem'}}}"));
        file.write(QByteArray::fromStdString(content));
        file.close();
        const auto read = readEndpoints(file.fileName().toStdString());
        QVERIFY(read);
        QCOMPARE(read->venues.at("okx").caFile, folder.filePath(QStringLiteral("x.pem")).toStdString());
        const auto missing = readEndpoints(folder.filePath(QStringLiteral("none.json")).toStdString());
        QVERIFY(!missing);
        QVERIFY(missing.error().find("none.json") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
