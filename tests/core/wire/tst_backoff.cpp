#include "core/wire/backoff.h"

#include <QtTest>

using namespace isobar;

class TestBackoff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void doublesUpToTheEarlyCap()
    {
        Backoff backoff;
        QCOMPARE(backoff.failed(0, 1), TimeMs(250));
        QCOMPARE(backoff.failed(250, 1), TimeMs(500));
        QCOMPARE(backoff.failed(750, 1), TimeMs(1000));
        QCOMPARE(backoff.failed(1750, 1), TimeMs(2000));
        QCOMPARE(backoff.failed(3750, 1), TimeMs(2000));
    }
    void aVenueBackWithinHalfAMinuteIsReachedWithinTwoSeconds()
    {
        Backoff backoff;
        for (TimeMs now = 0; now < 30'000;) {
            const TimeMs wait = backoff.failed(now, 1);
            QVERIFY(wait <= 2000);
            now += wait;
        }
    }
    void asksLessAndLessOfAVenueThatStaysAway()
    {
        Backoff backoff;
        TimeMs now = 0, wait = 0;
        for (int i = 0; i < 40; ++i)
            now += wait = backoff.failed(now, 1);
        QCOMPARE(wait, TimeMs(30'000));
    }
    void jitterTakesUpToHalf()
    {
        QCOMPARE(Backoff().failed(0, 0), TimeMs(125));
        QCOMPARE(Backoff().failed(0, 0.5), TimeMs(187));
        QCOMPARE(Backoff().failed(0, 7), TimeMs(250));
    }
    void beginsAnewAfterSuccess()
    {
        Backoff backoff;
        TimeMs now = 0;
        for (int i = 0; i < 40; ++i)
            now += backoff.failed(now, 1);
        backoff.succeeded();
        QCOMPARE(backoff.failed(now, 1), TimeMs(250));
        QCOMPARE(backoff.failed(now, 1), TimeMs(500));
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
