#include "core/feed/netthread.h"
#include "fakevenue.h"

#include <QtTest>

using namespace isobar;
using fake::FakeServer;
using fake::FakeVenue;

namespace {

struct Bench {
    Bench()
    {
        config.venues = {std::make_shared<FakeVenue>()};
        config.endpoints = server.endpoints();
        config.watched = {"AAA"};
        config.limits.tickMs = 5;
    }
    void take()
    {
        for (StreamItem &item : queue.take())
            items.push_back(std::move(item));
    }
    template <class T> std::vector<T> all()
    {
        take();
        std::vector<T> out;
        for (const StreamItem &item : items) {
            if (const auto *each = std::get_if<T>(&item))
                out.push_back(*each);
        }
        return out;
    }
    FakeServer server;
    SystemClock clock{ClockSpec{0, 1'000'000, 1.0}};
    InstrumentNames names;
    StreamQueue queue;
    FeedConfig config;
    std::vector<StreamItem> items;
};

} // namespace

class TestNetThread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void beatsOnceASecondInBothTimes()
    {
        Bench bench;
        NetThread net(bench.config, bench.clock, bench.names, bench.queue);
        net.start();
        QTRY_VERIFY(bench.all<Beat>().size() >= 3);
        net.stop();
        const auto beats = bench.all<Beat>();
        for (std::size_t i = 0; i < beats.size(); ++i) {
            QCOMPARE(beats[i].marketMs - beats[i].transportMs, TimeMs(1'000'000));
            QVERIFY(i == 0 || beats[i].transportMs / 1000 == beats[i - 1].transportMs / 1000 + 1);
        }
    }
    void beatsSoonerWhileMuchIsLiquidated_data()
    {
        QTest::addColumn<double>("usd");
        QTest::addColumn<bool>("isHurried");
        QTest::newRow("little") << 99'000. << false;
        QTest::newRow("much") << 100'000. << true;
    }
    void beatsSoonerWhileMuchIsLiquidated()
    {
        QFETCH(double, usd);
        QFETCH(bool, isHurried);
        Bench bench;
        NetThread net(bench.config, bench.clock, bench.names, bench.queue);
        net.start();
        Observation liquidation;
        liquidation.payload = Liquidation{PositionSide::Long, usd, 1, usd, 1'000, 1};
        // One after each beat.
        std::size_t told = 0;
        QTRY_VERIFY([&] {
            const auto beats = bench.all<Beat>();
            if (beats.size() > told)
                bench.queue.push({liquidation});
            told = beats.size();
            return told >= 4;
        }());
        net.stop();
        const auto beats = bench.all<Beat>();
        bool isTwoInASecond = false;
        for (std::size_t i = 1; i < beats.size(); ++i) {
            const bool isExtra = floorTo(beats[i].transportMs, SecondMs) == floorTo(beats[i - 1].transportMs, SecondMs);
            isTwoInASecond = isTwoInASecond || isExtra;
            QVERIFY(!isExtra || beats[i].transportMs - beats[i - 1].transportMs >= bench.config.limits.hurryMs);
        }
        QCOMPARE(isTwoInASecond, isHurried);
    }
    void bringsObservationsAcrossTheThreads()
    {
        Bench bench;
        std::atomic<int> woken = 0;
        bench.queue.setWakeUp([&] { ++woken; });
        NetThread net(bench.config, bench.clock, bench.names, bench.queue);
        net.start();
        QTRY_VERIFY(!bench.server.messages.isEmpty());
        bench.server.say(QStringLiteral("M AAA 10"));
        QTRY_VERIFY(!bench.all<Observation>().empty());
        QVERIFY(woken > 0);
        net.setWatched({"BBB"});
        QTRY_COMPARE(bench.server.messages.last(), QStringLiteral("sub BBB"));
        net.reconnect("fake");
        net.setVenueEnabled("fake", false);
        QTRY_VERIFY(bench.server.clients.empty());
        net.stop();
        net.stop();
    }
    void stopsAtAnyMoment_data()
    {
        QTest::addColumn<int>("afterMs");
        for (const int afterMs : {0, 1, 2, 4, 8, 15, 30, 60})
            QTest::addRow("%d ms", afterMs) << afterMs;
    }
    void stopsAtAnyMoment()
    {
        QFETCH(int, afterMs);
        Bench bench;
        NetThread net(bench.config, bench.clock, bench.names, bench.queue);
        for (int i = 0; i < 5; ++i) {
            net.start();
            QTest::qWait(afterMs);
            net.stop();
            bench.queue.take();
            QTest::qWait(3);
            QVERIFY2(bench.queue.take().empty(), "something came after the stop");
        }
    }
    void stopsWhileAHandshakeIsSilent()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Bench bench;
        const std::string host = "127.0.0.1:" + std::to_string(silent.serverPort());
        bench.config.endpoints->venues["fake"] = {"http://" + host, "ws://" + host, {}};
        NetThread net(bench.config, bench.clock, bench.names, bench.queue);
        net.start();
        QTRY_VERIFY(silent.hasPendingConnections());
        QElapsedTimer time;
        time.start();
        net.stop();
        QVERIFY(time.elapsed() < 1000);
    }
    void aPostAfterTheStopIsNothing()
    {
        Bench bench;
        NetThread net(bench.config, bench.clock, bench.names, bench.queue);
        net.setWatched({"BBB"});
        net.reconnect("fake");
        net.start(); // remembers what was wished before
        QTRY_COMPARE(bench.server.messages, QStringList{QStringLiteral("sub BBB")});
        net.stop();
        net.reconnect("fake");
    }
};

QTEST_GUILESS_MAIN(TestNetThread)
#include "tst_netthread.moc"
