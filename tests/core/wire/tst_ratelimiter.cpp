#include "core/wire/ratelimiter.h"

#include <QtTest>

using namespace isobar;

class TestRateLimiter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void letsThroughUpToTheLimit()
    {
        RateLimiter limiter(10, 1000);
        QCOMPARE(limiter.waitMs(10, 0), TimeMs(0));
        limiter.spend(6, 0);
        limiter.spend(4, 300);
        QCOMPARE(limiter.waitMs(1, 400), TimeMs(600));
        QCOMPARE(limiter.waitMs(6, 400), TimeMs(600));
        QCOMPARE(limiter.waitMs(7, 400), TimeMs(900));
        QCOMPARE(limiter.waitMs(1, 1000), TimeMs(0));
        QCOMPARE(limiter.usedShare(999), 1.0);
        QCOMPARE(limiter.usedShare(1000), 0.4);
    }
    void neverSpendsMoreThanTheLimitInAnyWindow()
    {
        RateLimiter limiter(7, 500);
        std::deque<std::pair<TimeMs, double>> sent;
        unsigned seed = 5;
        for (TimeMs now = 0; now < 20'000; now += 3) {
            seed = seed * 1664525u + 1013904223u;
            const double weight = 1 + (seed >> 24) % 4;
            if (limiter.waitMs(weight, now) > 0)
                continue;
            limiter.spend(weight, now);
            sent.emplace_back(now, weight);
            double inWindow = 0;
            for (const auto &[at, each] : sent)
                inWindow += now - at < 500 ? each : 0;
            QVERIFY(inWindow <= 7);
        }
        QVERIFY(sent.size() > 80);
    }
    void lessUrgentWorkLeavesRoom()
    {
        RateLimiter limiter(10, 1000);
        limiter.spend(5, 0);
        QVERIFY(limiter.waitMs(1, 0, 0.5) > 0);
        QCOMPARE(limiter.waitMs(1, 0), TimeMs(0));
    }
    void aHeavyRequestWaitsForAnEmptyWindowAndThenGoes()
    {
        RateLimiter limiter(10, 1000);
        limiter.spend(1, 0);
        QCOMPARE(limiter.waitMs(20, 400), TimeMs(600));
        QCOMPARE(limiter.waitMs(20, 1000), TimeMs(0));
    }
    void believesTheVenueWhenItCountedMore()
    {
        RateLimiter limiter(100, 1000);
        limiter.spend(10, 0);
        limiter.serverSays(5, 10);
        QCOMPARE(limiter.usedShare(10), 0.1);
        limiter.serverSays(98, 10);
        QCOMPARE(limiter.usedShare(10), 0.98);
        QVERIFY(limiter.waitMs(5, 20) > 0);
    }
    void isSilentUntilToldOtherwise()
    {
        RateLimiter limiter(100, 1000);
        limiter.blockUntil(5000);
        limiter.blockUntil(3000); // never shortens
        QCOMPARE(limiter.waitMs(1, 1000), TimeMs(4000));
        QVERIFY(limiter.isBlocked(4999));
        QVERIFY(!limiter.isBlocked(5000));
        QCOMPARE(limiter.waitMs(1, 5000), TimeMs(0));
        limiter.blockUntil(9000);
        limiter.unblock();
        QCOMPARE(limiter.waitMs(1, 5000), TimeMs(0));
    }
};

QTEST_GUILESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
