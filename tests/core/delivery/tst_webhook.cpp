#include "core/delivery/webhook.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace isobar;

namespace {

const std::string Token = "123456:AAF-secretSECRETsecret";
const std::string DiscordUrl = "https://discord.com/api/webhooks/998877/abcDEF-secret-token";

WebhookMessage message()
{
    WebhookMessage message;
    message.title = "BTC: longs pay, funding extreme";
    message.body = "0.0400% per 8h\n6 of 8 venues";
    message.eventJson = R"({"type":"FUNDING_EXTREME","priority":"P2","asset":"BTC"})";
    message.asset = "BTC";
    message.priority = Priority::P2;
    message.timeMs = 1'772'193'785'000; // 2026-02-27 12:03:05 UTC
    return message;
}

QJsonObject bodyOf(const Result<WebhookPost> &post)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(post->body)).object();
}

WebhookTarget target(WebhookKind kind, const std::string &receiver = {}) { return {"w", kind, receiver}; }

} // namespace

/// Payloads and addresses as the services document them.
class TestWebhook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesGenericJson()
    {
        const auto post = webhookPost(target(WebhookKind::Json), {"https://hooks.example/in?key=k1", "tok"}, message());
        QVERIFY(post);
        QCOMPARE(post->host, std::string("https://hooks.example"));
        QCOMPARE(post->path, std::string("/in?key=k1"));
        QCOMPARE(post->headers.size(), std::size_t(1));
        QCOMPARE(post->headers[0].second, std::string("Bearer tok"));
        const QJsonObject body = bodyOf(post);
        QCOMPARE(body[u"source"].toString(), QStringLiteral("isobar"));
        QCOMPARE(body[u"event"].toObject()[u"type"].toString(), QStringLiteral("FUNDING_EXTREME"));
        QCOMPARE(body[u"time_ms"].toInteger(), qint64(1'772'193'785'000));
        WebhookMessage test = message();
        test.eventJson.clear();
        QVERIFY(bodyOf(webhookPost(target(WebhookKind::Json), {"https://a.example", {}}, test))[u"event"].isNull());
    }

    void makesDiscordEmbeds()
    {
        const auto post = webhookPost(target(WebhookKind::Discord), {DiscordUrl, {}}, message());
        QVERIFY(post);
        QCOMPARE(post->path, std::string("/api/webhooks/998877/abcDEF-secret-token"));
        const QJsonObject body = bodyOf(post);
        QVERIFY(body[u"allowed_mentions"].toObject()[u"parse"].toArray().isEmpty());
        QVERIFY(body[u"allowed_mentions"].toObject().contains(u"parse"));
        const QJsonObject embed = body[u"embeds"].toArray().at(0).toObject();
        QCOMPARE(embed[u"title"].toString(), QStringLiteral("BTC: longs pay, funding extreme"));
        QCOMPARE(embed[u"timestamp"].toString(), QStringLiteral("2026-02-27T12:03:05.000Z"));
        QVERIFY(embed[u"color"].toInt() > 0 && embed[u"color"].toInt() <= 0xFFFFFF);
    }

    void leavesNoMarkUpForDiscord()
    {
        WebhookMessage sly = message();
        sly.body = "# *bold* _x_ `c`\n- a";
        const QString text = bodyOf(webhookPost(target(WebhookKind::Discord), {DiscordUrl, {}}, sly))[u"embeds"]
                                 .toArray()
                                 .at(0)
                                 .toObject()[u"description"]
                                 .toString();
        QCOMPARE(text, QStringLiteral("\\# \\*bold\\* \\_x\\_ \\`c\\`\n\\- a"));
    }

    void makesTelegramMessages()
    {
        const auto post = webhookPost(target(WebhookKind::Telegram, "-1001234"), {{}, Token}, message());
        QVERIFY(post);
        QCOMPARE(post->host, std::string("https://api.telegram.org"));
        QCOMPARE(post->path, "/bot" + Token + "/sendMessage");
        QJsonObject body = bodyOf(post);
        QCOMPARE(body[u"chat_id"].toInteger(), qint64(-1001234));
        QVERIFY(!body.contains(u"parse_mode"));
        QVERIFY(body[u"disable_notification"].toBool());
        QVERIFY(body[u"text"].toString().startsWith(QStringLiteral("BTC: longs pay, funding extreme\n0.0400%")));
        QVERIFY(body[u"text"].toString().endsWith(QStringLiteral("2026-02-27 12:03:05 UTC")));
        WebhookMessage loud = message();
        loud.priority = Priority::P1;
        body = bodyOf(webhookPost(target(WebhookKind::Telegram, "@desk"), {{}, Token}, loud));
        QCOMPARE(body[u"chat_id"].toString(), QStringLiteral("@desk"));
        QVERIFY(!body[u"disable_notification"].toBool());
    }

    void publishesToNtfy()
    {
        const auto post =
            webhookPost(target(WebhookKind::Ntfy), {"https://push.example/sub/my-secret-topic", "tk_abc"}, message());
        QVERIFY(post);
        QCOMPARE(post->host, std::string("https://push.example"));
        QCOMPARE(post->path, std::string("/sub/")); // JSON goes to the server's root
        QCOMPARE(post->headers[0].first, std::string("Authorization"));
        QCOMPARE(post->headers[0].second, std::string("Bearer tk_abc"));
        const QJsonObject body = bodyOf(post);
        QCOMPARE(body[u"topic"].toString(), QStringLiteral("my-secret-topic"));
        QCOMPARE(body[u"title"].toString(), QStringLiteral("BTC: longs pay, funding extreme"));
        QCOMPARE(body[u"priority"].toInt(), 3);
        QVERIFY(body[u"tags"].isArray());
    }

    void cutsWhatIsTooLongBetweenCharacters()
    {
        WebhookMessage message = ::message();
        message.body = QString(3000, QChar(0x20AC)).toStdString(); // three bytes each
        const auto limits = {std::pair{WebhookKind::Telegram, 4096}, std::pair{WebhookKind::Ntfy, 4096}};
        for (const auto &[kind, most] : limits) {
            const WebhookSecret secret{kind == WebhookKind::Ntfy ? "https://n.example/topic" : "", Token};
            const QJsonObject body = bodyOf(webhookPost(target(kind, "1"), secret, message));
            const QString text = body[kind == WebhookKind::Ntfy ? u"message" : u"text"].toString();
            QVERIFY(text.toUtf8().size() <= most);
            QVERIFY(text.toUtf8().size() > most - 40);
            QVERIFY(!text.contains(QChar::ReplacementCharacter));
            QVERIFY(text.contains(QChar(0x2026)));
        }
    }

    void refusesAddresses_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("token");
        QTest::newRow("nothing") << 0 << QString() << QString();
        QTest::newRow("in the clear over the net") << 0 << QStringLiteral("http://hooks.example/in") << QString();
        QTest::newRow("looks like a private number") << 0 << QStringLiteral("http://10.example.com/in") << QString();
        QTest::newRow("another scheme") << 0 << QStringLiteral("file:///etc/passwd") << QString();
        QTest::newRow("header injection") << 0 << QStringLiteral("https://a.example") << QStringLiteral("x\r\nY: z");
        QTest::newRow("no Discord webhook") << 1 << QStringLiteral("https://discord.com/channels/1") << QString();
        QTest::newRow("no bot token") << 2 << QString() << QStringLiteral("secretword");
        QTest::newRow("path in the token") << 2 << QString() << QStringLiteral("1:a/../b");
        QTest::newRow("no topic") << 3 << QStringLiteral("https://push.example/") << QString();
    }
    void refusesAddresses()
    {
        QFETCH(int, kind);
        QFETCH(QString, address);
        QFETCH(QString, token);
        const auto post =
            webhookAddress(target(static_cast<WebhookKind>(kind), "5"), {address.toStdString(), token.toStdString()});
        QVERIFY(!post);
        QVERIFY(!post.error().empty());
        for (const QString &part : {address, token})
            QVERIFY(part.isEmpty() || !QString::fromStdString(post.error()).contains(part));
    }

    void takesPlainHttpNearby_data()
    {
        QTest::addColumn<QString>("address");
        for (const char *each : {"http://127.0.0.1:8080/x", "http://localhost/x", "http://192.168.1.5/x",
                 "http://10.0.0.2/x", "http://172.20.1.1/x", "http://[::1]:9/x", "http://nas.local/x"})
            QTest::newRow(each) << QString::fromLatin1(each);
    }
    void takesPlainHttpNearby()
    {
        QFETCH(QString, address);
        QVERIFY(webhookAddress(target(WebhookKind::Json), {address.toStdString(), {}}));
    }

    void scrubsSecrets()
    {
        const WebhookSecret discord{DiscordUrl, {}};
        QCOMPARE(discord.scrubbed("bad abcDEF-secret-token there"), std::string("bad … there"));
        QCOMPARE(discord.scrubbed("at " + DiscordUrl), std::string("at …"));
        const WebhookSecret bot{{}, Token};
        QCOMPARE(bot.scrubbed("/bot" + Token + "/sendMessage"), std::string("/bot…/sendMessage"));
        QCOMPARE(bot.scrubbed("chat not found"), std::string("chat not found"));
    }

    void keepsSecretsInOneLine()
    {
        const WebhookSecret secret{"https://a.example/\"x\"", "t\nt"};
        QVERIFY(secret.toLine().find('\n') == std::string::npos);
        QCOMPARE(WebhookSecret::fromLine(secret.toLine()).value_or(WebhookSecret()), secret);
        QVERIFY(!WebhookSecret::fromLine("nonsense"));
    }

    void readsHowLongToWait()
    {
        QCOMPARE(retryAfterInBody(R"({"message":"You are being rate limited.","retry_after":64.57,"global":false})"),
            std::optional<TimeMs>(64570));
        QCOMPARE(retryAfterInBody(R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 14",)"
                                  R"("parameters":{"retry_after":14}})"),
            std::optional<TimeMs>(14000));
        for (const char *none : {"", "{}", "[1]", R"({"retry_after":"x"})", R"({"retry_after":-1})"})
            QVERIFY(!retryAfterInBody(none));
    }

    void readsComplaints()
    {
        QCOMPARE(complaintInBody(R"({"ok":false,"error_code":400,"description":"Bad Request: chat not found"})"),
            std::string("Bad Request: chat not found"));
        QCOMPARE(complaintInBody(R"({"message":"Unknown Webhook","code":10015})"), std::string("Unknown Webhook"));
        QCOMPARE(complaintInBody("<html>"), std::string());
    }
};

QTEST_GUILESS_MAIN(TestWebhook)
#include "tst_webhook.moc"
