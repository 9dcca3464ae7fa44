#include "core/delivery/secretstore.h"
#include "core/delivery/webhooks.h"

#include <QDirIterator>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;

namespace {

/// A keychain whose answers come when the test says so.
class SlowKeychain : public Keychain {
public:
    std::map<QString, QString> entries;
    KeychainFault fault = KeychainFault::None;
    std::vector<std::function<void()>> waiting;

    void read(const QString &key, Read answer) override
    {
        waiting.push_back([this, key, answer] {
            const auto found = entries.find(key);
            const bool isThere = found != entries.end();
            answer(fault != KeychainFault::None ? fault
                    : isThere                   ? KeychainFault::None
                                                : KeychainFault::NotThere,
                isThere && fault == KeychainFault::None ? found->second : QString());
        });
    }
    void write(const QString &key, const QString &value, Done answer) override
    {
        waiting.push_back([this, key, value, answer] {
            if (fault == KeychainFault::None)
                entries[key] = value;
            answer(fault);
        });
    }
    void remove(const QString &key, Done answer) override
    {
        waiting.push_back([this, key, answer] {
            entries.erase(key);
            answer(fault);
        });
    }
    void answer()
    {
        for (const auto &each : std::exchange(waiting, {}))
            each();
    }
};

/// One whose answers outlive it.
class LateKeychain : public Keychain {
public:
    explicit LateKeychain(std::vector<Read> &answers) : m_answers(answers) { }
    void read(const QString &, Read answer) override { m_answers.push_back(std::move(answer)); }
    void write(const QString &, const QString &, Done) override { }
    void remove(const QString &, Done) override { }

private:
    std::vector<Read> &m_answers;
};

struct Bench {
    SlowKeychain *keychain = new SlowKeychain;
    SecretStore store{std::unique_ptr<Keychain>(keychain)};
};

const QString Key = QStringLiteral("webhook/1");
const QString Secret = QStringLiteral("77:AAhushhushhush");

/// Every byte that stands in the files of a folder.
QByteArray allBytesIn(const QString &folder)
{
    QByteArray all;
    for (QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

QByteArray logged;
void keepLog(QtMsgType, const QMessageLogContext &, const QString &text) { logged += text.toUtf8() + '\n'; }

} // namespace

/// Secrets are in the keychain, else in memory only.
class TestSecretStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsAndFindsAgain()
    {
        Bench bench;
        bench.store.put(Key, Secret);
        QCOMPARE(bench.store.secret(Key).value_or(QString()), Secret); // at once
        bench.keychain->answer();
        QCOMPARE(bench.store.fault(Key), KeychainFault::None);
        Bench next;
        next.keychain->entries = bench.keychain->entries;
        QSignalSpy changed(&next.store, &SecretStore::changed);
        next.store.load(Key);
        QVERIFY(!next.store.secret(Key));
        next.keychain->answer();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(next.store.secret(Key).value_or(QString()), Secret);
        next.store.remove(Key);
        next.keychain->answer();
        QVERIFY(!next.store.secret(Key));
        QVERIFY(next.keychain->entries.empty());
    }

    void holdsItForThisRunWithoutAKeychain()
    {
        Bench bench;
        bench.keychain->fault = KeychainFault::NoService;
        bench.store.put(Key, Secret);
        bench.keychain->answer();
        QCOMPARE(bench.store.secret(Key).value_or(QString()), Secret);
        QCOMPARE(bench.store.fault(Key), KeychainFault::NoService);
    }

    void doesNotOverwriteWhatWasTyped()
    {
        Bench bench;
        bench.keychain->entries[Key] = QStringLiteral("old");
        bench.store.load(Key);
        bench.store.put(Key, Secret);
        bench.keychain->answer();
        QCOMPARE(bench.store.secret(Key).value_or(QString()), Secret);
    }

    void outlivesAnAnswerThatComesTooLate()
    {
        std::vector<Keychain::Read> late;
        {
            SecretStore store(std::make_unique<LateKeychain>(late));
            store.load(Key);
        }
        QCOMPARE(late.size(), std::size_t(1));
        late.front()(KeychainFault::None, Secret); // nobody is at home
    }

    void saysThatThereIsNoService()
    {
        // No session bus, so no Secret Service and no KWallet; and a profile whose files can be looked through.
        QTemporaryDir home;
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        qputenv("XDG_CURRENT_DESKTOP", "GNOME");
        for (const char *variable : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
            qputenv(variable, home.path().toUtf8());
        logged.clear();
        const QtMessageHandler usual = qInstallMessageHandler(keepLog);
        {
            SecretStore store(systemKeychain());
            QSignalSpy changed(&store, &SecretStore::changed);
            store.put(Key, Secret);
            const bool answered = QTest::qWaitFor([&] { return changed.size() == 2; });
            qInstallMessageHandler(usual);
            QVERIFY(answered);
            QVERIFY(store.fault(Key) != KeychainFault::None);
            QCOMPARE(store.secret(Key).value_or(QString()), Secret);
        }
        QVERIFY(!allBytesIn(home.path()).contains("hushhush"));
        QVERIFY(!logged.contains("hushhush"));
    }

    void leavesNoTraceOfASecretThatFails()
    {
        // A webhook with its secret in path, query and token, against a closed port and a name that does not exist.
        QTemporaryDir dir;
        logged.clear();
        const QtMessageHandler usual = qInstallMessageHandler(keepLog);
        QByteArray told;
        {
            SystemClock clock;
            WebhookLimits limits;
            limits.backoff = {5, 1.0, 5, 1000, 5};
            Webhooks webhooks(dir.filePath(QStringLiteral("outbox.jsonl")), clock, limits);
            int troubles = 0;
            connect(&webhooks, &Webhooks::statusChanged, this, [&](const WebhookStatus &status) {
                told += QByteArray::fromStdString(status.said);
                troubles += status.httpStatus == 0 && status.retryMs > 0;
            });
            const WebhookSecret secret{"http://127.0.0.1:1/hushhush/in?key=hushhush2", "tk_hushhush3"};
            webhooks.setAccounts({{{"a", WebhookKind::Json, {}}, secret, {}}});
            WebhookMessage message;
            message.title = "something happened";
            webhooks.send({"a"}, message);
            const bool failed = QTest::qWaitFor([&] { return troubles >= 2; });
            qInstallMessageHandler(usual);
            QVERIFY(failed);
        }
        const QByteArray kept = allBytesIn(dir.path());
        QVERIFY(kept.contains("something happened")); // it waits on the disk
        for (const QByteArray &bytes : {kept, logged, told})
            QVERIFY2(!bytes.contains("hushhush"), bytes.constData());
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
