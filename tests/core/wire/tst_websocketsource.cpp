#include "core/wire/websocketsource.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocketServer>
#include <QtTest>

using namespace isobar;

namespace {

struct Server : QWebSocketServer {
    Server() : QWebSocketServer(QStringLiteral("test"), NonSecureMode)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QWebSocketServer::newConnection, this, [this] {
            client.reset(nextPendingConnection());
            path = client->requestUrl().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
            connect(client.get(), &QWebSocket::textMessageReceived, this, [this](const QString &message) {
                messages.append(message);
                times.append(clock.elapsed());
            });
        });
        clock.start();
    }
    std::string host() const { return "ws://127.0.0.1:" + std::to_string(serverPort()); }
    std::unique_ptr<QWebSocket> client;
    QString path;
    QStringList messages;
    QList<qint64> times;
    QElapsedTimer clock;
};

struct Client {
    explicit Client(SocketOptions options = {})
        : source(std::move(options),
            {[this] { opened = true; }, [this](std::string_view text) { texts.emplace_back(text); },
                [this](std::string_view bytes) { binaries.emplace_back(bytes); },
                [this](const SocketClosed &why) { closed.push_back(why); }, [this] { ++pongs; }})
    {
    }
    bool opened = false;
    int pongs = 0;
    std::vector<std::string> texts, binaries;
    std::vector<SocketClosed> closed;
    WebSocketSource source;
};

/// Answers the handshake with the given bytes.
struct RefusingServer : QTcpServer {
    explicit RefusingServer(QByteArray answer)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                socket->readAll();
                if (answer.isEmpty())
                    return;
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
    }
    std::string host() const { return "ws://127.0.0.1:" + std::to_string(serverPort()); }
};

} // namespace

class TestWebSocketSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void exchangesMessages()
    {
        Server server;
        Client client;
        client.source.open(server.host(), "/stream?streams=btcusdt@aggTrade/!forceOrder@arr");
        client.source.send("hello");
        QTRY_VERIFY(client.opened);
        QTRY_COMPARE(server.messages, QStringList{QStringLiteral("hello")});
        QCOMPARE(server.path, QStringLiteral("/stream?streams=btcusdt@aggTrade/!forceOrder@arr"));
        server.client->sendTextMessage(QStringLiteral("{\"a\":\"₿\"}"));
        server.client->sendBinaryMessage(QByteArray("\x00\x01", 2));
        QTRY_COMPARE(client.binaries.size(), std::size_t(1));
        QCOMPARE(client.texts, std::vector<std::string>{"{\"a\":\"₿\"}"});
        QCOMPARE(client.binaries.front(), std::string("\x00\x01", 2));
        QVERIFY(client.closed.empty());
    }
    void hearsTheAnswerToItsPing()
    {
        Server server;
        Client client;
        client.source.ping(); // not open: nothing
        client.source.open(server.host(), "/");
        QTRY_VERIFY(client.opened);
        client.source.ping();
        QTRY_COMPARE(client.pongs, 1);
        QVERIFY(server.messages.isEmpty() && client.texts.empty());
    }
    void pacesItsMessagesAndLetsUrgentOnesOvertake()
    {
        Server server;
        Client client({.messagesPerSecond = 20});
        for (const char *each : {"1", "2", "3"})
            client.source.send(each);
        client.source.open(server.host(), "/");
        QTRY_VERIFY(client.opened);
        client.source.send("ping", true);
        QTRY_COMPARE(server.messages.size(), 4);
        QCOMPARE(server.messages.join(QLatin1Char(' ')), QStringLiteral("1 ping 2 3"));
        QVERIFY2(server.times.last() - server.times.first() >= 130, "three gaps of 50 ms");
    }
    void tellsTheStatusOfARefusal_data()
    {
        QTest::addColumn<QByteArray>("status");
        for (const char *status : {"403 Forbidden", "451 Unavailable For Legal Reasons", "429 Too Many Requests",
                 "418 I'm a teapot", "503 Service Unavailable", "404 Not Found", "302 Found", "200 OK"})
            QTest::newRow(status) << QByteArray(status);
    }
    void tellsTheStatusOfARefusal()
    {
        QFETCH(QByteArray, status);
        RefusingServer server("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Client client;
        client.source.open(server.host(), "/");
        QTRY_VERIFY(!client.closed.empty());
        QCOMPARE(client.closed.front().reason, CloseReason::Refused);
        QCOMPARE(client.closed.front().httpStatus, status.left(3).toInt());
        QTest::qWait(20); // Qt tells it twice
        QCOMPARE(client.closed.size(), std::size_t(1));
        QVERIFY(!client.opened);
    }
    void tellsThatNobodyListens()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const auto host = "ws://127.0.0.1:" + std::to_string(gone.serverPort());
        gone.close();
        Client client;
        client.source.open(host, "/");
        QTRY_COMPARE(client.closed.size(), std::size_t(1));
        QVERIFY2(client.closed.front().reason == CloseReason::Refused, client.closed.front().text.c_str());
        QCOMPARE(client.closed.front().httpStatus, 0);
    }
    void givesUpOnASilentHandshake()
    {
        RefusingServer server({});
        Client client({.handshakeMs = 120});
        client.source.open(server.host(), "/");
        QTRY_COMPARE(client.closed.size(), std::size_t(1));
        QCOMPARE(client.closed.front().reason, CloseReason::Timeout);
    }
    void refusesWhatIsNoTls()
    {
        RefusingServer server("HTTP/1.1 400 Bad Request\r\n\r\n");
        Client client;
        client.source.open("wss" + server.host().substr(2), "/");
        QTRY_COMPARE(client.closed.size(), std::size_t(1));
        QCOMPARE(client.closed.front().reason, CloseReason::Tls);
    }
    void tellsARemoteCloseOnce()
    {
        Server server;
        Client client;
        client.source.open(server.host(), "/");
        QTRY_VERIFY(client.opened);
        QTRY_VERIFY(server.client);
        server.client->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("maintenance"));
        QTRY_COMPARE(client.closed.size(), std::size_t(1));
        QCOMPARE(client.closed.front().reason, CloseReason::RemoteClose);
        QVERIFY(client.closed.front().text.find("maintenance") != std::string::npos);
        QVERIFY(!client.source.isOpen());
    }
    void closesOnAnOversizeMessage()
    {
        Server server;
        Client client({.maxMessageBytes = 1000});
        client.source.open(server.host(), "/");
        QTRY_VERIFY(server.client);
        server.client->sendTextMessage(QString(1000, QLatin1Char('x')));
        QTRY_COMPARE(client.texts.size(), std::size_t(1));
        server.client->sendTextMessage(QString(1001, QLatin1Char('x')));
        QTRY_COMPARE(client.closed.size(), std::size_t(1));
        QCOMPARE(client.closed.front().reason, CloseReason::Oversize);
        QCOMPARE(client.texts.size(), std::size_t(1));
    }
    void makesTheVenueWaitWhilePaused()
    {
        Server server;
        Client client;
        client.source.open(server.host(), "/");
        QTRY_VERIFY(server.client);
        QTRY_VERIFY(client.opened);
        client.source.setPaused(true);
        // More than the kernel's buffers of both ends hold.
        const int count = 400;
        const QString message(100'000, QLatin1Char('x'));
        for (int i = 0; i < count; ++i)
            server.client->sendTextMessage(message);
        QTest::qWait(300);
        QVERIFY(client.texts.size() < 50);
        QVERIFY2(server.client->bytesToWrite() > 10'000'000, "TCP did not push back");
        client.source.setPaused(false);
        QTRY_COMPARE_WITH_TIMEOUT(client.texts.size(), std::size_t(count), 10'000);
        QCOMPARE(client.source.bytesReceived(), quint64(count) * 100'000);
        QVERIFY(client.closed.empty());
    }
    void learnsAfterAPauseThatTheVenueLeft()
    {
        Server server;
        Client client;
        client.source.open(server.host(), "/");
        QTRY_VERIFY(server.client);
        QTRY_VERIFY(client.opened);
        client.source.setPaused(true);
        server.client->sendTextMessage(QStringLiteral("last"));
        server.client->close();
        server.client->flush();
        QTest::qWait(50);
        server.client.reset();
        QVERIFY(client.closed.empty());
        client.source.setPaused(false);
        QTRY_COMPARE(client.closed.size(), std::size_t(1));
        QCOMPARE(client.texts, std::vector<std::string>{"last"});
        QCOMPARE(client.closed.front().reason, CloseReason::RemoteClose);
    }
    void callsNobodyAfterItsEnd()
    {
        Server server;
        for (const int waitMs : {0, 1, 3, 30}) {
            auto client = std::make_unique<Client>();
            client->source.open(server.host(), "/");
            QTest::qWait(waitMs);
            client.reset(); // would crash if anything came later
            QTest::qWait(5);
        }
        Client closed;
        closed.source.open(server.host(), "/");
        closed.source.close();
        QTest::qWait(30);
        QVERIFY(closed.closed.empty());
        QVERIFY(!closed.opened);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketSource)
#include "tst_websocketsource.moc"
