#include "app/gui/alertdesk.h"
#include "tests/support/postservice.h"
#include "tests/support/tstranslator.h"
#include "tests/widgets/panelsamples.h"
#include "widgets/alerts/alertsdialog.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <array>

using namespace isobar;

namespace {

constexpr int Patience = 10'000; ///< a webhook gets a message a second

/// What a keychain would hold outlives the desk that asks.
struct Kept {
    std::map<QString, QString> values;
    KeychainFault fault = KeychainFault::None; ///< of all that it is asked for
};

class KeepingKeychain final : public Keychain {
public:
    explicit KeepingKeychain(Kept &kept) : m_kept(kept) { }
    void read(const QString &key, Read answer) override
    {
        const auto found = m_kept.values.find(key);
        const bool isThere = m_kept.fault == KeychainFault::None && found != m_kept.values.end();
        const KeychainFault fault = m_kept.fault != KeychainFault::None ? m_kept.fault
            : isThere                                                   ? KeychainFault::None
                                                                        : KeychainFault::NotThere;
        const QString value = isThere ? found->second : QString();
        QTimer::singleShot(0, [answer, fault, value] { answer(fault, value); });
    }
    void write(const QString &key, const QString &value, Done answer) override
    {
        if (m_kept.fault == KeychainFault::None)
            m_kept.values[key] = value;
        QTimer::singleShot(0, [answer, fault = m_kept.fault] { answer(fault); });
    }
    void remove(const QString &key, Done answer) override
    {
        m_kept.values.erase(key);
        QTimer::singleShot(0, [answer] { answer(KeychainFault::None); });
    }

private:
    Kept &m_kept;
};

class KeepingChannel final : public PopupChannel {
public:
    explicit KeepingChannel(std::vector<Popup> &shown) : m_shown(shown) { }
    void show(const Popup &popup) override { m_shown.push_back(popup); }
    void withdraw(quint64) override { }

private:
    std::vector<Popup> &m_shown;
};

QString line(const QString &address, const QString &token = {})
{
    return QString::fromStdString(WebhookSecret{address.toStdString(), token.toStdString()}.toLine());
}

/// A desk without the machine's pop-ups and keychain, with a service that webhooks can post to.
struct Bench {
    Theme theme;
    SystemClock clock;
    QTemporaryDir folder;
    PostService service;
    Kept kept;
    std::vector<Popup> popups;
    Settings settings;
    std::unique_ptr<AlertDesk> desk;

    Bench()
    {
        settings.proxy.mode = ProxyChoice::Mode::Direct;
        settings.alerts.sounds = false;
        settings.alerts.policy.hushFullScreen = false; // whatever stands on this machine's screen
    }
    /// With its secret in the keychain.
    QString add(WebhookKind kind, const QString &address, const QString &token = {})
    {
        WebhookChoice webhook;
        webhook.id = QStringLiteral("w%1").arg(settings.alerts.webhooks.size());
        webhook.name = QStringLiteral("Hook %1").arg(settings.alerts.webhooks.size());
        webhook.kind = kind;
        webhook.receiver = kind == WebhookKind::Telegram ? QStringLiteral("4711") : QString();
        settings.alerts.webhooks << webhook;
        if (!address.isEmpty() || !token.isEmpty())
            kept.values[webhook.secretKey()] = line(address, token);
        return webhook.secretKey();
    }
    void start()
    {
        AlertDesk::Machine machine;
        machine.channels.push_back(std::make_unique<KeepingChannel>(popups));
        machine.keychain = std::make_unique<KeepingKeychain>(kept);
        desk = std::make_unique<AlertDesk>(
            theme, std::move(machine), clock, folder.filePath(QStringLiteral("outbox.jsonl")));
        desk->setSettings(settings);
    }
    AlertsDialog *openDialog()
    {
        desk->openDialog(nullptr, 1);
        for (QWidget *each : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<AlertsDialog *>(each))
                return dialog;
        }
        return nullptr;
    }
};

Event eventOf(Priority priority, EventState state = EventState::Entered, quint64 id = 7)
{
    Event event = samples::fundingExtreme();
    event.priority = priority;
    event.state = state;
    event.id = id;
    event.delivery = {priority, priority <= Priority::P2 ? Telling::Popup : Telling::List, 0, 0};
    return event;
}

QString discordTitle(const PostRequest &request)
{
    return request.body.value(QStringLiteral("embeds"))
        .toArray()
        .first()
        .toObject()
        .value(QStringLiteral("title"))
        .toString();
}

const QString Discord = QStringLiteral("/api/webhooks/1/topsecret"), Json = QStringLiteral("/hook");

} // namespace

/// What of events leaves the terminal, and what the user hears of webhooks that fail.
class TestAlertDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void postsWhatIsInADigest_data()
    {
        QTest::addColumn<bool>("popups"); // of P2
        QTest::addColumn<bool>("disturb"); // else do not
        QTest::addColumn<bool>("webhooksToo"); // keep quiet
        QTest::addColumn<bool>("ofType"); // webhooks of P2 are off, but on for the type
        QTest::addColumn<int>("json");
        QTest::addColumn<int>("discord");
        QTest::newRow("with the pop-up") << true << true << false << false << 2 << 1;
        QTest::newRow("pop-ups are off") << false << true << false << false << 2 << 2;
        QTest::newRow("do not disturb") << true << false << false << false << 2 << 2;
        QTest::newRow("webhooks keep quiet too") << true << false << true << false << 0 << 0;
        QTest::newRow("of a chosen type") << true << true << false << true << 2 << 1;
    }
    void postsWhatIsInADigest()
    {
        QFETCH(bool, popups);
        QFETCH(bool, disturb);
        QFETCH(bool, webhooksToo);
        QFETCH(bool, ofType);
        QFETCH(int, json);
        QFETCH(int, discord);
        Bench bench;
        AlertPolicy &policy = bench.settings.alerts.policy;
        policy.byPriority[1] = {popups, false, !ofType};
        policy.doNotDisturb = !disturb;
        policy.webhooksToo = webhooksToo;
        if (ofType)
            policy.byType[EventType::FundingExtreme] = {std::nullopt, std::nullopt, true};
        bench.add(WebhookKind::Json, bench.service.at(Json));
        bench.add(WebhookKind::Discord, bench.service.at(Discord));
        bench.start();
        for (const quint64 id : {1, 2}) {
            Event event = eventOf(Priority::P2, EventState::Entered, id);
            event.delivery.telling = Telling::Digest;
            event.heldAtStart = true;
            bench.desk->takeEvent(event);
        }
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(bench.service.of(Discord).size()), discord, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(bench.service.of(Json).size()), json, Patience);
        if (json == 0)
            QTest::qWait(PopupNotifier::DigestGatherMs + 500);
        QCOMPARE(static_cast<int>(bench.service.requests.size()), json + discord);
        for (const PostRequest &each : bench.service.of(Json))
            QVERIFY(each.body.value(QStringLiteral("event")).isObject()); // not the digest
        if (discord == 1)
            QCOMPARE(discordTitle(bench.service.of(Discord).front()), bench.popups.front().title);
    }

    void leavesOutOfTheDigestWhatIsNotForWebhooks()
    {
        Bench bench;
        bench.settings.alerts.policy.byType[EventType::FundingExtreme] = {std::nullopt, std::nullopt, false};
        bench.add(WebhookKind::Discord, bench.service.at(Discord));
        bench.start();
        Event event = eventOf(Priority::P2);
        event.delivery.telling = Telling::Digest;
        event.heldAtStart = true;
        bench.desk->takeEvent(event);
        QTRY_COMPARE_WITH_TIMEOUT(bench.popups.size(), std::size_t{1}, Patience);
        QTest::qWait(300);
        QVERIFY(bench.service.requests.empty());
    }

    void postsToPeopleWhatBecomesMoreUrgent()
    {
        Bench bench;
        bench.add(WebhookKind::Json, bench.service.at(Json));
        bench.add(WebhookKind::Discord, bench.service.at(Discord));
        bench.start();
        bench.desk->takeEvent(eventOf(Priority::P3)); // for the list
        bench.desk->takeEvent(eventOf(Priority::P2, EventState::Updated));
        bench.desk->takeEvent(eventOf(Priority::P2, EventState::Updated)); // grew
        QTRY_COMPARE_WITH_TIMEOUT(bench.service.of(Json).size(), std::size_t{2}, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.service.of(Discord).size(), std::size_t{1}, Patience);
        bench.desk->takeEvent(eventOf(Priority::P1, EventState::Updated));
        QTRY_COMPARE_WITH_TIMEOUT(bench.service.of(Json).size(), std::size_t{3}, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.service.of(Discord).size(), std::size_t{2}, Patience);
    }

    void tellsOnceThatAServiceRefuses()
    {
        Bench bench;
        bench.service.answers = {{404}, {404}};
        bench.add(WebhookKind::Discord, bench.service.at(Discord));
        bench.start();
        QSignalSpy told(bench.desk.get(), &AlertDesk::troubleTold);
        bench.desk->takeEvent(eventOf(Priority::P2, EventState::Entered, 1));
        bench.desk->takeEvent(eventOf(Priority::P2, EventState::Entered, 2));
        QTRY_COMPARE_WITH_TIMEOUT(bench.service.requests.size(), std::size_t{2}, Patience);
        QTRY_COMPARE(told.size(), 1);
        QTest::qWait(300);
        QCOMPARE(told.size(), 1);
        const QString sentence = told.front().at(0).toString();
        QVERIFY2(sentence.contains(QStringLiteral("Hook 0")) && sentence.contains(QStringLiteral("404")),
            qPrintable(sentence));
        QVERIFY(!sentence.contains(QStringLiteral("topsecret")));
    }

    void tellsWhichWebhooksHaveNoSecret_data()
    {
        QTest::addColumn<KeychainFault>("fault");
        QTest::addColumn<bool>("on");
        QTest::addColumn<QString>("words"); // empty: it says nothing
        QTest::newRow("no keychain service")
            << KeychainFault::NoService << true << QStringLiteral("No keychain service");
        QTest::newRow("locked") << KeychainFault::Denied << true << QStringLiteral("locked");
        QTest::newRow("never entered") << KeychainFault::None << true << QStringLiteral("send nothing");
        QTest::newRow("off") << KeychainFault::NoService << false << QString();
    }
    void tellsWhichWebhooksHaveNoSecret()
    {
        QFETCH(KeychainFault, fault);
        QFETCH(bool, on);
        QFETCH(QString, words);
        Bench bench;
        bench.kept.fault = fault;
        bench.add(WebhookKind::Ntfy, {});
        bench.settings.alerts.webhooks.front().on = on;
        bench.start();
        QSignalSpy told(bench.desk.get(), &AlertDesk::troubleTold);
        QTest::qWait(200);
        bench.desk->takeEvent(eventOf(Priority::P1)); // waits
        QTest::qWait(200);
        QCOMPARE(told.size(), words.isEmpty() ? 0 : 1);
        if (!words.isEmpty()) {
            const QString sentence = told.front().at(0).toString();
            QVERIFY2(sentence.contains(words) && sentence.contains(QStringLiteral("Hook 0")), qPrintable(sentence));
        }
    }

    void asksAKeychainAgainThatWasLocked()
    {
        Bench bench;
        bench.add(WebhookKind::Discord, bench.service.at(Discord));
        bench.kept.fault = KeychainFault::Denied;
        bench.start();
        QTest::qWait(50);
        bench.desk->takeEvent(eventOf(Priority::P2)); // waits
        QTest::qWait(200);
        QVERIFY(bench.service.requests.empty());
        bench.kept.fault = KeychainFault::None; // unlocked
        QVERIFY(bench.openDialog());
        QTRY_COMPARE_WITH_TIMEOUT(bench.service.of(Discord).size(), std::size_t{1}, Patience);
    }

    void tellsAnewOfAServiceThatWorkedMeanwhile()
    {
        Bench bench;
        bench.service.answers = {{404}, {200}, {404}};
        bench.add(WebhookKind::Discord, bench.service.at(Discord));
        bench.start();
        QSignalSpy told(bench.desk.get(), &AlertDesk::troubleTold);
        for (const quint64 id : {1, 2, 3}) {
            bench.desk->takeEvent(eventOf(Priority::P2, EventState::Entered, id));
            QTRY_COMPARE_WITH_TIMEOUT(bench.service.requests.size(), std::size_t(id), Patience);
        }
        QTRY_COMPARE(told.size(), 2);
    }

    void saysInGermanWhatIsWrongWithAnAddress()
    {
        TsTranslator german(QStringLiteral("de"));
        const auto fault = [](WebhookKind kind, const char *receiver, const char *address, const char *token) {
            const auto post = webhookPost({"w", kind, receiver}, {address, token}, {});
            return post ? std::string() : post.error();
        };
        const std::array faults{fault(WebhookKind::Json, "", "no address", ""),
            fault(WebhookKind::Json, "", "http://example.org/hook", ""), fault(WebhookKind::Telegram, "", "", "1:x"),
            fault(WebhookKind::Telegram, "4711", "", "1"), fault(WebhookKind::Ntfy, "", "https://ntfy.sh", ""),
            fault(WebhookKind::Discord, "", "https://discord.com/channels/1", ""),
            fault(WebhookKind::Ntfy, "", "https://ntfy.sh/topic", "a b")};
        for (const std::string &each : faults) {
            const QString said = german.translate("isobar::WebhookPost", each.c_str(), nullptr, -1);
            QVERIFY2(!each.empty() && !said.isEmpty(), each.c_str());
        }
    }

    void leavesItToTheOpenDialogThatASecretIsMissing()
    {
        Bench bench;
        bench.start();
        QSignalSpy told(bench.desk.get(), &AlertDesk::troubleTold);
        QVERIFY(bench.openDialog());
        bench.add(WebhookKind::Ntfy, {}); // as the user does there
        bench.desk->setSettings(bench.settings);
        QTest::qWait(200);
        QCOMPARE(told.size(), 0);
        bench.desk->takeEvent(eventOf(Priority::P1)); // which waits now
        QTRY_COMPARE(told.size(), 1);
    }

    void keepsWhatIsKnownOfASecret_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("keptAddress");
        QTest::addColumn<QString>("keptToken");
        const QString own = QStringLiteral("https://bots.example.org"), other = QStringLiteral("https://example.com");
        const QString old = QStringLiteral("77:old"), fresh = QStringLiteral("78:fresh");
        QTest::newRow("another token") << QString() << fresh << own << fresh;
        QTest::newRow("another address") << other << QString() << other << QString(); // the token is not for it
        QTest::newRow("the same address") << own << QString() << own << old;
        QTest::newRow("both") << other << fresh << other << fresh;
    }
    void keepsWhatIsKnownOfASecret()
    {
        QFETCH(QString, address);
        QFETCH(QString, token);
        QFETCH(QString, keptAddress);
        QFETCH(QString, keptToken);
        Bench bench;
        const QString key =
            bench.add(WebhookKind::Telegram, QStringLiteral("https://bots.example.org"), QStringLiteral("77:old"));
        bench.start();
        QTest::qWait(50); // the keychain answers
        AlertsDialog *dialog = bench.openDialog();
        QVERIFY(dialog);
        Q_EMIT dialog->secretEntered(key, address, token);
        QCOMPARE(bench.kept.values.at(key), line(keptAddress, keptToken));
    }

    void testsWithWhatIsKnownOfASecret()
    {
        Bench bench;
        bench.add(WebhookKind::Ntfy, bench.service.at(QStringLiteral("/topic")), QStringLiteral("tk_old"));
        bench.start();
        QTest::qWait(50);
        AlertsDialog *dialog = bench.openDialog();
        QVERIFY(dialog);
        Q_EMIT dialog->webhookTestRequested(
            bench.settings.alerts.webhooks.front(), QString(), QStringLiteral("tk_fresh"));
        QTRY_COMPARE(bench.service.requests.size(), std::size_t{1});
        QCOMPARE(bench.service.requests.front().authorization, QByteArrayLiteral("Bearer tk_fresh"));
    }
};

QTEST_MAIN(TestAlertDesk)
#include "tst_alertdesk.moc"
