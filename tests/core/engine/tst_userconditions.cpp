#include "core/engine/engine.h"
#include "tests/support/streambuilder.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'772'150'400'000 + 90 * MinuteMs; // 2026-02-27 01:30 UTC

EngineSettings settingsWith(const UserCondition &condition)
{
    EngineSettings settings;
    settings.watched = {"BTC"};
    UserRule rule;
    rule.id = rule.name = "mine";
    rule.conditions = {condition};
    settings.user.rules = {rule};
    return settings;
}

/// An engine whose beats are a minute apart, with the events of the user's rule.
struct Desk {
    explicit Desk(const UserCondition &condition)
        : engine(settingsWith(condition)), stream(Start, 60, [this](const StreamItem &item) { take(item); })
    {
        stream.add("binance-usdm", "Binance", 0.0001, 8, 12e9);
        stream.add("bybit", "Bybit", 0.0001, 8, 6e9);
        stream.add("hyperliquid", "Hyperliquid", 0.0000125, 1, 4e9);
    }
    void take(const StreamItem &item)
    {
        engine.take(item);
        for (Event &event : engine.takeEvents()) {
            if (event.type == EventType::UserRule)
                events.push_back(std::move(event));
        }
    }

    Engine engine;
    std::vector<Event> events;
    StreamBuilder stream;
};

} // namespace

/// What the conditions of the user's rules measure of the market.
class TestUserConditions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void openInterestIsMeasuredOverTheVeryWindow()
    {
        // Half an hour: what grew an hour ago is no news, though it is growth of the last hour.
        Desk desk({UserConditionKind::OpenInterestChanged, 0.02, 0.5, {}, {}});
        desk.stream.run(120);
        QVERIFY(desk.events.empty());
        for (const char *id : {"binance-usdm", "bybit", "hyperliquid"})
            desk.stream.venue(id).coins *= 1.05;
        desk.stream.run(5);
        QCOMPARE(desk.events.size(), std::size_t(1));
        QVERIFY(desk.events[0].state == EventState::Entered);
        desk.stream.run(40); // of the window; the hour is not over
        QCOMPARE(desk.events.size(), std::size_t(2));
        QVERIFY(desk.events[1].state == EventState::Cleared);
    }

    void aRuleThatIsRemovedIsOver()
    {
        Desk desk({UserConditionKind::PriceAbove, 69'000, 0, "bybit", {}});
        desk.stream.run(20);
        desk.stream.venue("bybit").mark = 69'500;
        desk.stream.run(2);
        QCOMPARE(desk.events.size(), std::size_t(1));
        EngineSettings settings = settingsWith({});
        settings.user.rules.clear();
        desk.engine.change(settings);
        desk.stream.run(2);
        QCOMPARE(desk.events.size(), std::size_t(2));
        QVERIFY(desk.events[1].state == EventState::Cleared);
        QCOMPARE(desk.events[1].id, desk.events[0].id);
    }

    void thePriceOfAVenueNeedsNoAggregate()
    {
        Desk desk({UserConditionKind::PriceAbove, 69'000, 0, "bybit", {}});
        desk.stream.run(20);
        desk.stream.venue("binance-usdm").isSilent = desk.stream.venue("hyperliquid").isSilent = true;
        desk.stream.run(120); // too few are left for an aggregate that can be relied on
        QVERIFY(desk.events.empty());
        desk.stream.venue("bybit").mark = 69'500;
        desk.stream.run(2);
        QCOMPARE(desk.events.size(), std::size_t(1));
        QVERIFY(desk.events[0].degraded);
        const auto age = std::get<UserRulePayload>(desk.events[0].payload).conditions.front().ageMs;
        QVERIFY(age && *age <= MinuteMs); // of Bybit's mark, whatever the others are
    }

    void theAggregateFiresNothingByAnOutage()
    {
        // 12 : 6 : 4 with a cap of 0.4 holds F at 0.00028 until the large calm venue is gone.
        Desk desk({UserConditionKind::FundingAbove, 0.0003, 0, {}, {}});
        for (const char *id : {"bybit", "hyperliquid"})
            desk.stream.venue(id).rate = 0.0004 / (desk.stream.venue(id).intervalHours == 1 ? 8 : 1);
        desk.stream.add("okx", "OKX", 0.0004, 8, 4e9);
        desk.stream.run(9 * 60);
        QVERIFY(desk.events.empty());
        desk.stream.venue("binance-usdm").isSilent = true;
        desk.stream.run(120);
        QVERIFY(desk.events.empty());
    }
};

QTEST_GUILESS_MAIN(TestUserConditions)
#include "tst_userconditions.moc"
