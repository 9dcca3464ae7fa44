#include "core/wire/restsource.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace isobar;

namespace {

/// Answers every request with the same bytes; keeps what was asked.
class AnsweringServer : public QTcpServer {
public:
    explicit AnsweringServer(QByteArray answer) : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                asked += socket->readAll();
                const auto head = asked.indexOf("\r\n\r\n");
                if (head < 0 || (asked.startsWith("POST") && asked.size() == head + 4) || m_answer.isEmpty())
                    return;
                socket->write(m_answer);
                socket->disconnectFromHost();
            });
        });
    }
    std::string host() const { return "http://127.0.0.1:" + std::to_string(serverPort()); }
    QByteArray asked;

private:
    QByteArray m_answer;
};

QByteArray http(const char *status, const QByteArray &headers, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 ") + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\n\r\n" + body;
}

struct Got {
    RestAnswer answer;
    std::string body;
};

std::optional<Got> ask(RestOptions options, const RestRequest &request)
{
    SystemClock clock;
    RestSource source(std::move(options), clock);
    std::optional<Got> got;
    source.ask(request, [&](const RestAnswer &answer) { got = Got{answer, std::string(answer.body)}; });
    [[maybe_unused]] const bool came = QTest::qWaitFor([&] { return got.has_value(); }, 4000);
    return got;
}

} // namespace

class TestRestSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bringsTheBodyAndTheUsedWeight()
    {
        AnsweringServer server(http("200 OK", "X-MBX-USED-WEIGHT-1M: 42\r\n", "{\"a\":1}"));
        RestOptions options{.host = server.host()};
        options.usedWeightHeader = "x-mbx-used-weight-1m";
        const auto got = ask(options, {"/fapi/v1/x?symbol=BTCUSDT", {}, 1});
        QVERIFY(got);
        QVERIFY(got->answer.isOk());
        QCOMPARE(got->body, std::string("{\"a\":1}"));
        QCOMPARE(got->answer.usedWeight, std::optional(42.0));
        QVERIFY(!got->answer.retryAfterMs);
        QVERIFY2(server.asked.startsWith("GET /fapi/v1/x?symbol=BTCUSDT HTTP/1.1\r\n"), server.asked.constData());
    }
    void tellsTheTimeOfSendingWhereItIsWanted()
    {
        AnsweringServer server(http("200 OK", {}, "{}"));
        RestRequest request{"/x?symbol=A", {}, 1};
        request.timeParameter = "timestamp";
        QVERIFY(ask({.host = server.host()}, request));
        const QByteArray line = server.asked.left(server.asked.indexOf('\r'));
        QVERIFY2(line.startsWith("GET /x?symbol=A&timestamp=1") && line.endsWith(" HTTP/1.1"), line.constData());
        QCOMPARE(line.size(), qsizetype(sizeof "GET /x?symbol=A&timestamp=1700000000000 HTTP/1.1" - 1));
    }
    void asksAnotherHostUnlessRedirected()
    {
        AnsweringServer one(http("200 OK", {}, "one")), two(http("200 OK", {}, "two"));
        RestRequest request{"/x", {}, 1};
        request.host = two.host();
        const auto elsewhere = ask({.host = one.host()}, request);
        QVERIFY(elsewhere);
        QCOMPARE(elsewhere->body, std::string("two"));
        const auto redirected = ask({.host = one.host(), .isOnlyHost = true}, request);
        QVERIFY(redirected);
        QCOMPARE(redirected->body, std::string("one"));
    }
    void postsJson()
    {
        AnsweringServer server(http("200 OK", {}, "[]"));
        const auto got = ask({.host = server.host()}, {"/info", "{\"type\":\"meta\"}", 1});
        QVERIFY(got && got->answer.isOk());
        QVERIFY(server.asked.startsWith("POST /info HTTP/1.1\r\n"));
        QVERIFY(server.asked.contains("Content-Type: application/json\r\n"));
        QVERIFY(server.asked.endsWith("\r\n\r\n{\"type\":\"meta\"}"));
    }
    void tellsAStatusAndRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<int>("expected");
        for (const char *status : {"429 Too Many Requests", "418 I'm a teapot", "403 Forbidden", "451 Unavailable",
                 "400 Bad Request", "404 Not Found", "500 Internal Server Error", "503 Service Unavailable"})
            QTest::newRow(status) << QByteArray(status) << QByteArray(status).left(3).toInt();
    }
    void tellsAStatusAndRetryAfter()
    {
        QFETCH(QByteArray, status);
        QFETCH(int, expected);
        AnsweringServer server(http(status.constData(), "Retry-After: 7\r\n", "{\"code\":-1003}"));
        const auto got = ask({.host = server.host()}, {"/x", {}, 1});
        QVERIFY(got);
        QCOMPARE(got->answer.fault, RestFault::None);
        QCOMPARE(got->answer.status, expected);
        QVERIFY(!got->answer.isOk());
        QCOMPARE(got->answer.retryAfterMs, std::optional<TimeMs>(7000));
        QCOMPARE(got->body, std::string("{\"code\":-1003}"));
    }
    void givesUpOnSilence()
    {
        AnsweringServer server({});
        const auto got = ask({.host = server.host(), .timeoutMs = 150}, {"/x", {}, 1});
        QVERIFY(got);
        QCOMPARE(got->answer.fault, RestFault::Timeout);
        QCOMPARE(got->answer.status, 0);
    }
    void closesAnOversizeAnswer()
    {
        AnsweringServer server(http("200 OK", {}, QByteArray(300'000, 'x')));
        const auto got = ask({.host = server.host(), .maxBodyBytes = 100'000}, {"/x", {}, 1});
        QVERIFY(got);
        QCOMPARE(got->answer.fault, RestFault::Oversize);
        QVERIFY(got->body.empty());
    }
    void aCutBodyIsNoAnswer()
    {
        AnsweringServer server("HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{\"a\":");
        const auto got = ask({.host = server.host()}, {"/x", {}, 1});
        QVERIFY(got);
        QVERIFY(got->answer.fault != RestFault::None);
        QVERIFY(!got->answer.isOk());
    }
    void tellsThatNobodyListens()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const auto host = "http://127.0.0.1:" + std::to_string(closed.serverPort());
        closed.close();
        const auto got = ask({.host = host}, {"/x", {}, 1});
        QVERIFY(got);
        QCOMPARE(got->answer.fault, RestFault::Refused);
    }
    void doesNotFollowToAnotherHost()
    {
        AnsweringServer other(http("200 OK", {}, "stolen"));
        AnsweringServer server(
            http("302 Found", "Location: " + QByteArray::fromStdString(other.host()) + "/y\r\n", QByteArray()));
        const auto got = ask({.host = server.host()}, {"/x", {}, 1});
        QVERIFY(got);
        QVERIFY(!got->answer.isOk());
        QVERIFY(got->body.empty());
        QVERIFY(other.asked.isEmpty());
    }
    void callsNobodyAfterItsEnd()
    {
        AnsweringServer server(http("200 OK", {}, "{}"));
        SystemClock clock;
        bool called = false;
        {
            RestSource source({.host = server.host()}, clock);
            source.ask({"/x", {}, 1}, [&](const RestAnswer &) { called = true; });
            QCOMPARE(source.openRequests(), 1);
        }
        QTest::qWait(50);
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(TestRestSource)
#include "tst_restsource.moc"
