#include "core/events/squeeze.h"
#include "tests/core/events/recomputecheck.h"
#include "tests/core/events/ruledrivers.h"

#include <QtTest>

using namespace isobar;

// MODEL 8.3 and example 16 of MODEL 10; the common machine is in tst_rules, the ingredients in tst_assetrules.
class TestSqueeze : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void followsTheWorkedExample();
    void isAnAlertWithALoadedCluster();
    void formsWithEitherSecondPart();
    void growsWhenTheClusterArms();
    void survivesAShortGap();
    void endsWithACascade();
    void saysWhatIsMissing();
    void isNoInterruptWhereTheMapHasNoSkill();
    void tellsItsRecordAndWhatWasLearned();

private:
    std::vector<Event> step(TimeMs after = MinuteMs);
    std::optional<Squeeze> m_rule;
    SqueezeInput m_input;
};

void TestSqueeze::init()
{
    m_rule.emplace(PositionSide::Long);
    m_input = {};
    static_cast<RuleMoment &>(m_input) = healthyMoment();
    m_input.describe = [this](SqueezePayload &p) {
        p.funding.present = m_input.hasFunding;
        p.funding.rate8h = 0.00071;
        p.funding.baseline8h = 0.0001;
        p.openInterest.present = m_input.isOpenInterestHigh;
        p.levels = drivers::levels();
        const auto load = m_input.cluster == SqueezeCluster::Armed ? ClusterLoad::Armed : ClusterLoad::Loaded;
        if (m_input.cluster != SqueezeCluster::None)
            p.cluster = clusterEvidence(drivers::cluster(PositionSide::Long, 0.01, load), p.levels);
    };
    step(0);
}

std::vector<Event> TestSqueeze::step(TimeMs after)
{
    pass(m_input, after);
    return m_rule->step(m_input);
}

void TestSqueeze::followsTheWorkedExample() // 16
{
    m_input.hasFunding = m_input.isOpenInterestHigh = true;
    QVERIFY(step().empty()); // 10:00
    const auto forming = step(); // 10:01
    QVERIFY(isOne(forming, EventState::Entered));
    QCOMPARE(forming.front().type, EventType::SqueezeForming);
    QCOMPARE(forming.front().priority, Priority::P3);
    m_input.cluster = SqueezeCluster::Armed;
    QVERIFY(step().empty()); // 10:02
    const auto structural = step(); // 10:03
    QVERIFY(isOne(structural, EventState::Entered));
    QCOMPARE(structural.front().type, EventType::StructuralSqueeze);
    QCOMPARE(structural.front().priority, Priority::P1);
    QCOMPARE(structural.front().side, PositionSide::Long);
    for (const Event &event : {forming.front(), structural.front()})
        QVERIFY2(recomputeDifference(event).isEmpty(), qPrintable(recomputeDifference(event)));
}

void TestSqueeze::isAnAlertWithALoadedCluster() // 16
{
    m_input.hasFunding = m_input.isOpenInterestHigh = true;
    m_input.cluster = SqueezeCluster::Loaded;
    step();
    const auto both = step();
    QCOMPARE(both.size(), std::size_t(2));
    QCOMPARE(both[1].type, EventType::StructuralSqueeze);
    QCOMPARE(both[1].priority, Priority::P2);
}

void TestSqueeze::formsWithEitherSecondPart()
{
    m_input.hasFunding = true;
    for (int i = 0; i < 10; ++i)
        QVERIFY(step().empty()); // funding alone is a signal to watch, no squeeze
    m_input.cluster = SqueezeCluster::Loaded;
    step();
    const auto forming = step();
    QVERIFY(isOne(forming, EventState::Entered));
    QCOMPARE(std::get<SqueezePayload>(forming.front().payload).missing, std::vector<std::string>{"open_interest"});
    for (int i = 0; i < 100; ++i)
        QVERIFY(step().empty()); // without open interest it stays forming
}

void TestSqueeze::growsWhenTheClusterArms()
{
    isAnAlertWithALoadedCluster();
    m_input.cluster = SqueezeCluster::Armed;
    const auto updated = step();
    QVERIFY(isOne(updated, EventState::Updated));
    QCOMPARE(updated.front().priority, Priority::P1);
    m_input.cluster = SqueezeCluster::Loaded;
    QVERIFY(step().empty());
}

void TestSqueeze::survivesAShortGap()
{
    isAnAlertWithALoadedCluster();
    m_input.cluster = SqueezeCluster::None;
    for (int i = 0; i < 29; ++i)
        QVERIFY(step().empty());
    m_input.cluster = SqueezeCluster::Loaded;
    QVERIFY(step().empty());
    m_input.cluster = SqueezeCluster::None;
    for (int i = 0; i < 30; ++i)
        QVERIFY(step().empty());
    const auto cleared = step();
    QVERIFY(isOne(cleared, EventState::Cleared)); // the structural one; it still forms
    QCOMPARE(cleared.front().type, EventType::StructuralSqueeze);
}

void TestSqueeze::endsWithACascade()
{
    isAnAlertWithALoadedCluster();
    m_input.hasCascade = true;
    const auto cleared = step(SecondMs);
    QVERIFY(isOne(cleared, EventState::Cleared));
    QCOMPARE(cleared.front().type, EventType::StructuralSqueeze);
    m_input.hasCascade = false;
    for (int i = 0; i < 60; ++i)
        QVERIFY(step().empty()); // cools
}

void TestSqueeze::saysWhatIsMissing()
{
    m_input.hasFunding = m_input.isOpenInterestHigh = true;
    step();
    const auto forming = step();
    const auto &p = std::get<SqueezePayload>(forming.front().payload);
    QCOMPARE(p.partsPresent, 2);
    QCOMPARE(p.missing, std::vector<std::string>{"cluster"});
    QVERIFY(std::abs(p.costDay10xPer10k - 213) < 0.01);
    QCOMPARE(p.tilt, 1.0);
    QVERIFY(std::abs(p.funding.ratio - 7.1) < 1e-9);
}

void TestSqueeze::isNoInterruptWhereTheMapHasNoSkill() // MODEL 9
{
    m_input.hasFunding = m_input.isOpenInterestHigh = true;
    m_input.cluster = SqueezeCluster::Armed;
    m_input.mapHasSkill = false;
    step();
    const auto events = step();
    const auto structural = std::find_if(
        events.begin(), events.end(), [](const Event &event) { return event.type == EventType::StructuralSqueeze; });
    QVERIFY(structural != events.end());
    QCOMPARE(structural->priority, Priority::P2);
    QVERIFY(!std::get<SqueezePayload>(structural->payload).mapHasSkill);
    QVERIFY2(recomputeDifference(*structural).isEmpty(), qPrintable(recomputeDifference(*structural)));
}

void TestSqueeze::tellsItsRecordAndWhatWasLearned()
{
    m_input.hasFunding = m_input.isOpenInterestHigh = true;
    m_input.record = [](EventType type) {
        return type == EventType::SqueezeForming ? EventRecord{9, 3, 0.18} : EventRecord{4, 2, 0.18};
    };
    m_input.cluster = SqueezeCluster::Loaded;
    m_input.describe = [describe = m_input.describe](SqueezePayload &p) {
        describe(p);
        p.kappa = 0.6;
    };
    step();
    for (const Event &event : step()) {
        const auto &p = std::get<SqueezePayload>(event.payload);
        QCOMPARE(p.record.cases, event.type == EventType::SqueezeForming ? 9 : 4);
        QCOMPARE(p.record.moved, event.type == EventType::SqueezeForming ? 3 : 2);
        QCOMPARE(p.kappa, 0.6);
    }
}

QTEST_GUILESS_MAIN(TestSqueeze)
#include "tst_squeeze.moc"
