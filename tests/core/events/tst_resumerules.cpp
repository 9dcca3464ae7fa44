#include "core/events/delivery.h"
#include "core/events/fundingextreme.h"
#include "core/events/fundingflip.h"
#include "core/events/largeliquidation.h"
#include "tests/core/events/ruledrivers.h"

#include <QtTest>

using namespace isobar;

// What was told before a restart is not told again, and what ended then cools down as if nothing had been.
class TestResumeRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_moment = healthyMoment(); }

    void goesOnAndEndsUnderItsName_data() { addDrivers(); }
    void goesOnAndEndsUnderItsName()
    {
        const Event told = entered(driver());
        const RuleDriver rule = driver();
        pass(m_moment, 5 * MinuteMs);
        rule.resume(told);
        m_moment.isWarmingUp = true;
        for (int i = 0; i < 5; ++i)
            QVERIFY(step(rule, 0).empty()); // nothing is known yet
        for (TimeMs held = 0; held <= 2 * rule.confirmMs; held += rule.tickMs)
            QVERIFY(step(rule, 1).empty());
        m_moment.isWarmingUp = false;
        for (int i = 0; i < 50; ++i)
            QVERIFY(step(rule, 1).empty());
        const auto cleared = leave(rule);
        QVERIFY(isOne(cleared, EventState::Cleared));
        QCOMPARE(cleared.front().id, told.id);
        QCOMPARE(cleared.front().enteredMs, told.enteredMs);
        QCOMPARE(cleared.front().fired, told.fired);
    }

    void tellsWhatGrewMeanwhile_data() { addDrivers(); }
    void tellsWhatGrewMeanwhile()
    {
        const Event told = entered(driver());
        const RuleDriver rule = driver();
        if (rule.updateLevel <= 0)
            return;
        rule.resume(told);
        if (rule.type == EventType::LiquidationCascade) { // its sum goes on from what was told
            QVERIFY(isOne(step(rule, rule.updateLevel), EventState::Updated));
            return;
        }
        QVERIFY(step(rule, rule.updateLevel * 0.99).empty());
        const auto updated = step(rule, rule.updateLevel);
        QVERIFY(isOne(updated, EventState::Updated));
        QCOMPARE(updated.front().id, told.id);
        QCOMPARE(updated.front().fired, told.fired + 1);
    }

    void coolsDownFromTheEndThatWasTold_data() { addDrivers(); }
    void coolsDownFromTheEndThatWasTold()
    {
        const RuleDriver before = driver();
        entered(before);
        const auto cleared = leave(before);
        QVERIFY(isOne(cleared, EventState::Cleared));
        const TimeMs clearedMs = m_moment.marketMs;
        const RuleDriver rule = driver();
        rule.resume(cleared.front());
        if (rule.type == EventType::FeedLost)
            step(rule, 0); // what never was live cannot be lost
        std::vector<Event> second;
        while (second.empty() && m_moment.marketMs < clearedMs + rule.coolMs + 2 * rule.confirmMs + 2 * rule.tickMs)
            second = step(rule, 1);
        QVERIFY(isOne(second, EventState::Entered));
        QCOMPARE(m_moment.marketMs - clearedMs, rule.coolMs + rule.confirmMs);
    }

    void ignoresWhatItKnowsAlready_data() { addDrivers(); }
    void ignoresWhatItKnowsAlready()
    {
        const RuleDriver rule = driver();
        const Event told = entered(rule);
        QVERIFY(isOne(leave(rule), EventState::Cleared));
        rule.resume(told);
        QVERIFY(leave(rule).empty()); // it is over
    }

    void aCheckpointGoesOnToo_data() { addDrivers(); }
    void aCheckpointGoesOnToo()
    {
        const RuleDriver rule = driver(); // as read back: it knows all that was told
        const Event told = entered(rule);
        pass(m_moment, 5 * MinuteMs);
        rule.resume(told);
        m_moment.isWarmingUp = true;
        for (int i = 0; i < 5; ++i)
            QVERIFY(step(rule, 0).empty()); // nothing is known yet
        m_moment.isWarmingUp = false;
        const auto cleared = leave(rule);
        QVERIFY(isOne(cleared, EventState::Cleared));
        QCOMPARE(cleared.front().id, told.id);
    }

    void losesNoFeedByAStart()
    {
        auto health = std::make_shared<VenueHealth>();
        health->venue = "bybit";
        FeedLost rule;
        const auto step = [&](HealthState state) {
            pass(m_moment, SecondMs);
            health->state = state;
            health->of(StreamType::Mark).state = state;
            auto input = drivers::at<FeedLostInput>(m_moment);
            input.venues.push_back({"bybit", "Bybit", 0.4, std::make_shared<const VenueHealth>(*health), {}, {}});
            return rule.step(input);
        };
        QVERIFY(step(HealthState::Live).empty());
        rule.forgetHeard(); // read back from a checkpoint
        QVERIFY(step(HealthState::Starting).empty());
        QVERIFY(!rule.isLost());
        QVERIFY(step(HealthState::Live).empty());
        QVERIFY(isOne(step(HealthState::Stale), EventState::Entered));
        rule.forgetHeard();
        QVERIFY(step(HealthState::Starting).empty()); // it was lost before, and is not back yet
        QVERIFY(rule.isLost("bybit"));
    }

    void coolsDownAsTheHighestThatItWas()
    {
        EventLife life;
        Priority priority = Priority::P1;
        const auto describe = [&] {
            Event event;
            event.type = EventType::StructuralSqueeze;
            event.priority = priority;
            event.payload = emptyPayload(event.type);
            return event;
        };
        const auto step = [&](bool holds) {
            pass(m_moment, SecondMs);
            return life.step(m_moment.machineInput(holds, holds, priority), {1, 0, 0, 6 * HourMs}, false, describe);
        };
        step(false);
        QVERIFY(step(true));
        priority = Priority::P2; // the armed cluster is gone
        const auto cleared = step(false);
        QVERIFY(cleared && cleared->state == EventState::Cleared);
        QCOMPARE(cleared->priority, Priority::P1);
        EventLife next;
        next.resume(*cleared);
        QCOMPARE(next.machine.priority, Priority::P1);
    }

    void aFlipGoesOn()
    {
        FundingFlip before;
        std::vector<Event> told;
        const auto flip = [&](FundingFlip &rule, double rate, TimeMs forMs) {
            std::vector<Event> events;
            for (TimeMs held = 0; held <= forMs; held += MinuteMs) {
                pass(m_moment, MinuteMs);
                auto input = drivers::at<FundingFlipInput>(m_moment);
                input.rate8h = rate;
                for (Event &each : rule.step(input))
                    events.push_back(std::move(each));
            }
            return events;
        };
        flip(before, 0.0001, 5 * MinuteMs);
        told = flip(before, -0.0001, 20 * MinuteMs);
        QVERIFY(isOne(told, EventState::Entered));
        FundingFlip rule;
        rule.resume(told.front());
        m_moment.isWarmingUp = true;
        QVERIFY(flip(rule, -0.0001, 20 * MinuteMs).empty());
        m_moment.isWarmingUp = false;
        const auto back = flip(rule, 0.0001, 20 * MinuteMs);
        QCOMPARE(back.size(), std::size_t(2));
        QVERIFY(back.front().state == EventState::Cleared);
        QCOMPARE(back.front().id, told.front().id);
        QVERIFY(back.back().state == EventState::Entered);
    }

    void foldsAndBudgetGoOn()
    {
        DeliveryBook before, book;
        const auto event = [](std::uint64_t id, const char *asset, TimeMs timeMs) {
            Event made;
            made.id = id;
            made.type = EventType::FundingCapped;
            made.asset = asset;
            made.side = PositionSide::Long;
            made.timeMs = made.enteredMs = timeMs;
            made.payload = emptyPayload(made.type);
            return made;
        };
        // The whole budget of a day is used; the last of its pop-ups grows after the restart, and then another comes.
        const DeliverySettings settings;
        for (int i = 0; i < settings.popupsADay; ++i) {
            Event each = event(static_cast<std::uint64_t>(i + 1), "BTC", RuleStart + i * HourMs);
            before.deliver(each, true);
            QVERIFY(each.delivery.telling == Telling::Popup);
            book.resume(each);
            book.resume(each); // twice is once
        }
        Event grown = event(static_cast<std::uint64_t>(settings.popupsADay), "BTC", RuleStart + 12 * HourMs);
        grown.state = EventState::Updated;
        book.deliver(grown, true);
        QVERIFY(grown.delivery.telling == Telling::Popup); // grown numbers replace what is up
        Event more = event(99, "ETH", RuleStart + 12 * HourMs);
        book.deliver(more, true);
        QVERIFY(more.delivery.telling == Telling::Digest);
        Event later = event(100, "ETH", RuleStart + DayMs + 30 * MinuteMs); // the first of them is a day old
        book.deliver(later, true);
        QVERIFY(later.delivery.telling == Telling::Popup);
    }

private:
    static void addDrivers()
    {
        QTest::addColumn<int>("index");
        const auto all = drivers::all();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(std::string(eventTypeName(all[i].type)).c_str()) << static_cast<int>(i);
    }
    static RuleDriver driver()
    {
        QFETCH(int, index);
        return drivers::all()[static_cast<std::size_t>(index)];
    }
    std::vector<Event> step(const RuleDriver &rule, double level)
    {
        pass(m_moment, rule.tickMs);
        return rule.step(m_moment, level, PositionSide::Long);
    }
    Event entered(const RuleDriver &rule)
    {
        step(rule, 0);
        for (TimeMs held = 0; held <= 2 * rule.confirmMs + rule.tickMs; held += rule.tickMs) {
            if (auto events = step(rule, 1); !events.empty())
                return events.front();
        }
        return {};
    }
    std::vector<Event> leave(const RuleDriver &rule)
    {
        for (TimeMs gone = 0; gone <= 2 * rule.exitMs + rule.tickMs; gone += rule.tickMs) {
            if (auto events = step(rule, 0); !events.empty())
                return events;
        }
        return {};
    }

    RuleMoment m_moment;
};

QTEST_GUILESS_MAIN(TestResumeRules)
#include "tst_resumerules.moc"
