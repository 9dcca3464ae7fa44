#include "core/events/machine.h"

#include <QtTest>

using namespace isobar;

// MODEL 8.1. One evaluation a minute unless said otherwise.
class TestMachine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void entersAtOnceWithoutConfirmation();
    void confirmsByEvaluationsApart();
    void confirmsByDuration();
    void startsAgainWhenTheConditionBreaks();
    void staysWithinTheWiderBand();
    void coolsDown();
    void letsAHigherPriorityThroughTheCoolDown();
    void coolsOnWhenAHigherPriorityDoesNotLast();
    void freezes();
    void saysWhatHeldAtStart();
    void saysWhatHeldAfterAGap();
    void takesTheWarmUpForTheStart();
    void ignoresTimeThatDoesNotPass();

private:
    MachineStep step(bool enters, bool stays = false, TimeMs after = MinuteMs);
    EventMachine m_machine;
    MachineInput m_input;
    MachineTiming m_timing;
};

void TestMachine::init()
{
    m_machine = {};
    m_input = {};
    m_input.marketMs = 1'772'208'000'000;
    m_timing = {};
}

MachineStep TestMachine::step(bool enters, bool stays, TimeMs after)
{
    m_input.marketMs += after;
    m_input.enters = enters;
    m_input.stays = enters || stays;
    return m_machine.step(m_input, m_timing);
}

void TestMachine::entersAtOnceWithoutConfirmation()
{
    QCOMPARE(step(false), MachineStep::None);
    QCOMPARE(step(true), MachineStep::Entered);
    QCOMPARE(m_machine.phase, MachinePhase::Active);
    QCOMPARE(step(false), MachineStep::Exited);
    QCOMPARE(step(false), MachineStep::None);
    QCOMPARE(m_machine.phase, MachinePhase::Idle); // no cool-down
}

void TestMachine::confirmsByEvaluationsApart()
{
    m_timing.evaluations = 2;
    m_timing.spacingMs = MinuteMs;
    QCOMPARE(step(true), MachineStep::None);
    QCOMPARE(m_machine.phase, MachinePhase::Pending);
    for (int i = 0; i < 59; ++i)
        QCOMPARE(step(true, true, SecondMs), MachineStep::None);
    QCOMPARE(step(true, true, SecondMs), MachineStep::Entered);
}

void TestMachine::confirmsByDuration()
{
    m_timing.durationMs = 10 * MinuteMs;
    for (int i = 0; i < 10; ++i)
        QCOMPARE(step(true), MachineStep::None);
    QCOMPARE(step(true), MachineStep::Entered);
}

void TestMachine::startsAgainWhenTheConditionBreaks()
{
    m_timing.evaluations = 2;
    QCOMPARE(step(true), MachineStep::None);
    QCOMPARE(step(false, true), MachineStep::None); // the wider band holds, but that is for the exit
    QCOMPARE(step(true), MachineStep::None);
    QCOMPARE(step(true), MachineStep::Entered);
}

void TestMachine::staysWithinTheWiderBand()
{
    step(true);
    QCOMPARE(step(false, true), MachineStep::None);
    QCOMPARE(m_machine.phase, MachinePhase::Active);
    QCOMPARE(step(false, false), MachineStep::Exited);
}

void TestMachine::coolsDown()
{
    m_timing.coolMs = HourMs;
    step(true);
    step(false);
    for (int i = 1; i < 60; ++i)
        QCOMPARE(step(true), MachineStep::None);
    QCOMPARE(m_machine.phase, MachinePhase::Cooling);
    QCOMPARE(step(true), MachineStep::Entered); // the hour is over
}

void TestMachine::letsAHigherPriorityThroughTheCoolDown()
{
    m_timing.coolMs = HourMs;
    step(true);
    step(false);
    m_input.priority = Priority::P3;
    QCOMPARE(step(true), MachineStep::None);
    m_input.priority = Priority::P1;
    QCOMPARE(step(true), MachineStep::Entered);
}

void TestMachine::coolsOnWhenAHigherPriorityDoesNotLast()
{
    m_timing.coolMs = HourMs;
    m_timing.evaluations = 3;
    const auto enter = [&] {
        for (int i = 0; i < 3; ++i)
            step(true);
        return m_machine.phase;
    };
    QCOMPARE(enter(), MachinePhase::Active);
    step(false);
    m_input.priority = Priority::P1;
    step(true); // for one evaluation
    m_input.priority = Priority::P2;
    QCOMPARE(enter(), MachinePhase::Cooling);
    m_input.priority = Priority::P1;
    step(true);
    step(false); // and gone at all
    m_input.priority = Priority::P2;
    QCOMPARE(enter(), MachinePhase::Cooling);
    m_input.priority = Priority::P1;
    QCOMPARE(enter(), MachinePhase::Active);
}

void TestMachine::freezes()
{
    m_timing.evaluations = 2;
    step(false);
    m_input.isFrozen = true;
    QCOMPARE(step(true), MachineStep::None);
    QCOMPARE(step(true), MachineStep::None);
    QCOMPARE(m_machine.phase, MachinePhase::Idle);
    m_input.isFrozen = false;
    step(true);
    m_input.isFrozen = true;
    QCOMPARE(step(false), MachineStep::None); // what is lost is not over
    QCOMPARE(m_machine.phase, MachinePhase::Pending);
    m_input.isFrozen = false;
    QCOMPARE(step(true), MachineStep::Entered);
    m_input.isFrozen = true;
    QCOMPARE(step(false), MachineStep::None);
    QCOMPARE(m_machine.phase, MachinePhase::Active);
    m_input.isFrozen = false;
    QCOMPARE(step(false), MachineStep::Exited);
}

void TestMachine::saysWhatHeldAtStart()
{
    m_timing.evaluations = 2;
    m_input.isFrozen = true;
    step(false); // frozen: it says nothing about the condition
    m_input.isFrozen = false;
    step(true);
    QCOMPARE(step(true), MachineStep::Entered);
    QVERIFY(m_machine.heldAtStart);
    step(false);
    step(true);
    QCOMPARE(step(true), MachineStep::Entered);
    QVERIFY(!m_machine.heldAtStart);
}

void TestMachine::saysWhatHeldAfterAGap()
{
    m_timing.evaluations = 2;
    step(false);
    step(true); // pending
    QCOMPARE(step(true, true, 15 * MinuteMs + 1), MachineStep::None); // the gap broke the confirmation
    QCOMPARE(step(true), MachineStep::Entered);
    QVERIFY(m_machine.heldAtStart);
    // Nothing ends by a gap alone.
    QCOMPARE(step(true, true, HourMs), MachineStep::None);
    QCOMPARE(m_machine.phase, MachinePhase::Active);
    // A freeze of more than 15 min is a gap as well.
    step(false);
    m_input.isFrozen = true;
    for (int i = 0; i < 16; ++i)
        step(true);
    m_input.isFrozen = false;
    step(true);
    QCOMPARE(step(true), MachineStep::Entered);
    QVERIFY(m_machine.heldAtStart);
}

void TestMachine::takesTheWarmUpForTheStart()
{
    m_input.isWarmingUp = true;
    step(false);
    step(false);
    QCOMPARE(step(true), MachineStep::Entered);
    QVERIFY(m_machine.heldAtStart);
    step(false);
    m_input.isWarmingUp = false;
    step(false);
    QCOMPARE(step(true), MachineStep::Entered);
    QVERIFY(!m_machine.heldAtStart);
}

void TestMachine::ignoresTimeThatDoesNotPass()
{
    m_timing.evaluations = 2;
    step(true);
    QCOMPARE(step(true, true, 0), MachineStep::None);
    QCOMPARE(step(true, true, -HourMs), MachineStep::None);
    QCOMPARE(m_machine.phase, MachinePhase::Pending);
}

QTEST_GUILESS_MAIN(TestMachine)
#include "tst_machine.moc"
