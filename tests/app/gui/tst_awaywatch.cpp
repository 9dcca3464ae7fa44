#include "app/gui/awaywatch.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'763'000'400'000;

/// Snapshots of a market that goes on.
struct Desk {
    AwayWatch watch;
    TimeMs now = Start;
    double price = 100;

    std::optional<AwayReport> show(bool isWatched = true)
    {
        Snapshot snapshot;
        snapshot.transportMs = snapshot.marketMs = now;
        auto asset = std::make_shared<AssetSnapshot>();
        asset->asset = "BTC";
        asset->mark = price;
        snapshot.assets = {asset};
        return watch.take(snapshot, isWatched);
    }
    /// A snapshot a second; the report, if one came.
    std::optional<AwayReport> pass(TimeMs ms, bool isWatched = true)
    {
        std::optional<AwayReport> found;
        for (const TimeMs end = now + ms; now < end; now += SecondMs) {
            if (auto report = show(isWatched))
                found = report;
        }
        return found;
    }
};

Seen seenAt(TimeMs marketMs) { return {marketMs, {{"BTC", 90.0, {}, {}, Regime::Calm}}}; }

} // namespace

class TestAwayWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBecameWhileTheProgramWasOff()
    {
        Desk desk;
        desk.watch.remembered(seenAt(Start - 3 * HourMs));
        QVERIFY(!desk.pass(15 * SecondMs)); // venues come back first
        const auto report = desk.pass(10 * SecondMs);
        QVERIFY(report);
        QCOMPARE(report->fromMs, Start - 3 * HourMs);
        QCOMPARE(report->blindMs, 3 * HourMs);
        QCOMPARE(*report->assets.front().before.price, 90.0);
        QCOMPARE(*report->assets.front().now.price, 100.0);
        QVERIFY(!desk.pass(5 * MinuteMs)); // once
    }

    void aShortRestartIsNoNews()
    {
        Desk desk;
        desk.watch.remembered(seenAt(Start - 5 * MinuteMs));
        QVERIFY(!desk.pass(2 * MinuteMs));
    }

    void aSleepIsBlind()
    {
        Desk desk;
        QVERIFY(!desk.pass(MinuteMs));
        const TimeMs slept = desk.now - SecondMs;
        desk.now += 8 * HourMs;
        desk.price = 120;
        const auto report = desk.pass(MinuteMs);
        QVERIFY(report);
        QCOMPARE(report->fromMs, slept);
        QVERIFY(report->blindMs >= 8 * HourMs);
        QCOMPARE(*report->assets.front().before.price, 100.0);
        QCOMPARE(*report->assets.front().now.price, 120.0);
    }

    void aHiddenWindowIsNotBlind()
    {
        Desk desk;
        desk.pass(MinuteMs);
        const TimeMs hidden = desk.now - SecondMs;
        QVERIFY(!desk.pass(2 * HourMs, false));
        desk.watch.eventTold();
        desk.watch.eventTold();
        const auto report = desk.show();
        QVERIFY(report);
        QCOMPARE(report->fromMs, hidden);
        QCOMPARE(report->blindMs, 0);
        QCOMPARE(report->events, 2);
        desk.pass(10 * MinuteMs, false);
        QVERIFY(!desk.pass(MinuteMs)); // that was a moment
    }

    void saysNothingBeforeTheMarketIsKnown()
    {
        AwayWatch watch;
        watch.remembered(seenAt(Start - DayMs));
        Snapshot snapshot;
        snapshot.transportMs = snapshot.marketMs = Start;
        for (int i = 0; i < 60; ++i, snapshot.transportMs += SecondMs)
            QVERIFY(!watch.take(snapshot, true));
    }
};

QTEST_GUILESS_MAIN(TestAwayWatch)
#include "tst_awaywatch.moc"
