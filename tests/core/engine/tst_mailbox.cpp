#include "core/engine/mailbox.h"

#include <QtTest>

using namespace isobar;

namespace {

SnapshotPtr snapshotAt(TimeMs marketMs)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->marketMs = marketMs;
    return snapshot;
}

} // namespace

class TestMailbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesTheNewestAndWakesOnce()
    {
        int woken = 0;
        Mailbox mailbox([&] { ++woken; });
        QVERIFY(!mailbox.take());
        mailbox.put(snapshotAt(1));
        mailbox.put(snapshotAt(2));
        QCOMPARE(woken, 1);
        QCOMPARE(mailbox.take()->marketMs, TimeMs(2));
        QVERIFY(!mailbox.take());
        mailbox.put(snapshotAt(3));
        QCOMPARE(woken, 2);
    }
    void whatNobodyTookIsGone()
    {
        Mailbox mailbox([] {});
        SnapshotPtr first = snapshotAt(1);
        const std::weak_ptr<const Snapshot> watched = first;
        mailbox.put(std::move(first));
        mailbox.put(snapshotAt(2));
        QVERIFY(watched.expired());
    }
    void whatComesBackIsFreedByTheWriter()
    {
        Mailbox mailbox([] {});
        mailbox.put(snapshotAt(1));
        SnapshotPtr shown = mailbox.take();
        const std::weak_ptr<const Snapshot> watched = shown;
        mailbox.giveBack(std::move(shown));
        QVERIFY(!watched.expired());
        mailbox.put(snapshotAt(2));
        QVERIFY(watched.expired());
        mailbox.giveBack(nullptr); // before the first snapshot there is none
        mailbox.put(snapshotAt(3));
        QCOMPARE(mailbox.take()->marketMs, TimeMs(3));
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
