#include "core/engine/enginethread.h"
#include "core/engine/mailbox.h"
#include "tests/support/streambuilder.h"

#include <QtTest>

#include <atomic>
#include <mutex>

using namespace isobar;

namespace {

/// A queue as simple as can be between the test and the engine's thread.
struct Pipe {
    std::mutex mutex;
    std::vector<StreamItem> items;
    std::vector<StreamItem> take()
    {
        const std::lock_guard lock(mutex);
        return std::exchange(items, {});
    }
    void put(const StreamItem &item)
    {
        const std::lock_guard lock(mutex);
        items.push_back(item);
    }
};

} // namespace

class TestEngineThread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mailboxKeepsTheNewestAndWakesOnce()
    {
        int woken = 0;
        Mailbox mailbox([&] { ++woken; });
        mailbox.put(std::make_shared<Snapshot>());
        auto newest = std::make_shared<Snapshot>();
        mailbox.put(newest);
        QCOMPARE(woken, 1);
        QCOMPARE(mailbox.take(), SnapshotPtr(newest));
        QVERIFY(!mailbox.take());
        mailbox.put(newest);
        QCOMPARE(woken, 2);
    }

    void publishesWhatItTook()
    {
        const SystemClock clock;
        Pipe pipe;
        std::mutex mutex;
        SnapshotPtr newest;
        std::atomic<int> journalled{0};
        EngineSettings settings;
        settings.watched = {"BTC"};
        EngineThread::Links links;
        links.take = [&] { return pipe.take(); };
        links.journal = [&](std::span<const StreamItem> items) { journalled += static_cast<int>(items.size()); };
        links.publish = [&](SnapshotPtr snapshot) {
            const std::lock_guard lock(mutex);
            newest = std::move(snapshot);
        };
        links.raise = [](std::vector<Event>) {};
        EngineThread thread(settings, std::move(links), clock);
        thread.start();
        StreamBuilder stream(clock.transportMs(), 1, [&](const StreamItem &item) { pipe.put(item); });
        stream.add("x", "X", 0.0001, 8, 1e9);
        stream.run(2);
        thread.wake();
        const auto hasRate = [&] {
            const std::lock_guard lock(mutex);
            const AssetSnapshot *asset = newest ? newest->find("BTC") : nullptr;
            return asset && !asset->venues.empty() && asset->venues.front().spot8h.has_value();
        };
        QTRY_VERIFY(hasRate());
        stream.run(3);
        thread.stop(); // takes what waits without being woken
        QCOMPARE(journalled.load(), 1 + 1 + 5 * 5); // the orders and the reference first
    }
};

QTEST_GUILESS_MAIN(TestEngineThread)
#include "tst_enginethread.moc"
