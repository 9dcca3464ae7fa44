#include "core/engine/engine.h"
#include "core/engine/engineorders.h"
#include "core/market/eventjson.h"
#include "tests/support/streambuilder.h"

#include <QtTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'772'150'400'000;

UserRule ruleOf(UserConditionKind kind, double threshold)
{
    UserRule rule;
    rule.id = "r1";
    rule.name = "mine";
    rule.conditions = {{kind, threshold, 0, {}, {}}};
    return rule;
}

} // namespace

class TestEngineOrders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bringsTheSettingsAcross()
    {
        EngineSettings given;
        given.watched = {"ETH", "BTC"};
        given.excluded = {"BTC/okx"};
        given.user.holdings = {{"1", "BTC", "bybit", PositionSide::Short, 71'000.5, 70'000.0, "mine"},
            {"2", "ETH", "okx", PositionSide::Long, {}, {}, {}}};
        given.user.rules = {ruleOf(UserConditionKind::PriceAbove, 70'000)};
        EngineSettings taken;
        taken.speed = 60;
        std::string learner;
        QVERIFY(followOrders(engineOrders(given), taken, learner));
        QVERIFY(learner.empty());
        QCOMPARE(taken.watched, given.watched);
        QCOMPARE(taken.excluded, given.excluded);
        QVERIFY(taken.user.rules == given.user.rules);
        QVERIFY(taken.user.holdings == given.user.holdings);
        QCOMPARE(taken.speed, 60.0); // no event hangs on it
        QVERIFY(followOrders(learnOrder("SOL"), taken, learner));
        QCOMPARE(learner, std::string("SOL"));
    }

    void refusesWhatItCannotRead()
    {
        for (const char *bad :
            {"", "[]", "{}", "{\"watched\":3}", R"({"watched":[],"excluded":[],"holdings":[{}],"rules":[]})"}) {
            EngineSettings settings;
            settings.watched = {"BTC"};
            std::string learner;
            QVERIFY(!followOrders(bad, settings, learner));
            QCOMPARE(settings.watched, std::vector<std::string>{"BTC"});
        }
    }

    /// A run in which the user makes a rule and later forgets it, then the same stream with the orders in it.
    void givesTheSameEventsAgain()
    {
        EngineSettings first;
        first.watched = {"BTC"};
        std::vector<StreamItem> journal;
        Engine live(first);
        std::string lines, again;
        const auto drain = [](Engine &engine, std::string &out) {
            for (const Event &event : engine.takeEvents())
                out += eventToJson(event) + '\n';
        };
        const auto keep = [&](const StreamItem &item) {
            journal.push_back(item);
            live.take(item);
            drain(live, lines);
        };
        const auto order = [&](EngineSettings settings) {
            live.change(settings);
            journal.push_back(std::make_shared<const EngineOrders>(EngineOrders{Start, engineOrders(settings)}));
        };
        order(first);
        StreamBuilder stream(Start, 1, keep);
        for (const char *id : {"a", "b", "c"})
            stream.add(id, id, 0.0001, 8, 1e9);
        stream.run(30);
        EngineSettings second = first;
        second.user.rules = {ruleOf(UserConditionKind::PriceAbove, 70'000)};
        order(second);
        stream.run(5);
        for (const char *id : {"a", "b", "c"})
            stream.venue(id).mark = 70'001;
        stream.run(5);
        order(first);
        stream.run(5);
        QVERIFY(lines.find("USER_RULE") != std::string::npos);

        EngineSettings other; // as a file's header says, which knows no rules
        other.watched = {"BTC"};
        Engine replayed(other);
        for (const StreamItem &item : journal) {
            replayed.take(item);
            drain(replayed, again);
        }
        QCOMPARE(again, lines);

        other.isPinned = true; // a replay of what the user chose
        Engine pinned(other);
        std::string own;
        for (const StreamItem &item : journal) {
            pinned.take(item);
            drain(pinned, own);
        }
        QVERIFY(own.find("USER_RULE") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestEngineOrders)
#include "tst_engineorders.moc"
