#include "core/delivery/outbox.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace isobar;

namespace {

WebhookMessage message(int number)
{
    WebhookMessage message;
    message.title = "title " + std::to_string(number);
    message.body = "line one\nline two \"quoted\" €";
    message.eventJson = R"({"id":"00ff"})";
    message.asset = "ETH";
    message.priority = Priority::P1;
    message.timeMs = 1000 + number;
    return message;
}

} // namespace

/// What waits survives the end of the program.
class TestOutbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_dir.isValid()); }
    void cleanup() { QFile::remove(path()); }

    void isThereInTheNextRun()
    {
        {
            Outbox outbox(path());
            outbox.put("a", message(1), 500);
            outbox.put("b", message(2), 600);
        } // nothing is written at the end: a crash here changes nothing
        Outbox outbox(path());
        QCOMPARE(outbox.entries().size(), std::size_t(2));
        QCOMPARE(outbox.entries()[0].message, message(1));
        QCOMPARE(outbox.entries()[0].target, std::string("a"));
        QCOMPARE(outbox.entries()[0].queuedMs, TimeMs(500));
        QCOMPARE(outbox.first("b")->message, message(2));
    }

    void belongsToItsOwnerOnly()
    {
        Outbox outbox(path());
        outbox.put("a", message(1), 500);
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFile::permissions(path()) & others));
    }

    void dropsTheOldestAndCounts()
    {
        Outbox outbox(path(), 3);
        for (int i = 0; i < 5; ++i)
            outbox.put(i == 0 ? "a" : "b", message(i), i);
        QCOMPARE(outbox.entries().size(), std::size_t(3));
        QCOMPARE(outbox.entries().front().message, message(2));
        QCOMPARE(outbox.dropped("a"), std::uint64_t(1));
        QCOMPARE(outbox.dropped("b"), std::uint64_t(1));
        QCOMPARE(Outbox(path(), 2).entries().size(), std::size_t(2)); // a smaller bound holds at once
    }

    void forgetsWhatIsNoNewsAnyMore()
    {
        Outbox outbox(path());
        outbox.put("a", message(1), 0);
        outbox.put("a", message(2), HourMs);
        QVERIFY(!outbox.forgetOld(Outbox::MostAgeMs));
        QVERIFY(outbox.forgetOld(Outbox::MostAgeMs + 1));
        QCOMPARE(outbox.waiting("a"), 1);
        QCOMPARE(outbox.dropped("a"), std::uint64_t(1));
        QCOMPARE(Outbox(path()).waiting("a"), 1);
    }

    void leavesNoFileWhenEmpty()
    {
        Outbox outbox(path());
        outbox.put("a", message(1), 0);
        QVERIFY(QFile::exists(path()));
        outbox.remove(outbox.entries().front().serial);
        QVERIFY(!QFile::exists(path()));
        QCOMPARE(outbox.dropped("a"), std::uint64_t(0));
    }

    void readsAroundDamage()
    {
        {
            Outbox outbox(path());
            outbox.put("a", message(1), 0);
            outbox.put("a", message(2), 0);
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray content = file.readAll();
        file.resize(0);
        file.seek(0);
        file.write("garbage {\n" + content.left(content.size() - 20)); // and a torn end
        file.close();
        Outbox outbox(path());
        QCOMPARE(outbox.entries().size(), std::size_t(1));
        QCOMPARE(outbox.entries()[0].message, message(1));
    }

    void tellsThatItCannotBeWritten()
    {
        QFile blocker(m_dir.filePath(QStringLiteral("file")));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        Outbox outbox(m_dir.filePath(QStringLiteral("file/outbox")));
        outbox.put("a", message(1), 0);
        QVERIFY(!outbox.trouble().empty());
        QCOMPARE(outbox.waiting("a"), 1); // it works on in memory
    }

private:
    QString path() const { return m_dir.filePath(QStringLiteral("outbox.jsonl")); }
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
