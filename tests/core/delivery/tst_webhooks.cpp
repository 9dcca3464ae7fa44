#include "core/delivery/webhooks.h"
#include "tests/support/postservice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;

namespace {

WebhookMessage message(const std::string &title = "ETH: short squeeze forming")
{
    WebhookMessage message;
    message.title = title;
    message.body = "2 of 3 parts";
    message.eventJson = R"({"type":"SQUEEZE_FORMING","asset":"ETH"})";
    message.asset = "ETH";
    message.priority = Priority::P2;
    message.timeMs = 1'772'193'785'000;
    return message;
}

WebhookLimits quickLimits()
{
    WebhookLimits limits;
    limits.timeoutMs = 400;
    limits.gapMs = 1;
    limits.backoff = {20, 2.0, 80, 30'000, 200};
    return limits;
}

WebhookAccount accountOf(WebhookKind kind, const PostService &service)
{
    switch (kind) {
    case WebhookKind::Json:
        return {{"w", kind, {}}, WebhookSecret{service.at(QStringLiteral("/hook")).toStdString(), "opensesame"}, {}};
    case WebhookKind::Discord:
        return {{"w", kind, {}},
            WebhookSecret{service.at(QStringLiteral("/api/webhooks/1/topsecret")).toStdString(), {}}, {}};
    case WebhookKind::Telegram:
        return {{"w", kind, "4711"}, WebhookSecret{service.at(QStringLiteral("")).toStdString(), "77:topsecret"}, {}};
    case WebhookKind::Ntfy:
        return {{"w", kind, {}}, WebhookSecret{service.at(QStringLiteral("/topsecret")).toStdString(), "tk_1"}, {}};
    }
    return {};
}

} // namespace

/// Posts to a real HTTP server on this machine.
class TestWebhooks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_statuses.clear();
        m_told.clear();
        QFile::remove(outbox());
    }

    void postsToEachKind_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("member");
        QTest::newRow("JSON") << 0 << QStringLiteral("/hook") << QStringLiteral("event");
        QTest::newRow("Discord") << 1 << QStringLiteral("/api/webhooks/1/topsecret") << QStringLiteral("embeds");
        QTest::newRow("Telegram") << 2 << QStringLiteral("/bot77:topsecret/sendMessage") << QStringLiteral("chat_id");
        QTest::newRow("ntfy") << 3 << QStringLiteral("/") << QStringLiteral("topic");
    }
    void postsToEachKind()
    {
        QFETCH(int, kind);
        QFETCH(QString, path);
        QFETCH(QString, member);
        PostService service;
        auto webhooks = start(accountOf(static_cast<WebhookKind>(kind), service));
        webhooks->send({"w"}, message());
        QTRY_COMPARE(m_statuses["w"].sent, std::uint64_t(1));
        QCOMPARE(service.requests.size(), std::size_t(1));
        QCOMPARE(service.requests[0].path, path);
        QVERIFY(service.requests[0].body.contains(member));
        if (kind == 0)
            QCOMPARE(service.requests[0].authorization, QByteArrayLiteral("Bearer opensesame"));
        QCOMPARE(m_statuses["w"].waiting, 0);
        QCOMPARE(m_statuses["w"].trouble, WebhookTrouble::None);
        QVERIFY(!QFile::exists(outbox()));
    }

    void triesAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<int>("leastMs");
        QTest::newRow("500") << 500 << QByteArray("oops") << QByteArray() << 10;
        QTest::newRow("503") << 503 << QByteArray() << QByteArray() << 10;
        QTest::newRow("429 with a header") << 429 << QByteArray("{}") << QByteArray("1") << 1000;
        QTest::newRow("429 with a body") << 429 << QByteArray(R"({"retry_after":0.6})") << QByteArray() << 600;
        QTest::newRow("429 without") << 429 << QByteArray("{}") << QByteArray() << 10;
    }
    void triesAgain()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, retryAfter);
        QFETCH(int, leastMs);
        PostService service;
        service.answers = {{status, body, retryAfter}};
        auto webhooks = start(accountOf(WebhookKind::Discord, service));
        QElapsedTimer taken;
        taken.start();
        webhooks->send({"w"}, message());
        QTRY_COMPARE(m_statuses["w"].sent, std::uint64_t(1));
        const auto failed = std::find_if(
            m_told.begin(), m_told.end(), [status](const WebhookStatus &each) { return each.httpStatus == status; });
        QVERIFY(failed != m_told.end());
        QCOMPARE(failed->waiting, 1);
        QVERIFY(failed->retryMs > 0);
        QVERIFY(taken.elapsed() >= leastMs);
        QCOMPARE(service.requests.size(), std::size_t(2));
        QCOMPARE(service.requests[0].body, service.requests[1].body);
    }

    void givesUpWhatIsRefusedAndGoesOn()
    {
        PostService service;
        service.answers = {{404, R"({"message":"Unknown Webhook topsecret"})"}};
        auto webhooks = start(accountOf(WebhookKind::Discord, service));
        webhooks->send({"w"}, message("first"));
        QTRY_COMPARE(m_statuses["w"].trouble, WebhookTrouble::Refused);
        QCOMPARE(m_statuses["w"].httpStatus, 404);
        QCOMPARE(m_statuses["w"].said, std::string("Unknown Webhook …"));
        QCOMPARE(m_statuses["w"].dropped, std::uint64_t(1));
        webhooks->send({"w"}, message("second"));
        QTRY_COMPARE(m_statuses["w"].sent, std::uint64_t(1));
        QCOMPARE(service.requests.size(), std::size_t(2));
        QCOMPARE(m_statuses["w"].trouble, WebhookTrouble::None);
    }

    void keepsTheOrder()
    {
        PostService service;
        service.answers = {{500}, {500}};
        auto webhooks = start(accountOf(WebhookKind::Json, service));
        for (const char *title : {"a", "b", "c"})
            webhooks->send({"w"}, message(title));
        QTRY_COMPARE(m_statuses["w"].sent, std::uint64_t(3));
        QStringList titles;
        for (const PostRequest &request : service.requests)
            titles << request.body[u"title"].toString();
        QCOMPARE(titles.join(u' '), QStringLiteral("a a a b c"));
    }

    void outlivesASilentServer()
    {
        QTcpServer silent; // takes connections and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        WebhookAccount account{{"w", WebhookKind::Json, {}},
            WebhookSecret{"http://127.0.0.1:" + std::to_string(silent.serverPort()) + "/topsecret", {}}, {}};
        auto webhooks = start(account);
        webhooks->send({"w"}, message());
        QTRY_COMPARE(m_statuses["w"].trouble, WebhookTrouble::Timeout);
        QCOMPARE(m_statuses["w"].waiting, 1);
        QVERIFY(m_statuses["w"].said.empty());
        PostService service;
        webhooks->setAccounts({accountOf(WebhookKind::Json, service)}); // the user gives another address
        QTRY_COMPARE(m_statuses["w"].sent, std::uint64_t(1));
    }

    void goesOnAfterARestart()
    {
        PostService service;
        quint16 closed = 0;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            closed = server.serverPort();
        }
        const WebhookAccount unreachable{{"w", WebhookKind::Json, {}},
            WebhookSecret{"http://127.0.0.1:" + std::to_string(closed) + "/topsecret", "hush-hush"}, {}};
        {
            auto webhooks = start(unreachable);
            webhooks->send({"w"}, message("before"));
            QTRY_COMPARE(m_statuses["w"].trouble, WebhookTrouble::Unreachable);
            webhooks->send({"w"}, message("at the end")); // and dies at once
        }
        QFile file(outbox());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray kept = file.readAll();
        QCOMPARE(kept.count('\n'), 2);
        QVERIFY(!kept.contains("topsecret") && !kept.contains("hush"));
        m_statuses.clear();
        auto webhooks = start(accountOf(WebhookKind::Json, service));
        QTRY_COMPARE(m_statuses["w"].sent, std::uint64_t(2));
        QCOMPARE(service.requests[0].body[u"title"].toString(), QStringLiteral("before"));
        QCOMPARE(service.requests[1].body[u"title"].toString(), QStringLiteral("at the end"));
    }

    void waitsForItsSecret()
    {
        PostService service;
        WebhookAccount account = accountOf(WebhookKind::Ntfy, service);
        const std::optional<WebhookSecret> secret = std::exchange(account.secret, std::nullopt);
        auto webhooks = start(account);
        webhooks->send({"w"}, message());
        QTRY_COMPARE(m_statuses["w"].waiting, 1);
        QCOMPARE(m_statuses["w"].trouble, WebhookTrouble::NoSecret);
        account.secret = secret;
        webhooks->setAccounts({account});
        QTRY_COMPARE(m_statuses["w"].sent, std::uint64_t(1));
    }

    void throwsAwayWhatIsForNobody()
    {
        PostService service;
        WebhookAccount account = accountOf(WebhookKind::Ntfy, service);
        account.secret.reset();
        auto webhooks = start(account);
        webhooks->send({"w", "stranger"}, message());
        QTRY_COMPARE(m_statuses["w"].waiting, 1);
        webhooks->setAccounts({});
        QTRY_VERIFY(!QFile::exists(outbox()));
        QVERIFY(service.requests.empty());
    }

    void testsPastTheOutbox()
    {
        PostService service;
        service.answers = {{401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})"}};
        auto webhooks = start(accountOf(WebhookKind::Telegram, service));
        std::optional<WebhookStatus> outcome;
        connect(webhooks.get(), &Webhooks::tested, this, [&](const WebhookStatus &status) { outcome = status; });
        webhooks->test(accountOf(WebhookKind::Telegram, service), message());
        QTRY_VERIFY(outcome);
        QCOMPARE(outcome->trouble, WebhookTrouble::Refused);
        QCOMPARE(outcome->said, std::string("Unauthorized"));
        outcome.reset();
        webhooks->test(accountOf(WebhookKind::Telegram, service), message());
        QTRY_VERIFY(outcome);
        QCOMPARE(outcome->trouble, WebhookTrouble::None);
        outcome.reset();
        webhooks->test({{"new", WebhookKind::Discord, {}}, WebhookSecret{"https://example.com/", {}}, {}}, message());
        QTRY_VERIFY(outcome);
        QCOMPARE(outcome->trouble, WebhookTrouble::BadAddress);
        QVERIFY(!QFile::exists(outbox()));
    }

private:
    QString outbox() const { return m_dir.filePath(QStringLiteral("outbox.jsonl")); }
    std::unique_ptr<Webhooks> start(const WebhookAccount &account)
    {
        auto webhooks = std::make_unique<Webhooks>(outbox(), m_clock, quickLimits());
        connect(webhooks.get(), &Webhooks::statusChanged, this, [this](const WebhookStatus &status) {
            m_statuses[status.target] = status;
            m_told.push_back(status);
        });
        webhooks->setAccounts({account});
        return webhooks;
    }

    SystemClock m_clock;
    QTemporaryDir m_dir;
    std::map<std::string, WebhookStatus> m_statuses; // newest of each target
    std::vector<WebhookStatus> m_told;
};

QTEST_GUILESS_MAIN(TestWebhooks)
#include "tst_webhooks.moc"
