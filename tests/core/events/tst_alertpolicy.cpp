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
    }

    void gathersAfterAReturnWhatDoesNotInterrupt_data()
    {
        QTest::addColumn<int>("priority");
        QTest::addColumn<Telling>("telling");
        QTest::addColumn<bool>("heldAtStart");
        QTest::addColumn<PopupPlan>("plan");
        QTest::addColumn<bool>("sound");
        QTest::newRow("P1 interrupts") << 1 << Telling::Popup << false << PopupPlan::Show << true;
        QTest::newRow("P1 of several") << 1 << Telling::Folded << false << PopupPlan::Show << true;
        QTest::newRow("P1 that held at the start") << 1 << Telling::Digest << true << PopupPlan::GatherStart << false;
        QTest::newRow("P2") << 2 << Telling::Popup << false << PopupPlan::GatherReturn << false;
        QTest::newRow("P2 over the budget") << 2 << Telling::Digest << false << PopupPlan::GatherHour << false;
    }
    void gathersAfterAReturnWhatDoesNotInterrupt()
    {
        QFETCH(int, priority);
        QFETCH(Telling, telling);
        QFETCH(bool, heldAtStart);
        QFETCH(PopupPlan, plan);
        QFETCH(bool, sound);
        AlertPolicy policy;
        policy.byPriority[1] = {true, true, true}; // P2 has a sound too
        AlertMoment back = noon();
        back.isReturning = true;
        Event event = made(static_cast<Priority>(priority));
        event.delivery.telling = telling;
        event.heldAtStart = heldAtStart;
        QCOMPARE(decideAlert(event, policy, back), (AlertDecision{plan, sound, true, Hush::No}));
    }

    void postsToPeopleWhenNoDigestIsNear_data()
    {
        QTest::addColumn<PopupPlan>("plan");
        QTest::addColumn<bool>("webhook");
        QTest::addColumn<PeoplePost>("post");
        QTest::newRow("shown") << PopupPlan::Show << true << PeoplePost::Now;
        QTest::newRow("no pop-ups, muted") << PopupPlan::Nothing << true << PeoplePost::Now;
        QTest::newRow("quiet hours") << PopupPlan::GatherQuiet << true << PeoplePost::Now;
        QTest::newRow("held at the start") << PopupPlan::GatherStart << true << PeoplePost::WithDigest;
        QTest::newRow("over the budget") << PopupPlan::GatherHour << true << PeoplePost::WithDigest;
        QTest::newRow("after a return") << PopupPlan::GatherReturn << true << PeoplePost::WithDigest;
        QTest::newRow("webhooks off") << PopupPlan::Show << false << PeoplePost::Nothing;
        QTest::newRow("webhooks off, digest") << PopupPlan::GatherHour << false << PeoplePost::Nothing;
    }
    void postsToPeopleWhenNoDigestIsNear()
    {
        QFETCH(PopupPlan, plan);
        QFETCH(bool, webhook);
        QFETCH(PeoplePost, post);
        PeopleBook people;
        const Event event = made(Priority::P2);
        QCOMPARE(people.take(event, {plan, false, webhook, Hush::No}), post);
        const bool isInDigest = post == PeoplePost::WithDigest;
        QCOMPARE(people.takeDigest({event}).size(), std::size_t(isInDigest ? 1 : 0));
        QVERIFY(people.takeDigest({event}).empty()); // once
    }

    void postsToPeopleWhatBecomesMoreUrgent_data()
    {
        QTest::addColumn<QList<int>>("priorities"); // of the entry and its updates; 0: the end
        QTest::addColumn<QList<bool>>("posted");
        QTest::newRow("P2 that grows") << QList{2, 2, 2} << QList{true, false, false};
        QTest::newRow("P3 becomes P2") << QList{3, 2, 2} << QList{false, true, false};
        QTest::newRow("P3 becomes P1") << QList{3, 1} << QList{false, true};
        QTest::newRow("P2 becomes P1, which grows") << QList{2, 1, 1} << QList{true, true, true};
        QTest::newRow("P1 abates and comes back") << QList{1, 2, 1} << QList{true, false, true};
        QTest::newRow("the end forgets") << QList{2, 0, 3, 2} << QList{true, false, false, true};
    }
    void postsToPeopleWhatBecomesMoreUrgent()
    {
        QFETCH(QList<int>, priorities);
        QFETCH(QList<bool>, posted);
        PeopleBook people;
        bool isNew = true;
        for (qsizetype i = 0; i < priorities.size(); ++i) {
            const bool isEnd = priorities[i] == 0;
            Event event = made(static_cast<Priority>(isEnd ? 2 : priorities[i]));
            event.id = 7;
            event.state = isEnd ? EventState::Cleared : isNew ? EventState::Entered : EventState::Updated;
            isNew = isEnd;
            const PeoplePost post = people.take(event, decideAlert(event, {}, noon()));
            QCOMPARE(post, posted[i] ? PeoplePost::Now : PeoplePost::Nothing);
        }
    }

    void doesNotPostAnewWhatRunsOnFromAnEarlierRun()
    {
        PeopleBook people;
        Event event = made(Priority::P2);
        event.delivery.telling = Telling::Popup;
        people.resume(event);
        event.state = EventState::Updated;
        const AlertDecision shown{PopupPlan::Show, false, true, Hush::No};
        QCOMPARE(people.take(event, shown), PeoplePost::Nothing);
        event.delivery.priority = Priority::P1;
        QCOMPARE(people.take(event, shown), PeoplePost::Now); // that is news
        event.id = 2;
        event.delivery = {Priority::P2, Telling::Digest, 0, 0}; // the run may have ended before the digest came
        people.resume(event);
        QCOMPARE(people.take(event, shown), PeoplePost::Now);
    }

    void takesOutOfTheDigestWhatIsPostedMeanwhile()
    {
        PeopleBook people;
        Event event = made(Priority::P2);
        QCOMPARE(people.take(event, {PopupPlan::GatherHour, false, true, Hush::No}), PeoplePost::WithDigest);
        event.state = EventState::Updated;
        QCOMPARE(people.take(event, {PopupPlan::GatherHour, false, true, Hush::No}), PeoplePost::WithDigest);
        QCOMPARE(people.take(event, {PopupPlan::Show, false, true, Hush::No}), PeoplePost::Now);
        QVERIFY(people.takeDigest({event}).empty());
        QCOMPARE(people.take(event, {PopupPlan::GatherReturn, false, true, Hush::No}), PeoplePost::Nothing); // it grew
        QVERIFY(people.takeDigest({event}).empty());
    }

    void forgetsTheOldestOfWhatPeopleGot()
    {
        PeopleBook people;
        Event event = made(Priority::P2);
        const AlertDecision shown{PopupPlan::Show, false, true, Hush::No};
        for (event.id = 1; event.id <= PeopleBook::Most + 1; ++event.id)
            people.take(event, shown);
        event.state = EventState::Updated;
        event.id = 2;
        QCOMPARE(people.take(event, shown), PeoplePost::Nothing);
        event.id = 1;
        QCOMPARE(people.take(event, shown), PeoplePost::Now);
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
