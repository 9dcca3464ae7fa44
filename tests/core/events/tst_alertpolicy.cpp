#include "core/events/absence.h"
#include "core/events/alertpolicy.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Now = 1'772'193'785'000;

Event made(Priority priority, EventType type = EventType::FundingExtreme)
{
    Event event;
    event.type = type;
    event.asset = "BTC";
    event.priority = priority;
    event.delivery.priority = priority;
    event.delivery.telling = priority <= Priority::P2 ? Telling::Popup : Telling::List;
    event.payload = emptyPayload(type);
    return event;
}

AlertMoment noon() { return {Now, 12 * 60, false, false}; }

} // namespace

/// By what ways an event is told.
class TestAlertPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsThePriority_data()
    {
        QTest::addColumn<int>("priority");
        QTest::addColumn<bool>("popup");
        QTest::addColumn<bool>("sound");
        QTest::addColumn<bool>("webhook");
        QTest::newRow("P1") << 1 << true << true << true;
        QTest::newRow("P2") << 2 << true << false << true;
        QTest::newRow("P3") << 3 << false << false << false;
        QTest::newRow("P4") << 4 << false << false << false;
    }
    void followsThePriority()
    {
        QFETCH(int, priority);
        QFETCH(bool, popup);
        QFETCH(bool, sound);
        QFETCH(bool, webhook);
        const AlertDecision decision = decideAlert(made(static_cast<Priority>(priority)), {}, noon());
        QCOMPARE(decision.popup == PopupPlan::Show, popup);
        QCOMPARE(decision.sound, sound);
        QCOMPARE(decision.webhook, webhook);
    }

    void followsTheDeliveredPriority()
    {
        Event quiet = made(Priority::P1); // of an asset that nobody watches
        quiet.delivery = {Priority::P3, Telling::List, 0, 0};
        QCOMPARE(decideAlert(quiet, {}, noon()), AlertDecision());
    }

    void letsATypeDiffer()
    {
        AlertPolicy policy;
        policy.byType[EventType::Listed] = {true, std::nullopt, false};
        policy.byType[EventType::FundingExtreme] = {false, true, std::nullopt};
        const AlertDecision listed = decideAlert(made(Priority::P4, EventType::Listed), policy, noon());
        QCOMPARE(listed.popup, PopupPlan::Show);
        QVERIFY(!listed.sound && !listed.webhook);
        const AlertDecision extreme = decideAlert(made(Priority::P2), policy, noon());
        QCOMPARE(extreme.popup, PopupPlan::Nothing);
        QVERIFY(extreme.sound && extreme.webhook);
    }

    void keepsQuietHours_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("minute");
        QTest::addColumn<bool>("quiet");
        QTest::newRow("over midnight, before it") << 1320 << 420 << 1320 << true;
        QTest::newRow("over midnight, after it") << 1320 << 420 << 419 << true;
        QTest::newRow("over midnight, the end") << 1320 << 420 << 420 << false;
        QTest::newRow("over midnight, noon") << 1320 << 420 << 720 << false;
        QTest::newRow("within a day") << 600 << 660 << 630 << true;
        QTest::newRow("within a day, before") << 600 << 660 << 599 << false;
        QTest::newRow("no time at all") << 600 << 600 << 600 << false;
    }
    void keepsQuietHours()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(int, minute);
        QFETCH(bool, quiet);
        AlertPolicy policy;
        policy.quiet = {true, from, to};
        AlertMoment moment = noon();
        moment.localMinute = minute;
        QCOMPARE(
            decideAlert(made(Priority::P2), policy, moment).popup, quiet ? PopupPlan::GatherQuiet : PopupPlan::Show);
        policy.quiet.on = false;
        QCOMPARE(decideAlert(made(Priority::P2), policy, moment).popup, PopupPlan::Show);
    }

    void letsUrgentOnesThroughWhenAskedTo()
    {
        AlertPolicy policy;
        AlertMoment moment = noon();
        moment.isFullScreen = true;
        QCOMPARE(hushOf(policy, moment, "BTC", Priority::P2), Hush::FullScreen);
        AlertDecision decision = decideAlert(made(Priority::P1), policy, moment);
        QCOMPARE(decision.popup, PopupPlan::Show);
        QVERIFY(decision.sound);
        policy.urgentThrough = false;
        decision = decideAlert(made(Priority::P1), policy, moment);
        QCOMPARE(decision.popup, PopupPlan::GatherQuiet);
        QVERIFY(!decision.sound);
        policy.hushFullScreen = false;
        QCOMPARE(hushOf(policy, moment, "BTC", Priority::P2), Hush::No);
    }

    void mutesAllOrOneAsset()
    {
        AlertPolicy policy;
        policy.muteUntil("BTC", Now + HourMs, Now);
        QCOMPARE(decideAlert(made(Priority::P1), policy, noon()).hush, Hush::Muted);
        QCOMPARE(hushOf(policy, noon(), "ETH", Priority::P2), Hush::No);
        AlertMoment later = noon();
        later.transportMs += HourMs;
        QCOMPARE(hushOf(policy, later, "BTC", Priority::P2), Hush::No);
        policy.muteUntil("ETH", Now + 3 * HourMs, later.transportMs);
        QVERIFY(!policy.mutedAssets.contains("BTC")); // it was over
        policy.muteUntil("ETH", 0, later.transportMs);
        QVERIFY(policy.mutedAssets.empty());
        policy.muteUntil({}, Now + MinuteMs, Now);
        const AlertDecision decision = decideAlert(made(Priority::P1), policy, noon());
        QCOMPARE(decision.popup, PopupPlan::Nothing);
        QVERIFY(!decision.sound);
        QVERIFY(decision.webhook); // others read it
        policy.webhooksToo = true;
        QVERIFY(!decideAlert(made(Priority::P1), policy, noon()).webhook);
    }

    void gathersDigests()
    {
        Event held = made(Priority::P1);
        held.delivery.telling = Telling::Digest;
        held.heldAtStart = true;
        AlertDecision decision = decideAlert(held, {}, noon());
        QCOMPARE(decision.popup, PopupPlan::GatherStart);
        QVERIFY(!decision.sound);
        held.heldAtStart = false;
        QCOMPARE(decideAlert(held, {}, noon()).popup, PopupPlan::GatherHour);
        AlertMoment back = noon();
        back.isReturning = true;
        decision = decideAlert(made(Priority::P1), {}, back);
        QCOMPARE(decision.popup, PopupPlan::GatherReturn);
        QVERIFY(!decision.sound);
    }

    void tellsAnEndToWebhooksOnly()
    {
        Event over = made(Priority::P1);
        over.state = EventState::Cleared;
        QCOMPARE(decideAlert(over, {}, noon()), (AlertDecision{PopupPlan::Nothing, false, true, Hush::No}));
    }

    void noticesTheReturnFromSleep()
    {
        Absence absence;
        for (TimeMs at = 0; at <= 30'000; at += 5'000)
            absence.tick(Now + at, 8);
        QVERIFY(!absence.isReturning());
        absence.tick(Now + 30'000 + HourMs, 8);
        QVERIFY(absence.isReturning());
        absence.tick(Now + 59'000 + HourMs, 8);
        QVERIFY(absence.isReturning());
        absence.tick(Now + 89'000 + HourMs, 8);
        QVERIFY(absence.isReturning());
        absence.tick(Now + 95'000 + HourMs, 8);
        QVERIFY(!absence.isReturning());
    }

    void noticesTheReturnOfTheNetwork()
    {
        Absence absence;
        auto pass = [&, at = Now](int seconds, int live) mutable {
            for (int i = 0; i < seconds; i += 5)
                absence.tick(at += 5'000, live);
        };
        pass(120, 0);
        pass(5, 3);
        QVERIFY(!absence.isReturning()); // that was the start
        pass(30, 0);
        pass(5, 3);
        QVERIFY(!absence.isReturning()); // too short to matter
        pass(70, 0);
        QVERIFY(!absence.isReturning());
        pass(5, 3);
        QVERIFY(absence.isReturning());
        pass(60, 8);
        QVERIFY(!absence.isReturning());
    }
};

QTEST_GUILESS_MAIN(TestAlertPolicy)
#include "tst_alertpolicy.moc"
