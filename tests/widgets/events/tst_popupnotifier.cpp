#include "tests/widgets/panelsamples.h"
#include "widgets/events/eventtext.h"
#include "widgets/events/popupnotifier.h"

#include <QSignalSpy>
#include <QtTest>

using namespace isobar;

namespace {

class KeepingChannel : public PopupChannel {
public:
    bool isBroken = false;
    std::vector<Popup> shown;
    std::vector<quint64> withdrawn;
    void show(const Popup &popup) override
    {
        if (isBroken) {
            QMetaObject::invokeMethod(
                this, [this, popup] { Q_EMIT failed(popup); }, Qt::QueuedConnection);
            return;
        }
        shown.push_back(popup);
    }
    void withdraw(quint64 id) override { withdrawn.push_back(id); }
};

/// As it is told with the choices that a new user has.
void notify(PopupNotifier &notifier, const Event &event) { notifier.notify(event, decideAlert(event, {}, {}).popup); }

/// A notifier with two channels that remember.
struct Bench {
    KeepingChannel *first = nullptr, *second = nullptr;
    std::unique_ptr<PopupNotifier> notifier;

    Bench()
    {
        std::vector<std::unique_ptr<PopupChannel>> channels;
        auto one = std::make_unique<KeepingChannel>(), two = std::make_unique<KeepingChannel>();
        first = one.get();
        second = two.get();
        channels.push_back(std::move(one));
        channels.push_back(std::move(two));
        notifier = std::make_unique<PopupNotifier>(std::move(channels));
    }
};

Event eventOf(Priority priority, quint64 id = 7)
{
    Event event = samples::fundingExtreme();
    event.priority = priority;
    event.id = id;
    event.delivery = {priority, priority <= Priority::P2 ? Telling::Popup : Telling::List, 0, 0};
    return event;
}

} // namespace

/// Who gets a pop-up, and through which channel.
class TestPopupNotifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void popsUpByPriority_data()
    {
        QTest::addColumn<int>("priority");
        QTest::addColumn<int>("popups");
        QTest::addColumn<int>("expireMs");
        QTest::newRow("P1 stays") << 1 << 1 << 0;
        QTest::newRow("P2 passes after 5 min") << 2 << 1 << 300000;
        QTest::newRow("P3 does not") << 3 << 0 << 0;
        QTest::newRow("P4 does not") << 4 << 0 << 0;
    }
    void popsUpByPriority()
    {
        QFETCH(int, priority);
        QFETCH(int, popups);
        QFETCH(int, expireMs);
        Bench bench;
        notify(*bench.notifier, eventOf(static_cast<Priority>(priority)));
        QCOMPARE(static_cast<int>(bench.first->shown.size()), popups);
        if (popups > 0) {
            QCOMPARE(bench.first->shown.front().expireMs, expireMs);
            QCOMPARE(bench.first->shown.front().title, QStringLiteral("BTC: longs pay, funding extreme"));
            QCOMPARE(bench.first->shown.front().asset, QStringLiteral("BTC"));
        }
        QVERIFY(bench.second->shown.empty());
    }

    void replacesOnUpdateAndWithdrawsAtTheEnd()
    {
        Bench bench;
        Event event = eventOf(Priority::P2);
        notify(*bench.notifier, event);
        event.state = EventState::Updated;
        std::get<FundingExtremePayload>(event.payload).ratio = 10.7;
        notify(*bench.notifier, event);
        QCOMPARE(bench.first->shown.size(), std::size_t{2});
        QCOMPARE(bench.first->shown[1].id, bench.first->shown[0].id);
        QVERIFY(bench.first->shown[1].body.contains(QStringLiteral("10.7 times")));
        event.state = EventState::Cleared;
        notify(*bench.notifier, event);
        QCOMPARE(bench.first->withdrawn, std::vector<quint64>{7});
        QCOMPARE(bench.first->shown.size(), std::size_t{2}); // the end itself is no pop-up
        bench.notifier->withdraw(7);
        QCOMPARE(bench.first->withdrawn.size(), std::size_t{1}); // once is enough
    }

    void leavesAnInterruptUntilItIsSeen()
    {
        Bench bench;
        Event event = eventOf(Priority::P1);
        notify(*bench.notifier, event);
        event.state = EventState::Cleared;
        notify(*bench.notifier, event);
        QVERIFY(bench.first->withdrawn.empty());
        QCOMPARE(bench.first->shown.size(), std::size_t{2}); // in its place: it is over
        QCOMPARE(bench.first->shown[1].id, event.id);
        QCOMPARE(bench.first->shown[1].title, EventText::title(event));
        QCOMPARE(bench.first->shown[1].expireMs, 0);
        QCOMPARE(bench.first->shown[1].priority, Priority::P2); // without a sound
        Event seen = eventOf(Priority::P1, 8);
        notify(*bench.notifier, seen);
        Q_EMIT bench.first->closed(8);
        seen.state = EventState::Cleared;
        notify(*bench.notifier, seen);
        QCOMPARE(bench.first->shown.size(), std::size_t{3}); // it does not come up again
    }

    void tellsWhatIsNoEvent()
    {
        Bench bench;
        bench.notifier->tell(QStringLiteral("Title"), QStringLiteral("text"));
        QCOMPARE(bench.first->shown.size(), std::size_t{1});
        QVERIFY(bench.first->shown.front().id < 10);
        QCOMPARE(bench.first->shown.front().body, QStringLiteral("text"));
    }

    void gathersWhatHeldAtTheStart()
    {
        Bench bench;
        for (quint64 id = 1; id <= 3; ++id) {
            Event event = eventOf(Priority::P2, id);
            event.heldAtStart = true;
            event.delivery.telling = Telling::Digest;
            notify(*bench.notifier, event);
        }
        Event over = eventOf(Priority::P2, 2);
        over.state = EventState::Cleared;
        notify(*bench.notifier, over);
        QVERIFY(bench.first->shown.empty());
        QTRY_COMPARE_WITH_TIMEOUT(bench.first->shown.size(), std::size_t{1}, 4000);
        QCOMPARE(bench.first->shown.front().title, QStringLiteral("In force at start: 2 condition(s)"));
        QVERIFY(bench.first->shown.front().id < 10); // of no event
        Event grown = eventOf(Priority::P2, 1);
        grown.heldAtStart = true;
        grown.state = EventState::Updated;
        notify(*bench.notifier, grown);
        QCOMPARE(bench.first->shown.size(), std::size_t{2}); // what grows afterwards is news
    }

    void foldsSeveralIntoOne()
    {
        Bench bench;
        notify(*bench.notifier, eventOf(Priority::P2, 1));
        Event third = eventOf(Priority::P2, 3);
        third.asset = "ETH";
        third.delivery = {Priority::P2, Telling::Folded, 1, 3};
        notify(*bench.notifier, third);
        QCOMPARE(bench.first->shown.size(), std::size_t{2});
        QCOMPARE(bench.first->shown[1].id, quint64{1}); // in the place of the first
        QCOMPARE(bench.first->shown[1].title, QStringLiteral("ETH: longs pay, funding extreme (3 event(s))"));
        third.state = EventState::Cleared;
        notify(*bench.notifier, third);
        QVERIFY(bench.first->withdrawn.empty()); // it stands for the others too
    }

    void keepsWhatIsOverBudgetForTheHour()
    {
        Bench bench;
        for (quint64 id = 1; id <= 2; ++id) {
            Event event = eventOf(Priority::P2, id);
            event.delivery.telling = Telling::Digest;
            notify(*bench.notifier, event);
        }
        QVERIFY(bench.first->shown.empty());
        const auto timers = bench.notifier->findChildren<QTimer *>();
        QTimer *hourly = nullptr;
        for (QTimer *each : timers)
            hourly = each->interval() == PopupNotifier::HourlyMs ? each : hourly;
        QVERIFY(hourly && hourly->isActive());
        hourly->setInterval(0);
        QTRY_COMPARE(bench.first->shown.size(), std::size_t{1});
        QCOMPARE(bench.first->shown.front().title, QStringLiteral("2 more event(s) within the hour"));
    }

    void tellsWhatWasGatheredWhenAskedTo()
    {
        Bench bench;
        QSignalSpy told(bench.notifier.get(), &PopupNotifier::digestTold);
        quint64 next = 1;
        for (const PopupPlan plan : {PopupPlan::GatherReturn, PopupPlan::GatherQuiet}) {
            for (int i = 0; i < 3; ++i)
                bench.notifier->notify(eventOf(Priority::P2, next++), plan);
            bench.notifier->notify(eventOf(Priority::P2, next - 1), plan); // grew meanwhile
            QCOMPARE(bench.notifier->gathered(plan), 3);
        }
        QVERIFY(bench.first->shown.empty());
        bench.notifier->tellGathered(PopupPlan::GatherReturn);
        QCOMPARE(bench.first->shown.size(), std::size_t{1});
        QCOMPARE(bench.first->shown[0].title, QStringLiteral("Back again: 3 event(s)"));
        bench.notifier->tellGathered(PopupPlan::GatherQuiet);
        QCOMPARE(bench.first->shown[1].title, QStringLiteral("While it was quiet: 3 event(s)"));
        QVERIFY(bench.first->shown[0].id != bench.first->shown[1].id); // neither takes the other's place
        bench.notifier->tellGathered(PopupPlan::GatherQuiet);
        QCOMPARE(bench.first->shown.size(), std::size_t{2});
        QCOMPARE(told.size(), 2);
        QCOMPARE(told.front().at(0).value<PopupPlan>(), PopupPlan::GatherReturn);
        QCOMPARE(told.front().at(1).value<std::vector<Event>>().size(), std::size_t{3}); // for webhooks
    }

    void tellsAloneWhatBecomesUrgentInADigest()
    {
        Bench bench;
        bench.notifier->notify(eventOf(Priority::P2, 1), PopupPlan::GatherReturn);
        bench.notifier->notify(eventOf(Priority::P2, 2), PopupPlan::GatherReturn);
        bench.notifier->notify(eventOf(Priority::P1, 1), PopupPlan::Show);
        QCOMPARE(bench.first->shown.size(), std::size_t{1});
        QCOMPARE(bench.notifier->gathered(PopupPlan::GatherReturn), 1);
    }

    void tellsAnEventInOneDigest()
    {
        Bench bench;
        bench.notifier->notify(eventOf(Priority::P2, 1), PopupPlan::GatherHour);
        bench.notifier->notify(eventOf(Priority::P2, 1), PopupPlan::GatherQuiet); // grew while a film is shown
        QCOMPARE(bench.notifier->gathered(PopupPlan::GatherHour), 0);
        QCOMPARE(bench.notifier->gathered(PopupPlan::GatherQuiet), 1);
    }

    void tellsNoDigestWhileItIsQuiet()
    {
        Bench bench;
        QSignalSpy told(bench.notifier.get(), &PopupNotifier::digestTold);
        QSignalSpy putOff(bench.notifier.get(), &PopupNotifier::digestPutOff);
        bench.notifier->setQuiet(true);
        bench.notifier->notify(eventOf(Priority::P2, 1), PopupPlan::GatherReturn);
        bench.notifier->notify(eventOf(Priority::P2, 2), PopupPlan::GatherQuiet);
        bench.notifier->tellGathered(PopupPlan::GatherReturn);
        QVERIFY(bench.first->shown.empty());
        QCOMPARE(told.size(), 0);
        QCOMPARE(putOff.size(), 1); // webhooks need not wait for the end of it
        QCOMPARE(putOff.front().at(1).value<std::vector<Event>>().front().id, quint64{1});
        bench.notifier->notify(eventOf(Priority::P1, 3), PopupPlan::Show); // comes through
        QCOMPARE(bench.first->shown.size(), std::size_t{1});
        bench.notifier->setQuiet(false);
        QCOMPARE(bench.first->shown.size(), std::size_t{2});
        QCOMPARE(bench.first->shown[1].title, QStringLiteral("While it was quiet: 2 event(s)"));
        QCOMPARE(told.size(), 1);
    }

    void handsOnToTheNextChannel()
    {
        Bench bench;
        bench.first->isBroken = true;
        notify(*bench.notifier, eventOf(Priority::P2));
        QTRY_COMPARE(bench.second->shown.size(), std::size_t{1});
        QCOMPARE(bench.second->shown.front().id, quint64{7});
    }

    void doesNotHandOnWhatIsOver()
    {
        Bench bench;
        bench.first->isBroken = true;
        Event event = eventOf(Priority::P2);
        notify(*bench.notifier, event);
        event.state = EventState::Cleared;
        notify(*bench.notifier, event);
        QCoreApplication::processEvents();
        QVERIFY(bench.second->shown.empty());
    }

    void passesWishesOn()
    {
        Bench bench;
        QSignalSpy shows(bench.notifier.get(), &Notifier::showRequested);
        QSignalSpy mutes(bench.notifier.get(), &Notifier::muteRequested);
        notify(*bench.notifier, eventOf(Priority::P2));
        Q_EMIT bench.first->showRequested(7);
        QCOMPARE(shows.front().front().toULongLong(), 7ULL);
        notify(*bench.notifier, eventOf(Priority::P2));
        Q_EMIT bench.first->muteRequested(7);
        QCOMPARE(mutes.front().at(0).toString(), QStringLiteral("BTC"));
        QCOMPARE(mutes.front().at(1).toInt(), 60);
        Q_EMIT bench.first->muteRequested(7); // answered already
        QCOMPARE(mutes.size(), 1);
    }

    void leavesAloneWhatWasAnswered_data()
    {
        QTest::addColumn<bool>("isMute");
        QTest::newRow("shown") << false;
        QTest::newRow("muted") << true;
    }
    void leavesAloneWhatWasAnswered()
    {
        QFETCH(bool, isMute);
        Bench bench;
        Event event = eventOf(Priority::P1);
        notify(*bench.notifier, event);
        if (isMute)
            Q_EMIT bench.first->muteRequested(event.id);
        else
            Q_EMIT bench.first->showRequested(event.id);
        event.state = EventState::Cleared;
        notify(*bench.notifier, event);
        QCOMPARE(bench.first->shown.size(), std::size_t{1}); // its end is no news
    }

    void takesThePopUpsOfOthersIntoTheFold()
    {
        Bench bench;
        QSignalSpy shows(bench.notifier.get(), &Notifier::showRequested);
        notify(*bench.notifier, eventOf(Priority::P1, 1));
        notify(*bench.notifier, eventOf(Priority::P1, 2));
        Event third = eventOf(Priority::P1, 3);
        third.delivery = {Priority::P1, Telling::Folded, 1, 3, {2}};
        notify(*bench.notifier, third);
        QCOMPARE(bench.first->withdrawn, std::vector<quint64>{2});
        Event second = eventOf(Priority::P1, 2);
        second.state = EventState::Cleared;
        second.delivery = {Priority::P1, Telling::Popup, 1, 3};
        notify(*bench.notifier, second);
        QCOMPARE(bench.first->shown.size(), std::size_t{3});
        Q_EMIT bench.first->showRequested(1);
        QCOMPARE(shows.front().front().toULongLong(), 3ULL); // what it tells of
    }
};

QTEST_GUILESS_MAIN(TestPopupNotifier)
#include "tst_popupnotifier.moc"
