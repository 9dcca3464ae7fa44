#include "core/simulation/servers/http.h"

#include <QtTest/QTest>

using namespace isobar::simulation;

/// The little HTTP that the servers speak.
class TestHttp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsTheEndOfTheHead();
    void readsRequestLineAndHeaders();
    void decodesTheQuery();
    void refusesWhatIsNoHttp_data();
    void refusesWhatIsNoHttp();
    void measuresBodies_data();
    void measuresBodies();
    void knowsHandshakes();
    void closesOldClients();
    void writesLengths();
};

void TestHttp::findsTheEndOfTheHead()
{
    QVERIFY(!headLength("GET / HTTP/1.1\r\nHost: a\r\n"));
    QCOMPARE(*headLength("GET / HTTP/1.1\r\n\r\nbody"), 18U);
}

void TestHttp::readsRequestLineAndHeaders()
{
    const auto request = parseHead("POST /info HTTP/1.1\r\nHost: x\r\ncontent-TYPE:  application/json \r\n\r\n");
    QVERIFY(request.has_value());
    QVERIFY(request->method == "POST" && request->path == "/info");
    QVERIFY(request->header("content-type") == "application/json");
    QVERIFY(request->header("nix").empty());
    QVERIFY(request->keepAlive);
}

void TestHttp::decodesTheQuery()
{
    const auto request = parseHead("GET /a%20b?symbol=BTC%2FUSDT&empty=&flag&n=12&m=1x HTTP/1.1\r\n\r\n");
    QVERIFY(request->path == "/a b");
    QVERIFY(request->argument("symbol") == "BTC/USDT");
    QVERIFY(!request->argument("empty") && !request->argument("flag") && !request->argument("missing"));
    QVERIFY(request->integer("n") == 12);
    QVERIFY(!request->integer("m"));
}

void TestHttp::refusesWhatIsNoHttp_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("one word") << QByteArray("GET\r\n\r\n");
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n");
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\n");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\r\n\r\n");
}

void TestHttp::refusesWhatIsNoHttp()
{
    QFETCH(QByteArray, head);
    QVERIFY(!parseHead({head.constData(), static_cast<std::size_t>(head.size())}));
}

void TestHttp::measuresBodies_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("length"); // -1: not to be had
    QTest::newRow("none") << QByteArray("X: y") << 0;
    QTest::newRow("some") << QByteArray("Content-Length: 42") << 42;
    QTest::newRow("damaged") << QByteArray("Content-Length: 4x") << -1;
    QTest::newRow("negative") << QByteArray("Content-Length: -1") << -1;
    QTest::newRow("huge") << QByteArray("Content-Length: 99999999999") << -1;
    QTest::newRow("chunks") << QByteArray("Transfer-Encoding: chunked") << -1;
}

void TestHttp::measuresBodies()
{
    QFETCH(QByteArray, header);
    QFETCH(int, length);
    const auto request = parseHead("POST / HTTP/1.1\r\n" + header.toStdString() + "\r\n\r\n");
    const auto found = bodyLength(*request);
    QCOMPARE(found ? static_cast<int>(*found) : -1, length);
}

void TestHttp::knowsHandshakes()
{
    QVERIFY(parseHead("GET /ws HTTP/1.1\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n\r\n")->wantsWebSocket());
    QVERIFY(!parseHead("GET /ws HTTP/1.1\r\nUpgrade: h2c\r\n\r\n")->wantsWebSocket());
    QVERIFY(!parseHead("GET /ws HTTP/1.1\r\n\r\n")->wantsWebSocket());
}

void TestHttp::closesOldClients()
{
    QVERIFY(!parseHead("GET / HTTP/1.0\r\n\r\n")->keepAlive);
    QVERIFY(parseHead("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")->keepAlive);
    QVERIFY(!parseHead("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")->keepAlive);
}

void TestHttp::writesLengths()
{
    const std::string bytes = serialize({429, "{}", "application/json", {{"Retry-After", "5"}}}, false);
    QVERIFY(bytes.starts_with("HTTP/1.1 429 Too Many Requests\r\n"));
    QVERIFY(bytes.find("\r\nContent-Length: 2\r\n") != std::string::npos);
    QVERIFY(bytes.find("\r\nRetry-After: 5\r\n") != std::string::npos);
    QVERIFY(bytes.find("\r\nConnection: close\r\n") != std::string::npos);
    QVERIFY(bytes.ends_with("\r\n\r\n{}"));
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
