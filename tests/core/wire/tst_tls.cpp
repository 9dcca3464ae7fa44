#include "core/simulation/servers/tlsidentity.h"
#include "core/wire/restsource.h"
#include "core/wire/websocketsource.h"

#include <QSslCertificate>
#include <QTcpSocket>
#include <QWebSocketServer>
#include <QtTest>

using namespace isobar;

namespace {

struct TlsServer : QWebSocketServer {
    TlsServer() : QWebSocketServer(QStringLiteral("tls"), SecureMode)
    {
        const auto tls = simulation::loopbackTls();
        if (tls)
            setSslConfiguration(*tls);
        isReady = bool(tls) && listen(QHostAddress::LocalHost);
    }
    std::string host(const char *scheme, const char *name = "127.0.0.1") const
    {
        return std::string(scheme) + "://" + name + ":" + std::to_string(serverPort());
    }
    bool isReady = false;
};

QList<QSslCertificate> loopbackCa() { return QSslCertificate::fromData(simulation::loopbackCertificatePem()); }

} // namespace

class TestTls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSocketTrustsOnlyWhatItWasTold_data()
    {
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("opens");
        QTest::newRow("trusted") << true << QByteArray("127.0.0.1") << true;
        QTest::newRow("unknown certificate") << false << QByteArray("127.0.0.1") << false;
        QTest::newRow("another host's certificate") << true << QByteArray("127.0.0.2") << false;
    }
    void aSocketTrustsOnlyWhatItWasTold()
    {
        QFETCH(bool, isTrusted);
        QFETCH(QByteArray, name);
        QFETCH(bool, opens);
        TlsServer server;
        QVERIFY(server.isReady);
        server.close();
        QVERIFY(server.listen(QHostAddress::AnyIPv4));
        bool isOpen = false;
        std::vector<SocketClosed> closed;
        SocketOptions options;
        if (isTrusted)
            options.extraCa = loopbackCa();
        WebSocketSource source(
            options, {[&] { isOpen = true; }, {}, {}, [&](const SocketClosed &why) { closed.push_back(why); }});
        source.open(server.host("wss", name.constData()), "/");
        QTRY_VERIFY(isOpen || !closed.empty());
        QCOMPARE(isOpen, opens);
        if (opens)
            return;
        QCOMPARE(closed.front().reason, CloseReason::Tls);
        QVERIFY2(closed.front().text.starts_with("TLS: "), closed.front().text.c_str());
        QTest::qWait(20);
        QCOMPARE(closed.size(), std::size_t(1));
    }
    void restTrustsOnlyWhatItWasTold()
    {
        TlsServer server;
        QVERIFY(server.isReady);
        SystemClock clock;
        for (const bool isTrusted : {true, false}) {
            RestOptions options;
            options.host = server.host("https");
            options.timeoutMs = 3000;
            if (isTrusted)
                options.extraCa = loopbackCa();
            RestSource source(options, clock);
            std::optional<RestFault> fault;
            source.ask({"/", {}, 1}, [&](const RestAnswer &answer) { fault = answer.fault; });
            QTRY_VERIFY(fault);
            // The server speaks WebSocket only; what counts is how far the request came.
            QCOMPARE(*fault == RestFault::Tls, !isTrusted);
        }
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
