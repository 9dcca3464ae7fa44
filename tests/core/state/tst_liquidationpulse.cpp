#include "core/state/liquidationpulse.h"

#include <QtTest>

using namespace isobar;

class TestLiquidationPulse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sumsBySecondContractAndSide();
    void doesNotBelieveAClockThatRunsAhead();
    void forgetsOnlyWhatNoRuleCanAskFor();
    void countsWhatWasObservedForEver();
    void knowsHowLargePrintsAre();
    void takesThePastForSizesOnly();

private:
    static LiquidationPrint print(TimeMs timeMs, PositionSide side, double usd)
    {
        LiquidationPrint made;
        made.timeMs = timeMs;
        made.side = side;
        made.price = 50'000;
        made.usd = usd;
        return made;
    }
    static constexpr TimeMs Start = 1'772'208'000'000;
    LiquidationPulse m_pulse;
};

void TestLiquidationPulse::sumsBySecondContractAndSide()
{
    m_pulse = {};
    m_pulse.add(Start, {1}, print(Start, PositionSide::Long, 100));
    m_pulse.add(Start + 900, {1}, print(Start + 900, PositionSide::Long, 400));
    m_pulse.add(Start + 900, {2}, print(Start + 900, PositionSide::Long, 7));
    m_pulse.add(Start + 900, {1}, print(Start + 900, PositionSide::Short, 9));
    m_pulse.add(Start + 1000, {1}, print(Start + 1000, PositionSide::Long, 1));
    QCOMPARE(m_pulse.cells().size(), std::size_t(4));
    const LiquidationCell &first = m_pulse.cells().front();
    QCOMPARE(first.usd, 500.0);
    QCOMPARE(first.coins, 0.01);
    QCOMPARE(first.prints, 2);
    QCOMPARE(first.largestUsd, 400.0);
    QCOMPARE(first.serial, std::uint64_t(2));
    m_pulse.add(Start, {1}, print(Start, PositionSide::Long, 0)); // nothing
    QCOMPARE(m_pulse.serial(), std::uint64_t(5));
}

void TestLiquidationPulse::doesNotBelieveAClockThatRunsAhead()
{
    m_pulse = {};
    m_pulse.add(Start, {1}, print(Start + HourMs, PositionSide::Long, 100));
    QCOMPARE(m_pulse.cells().front().secondMs, Start);
}

void TestLiquidationPulse::forgetsOnlyWhatNoRuleCanAskFor()
{
    m_pulse = {};
    m_pulse.advance(Start);
    m_pulse.add(Start, {1}, print(Start, PositionSide::Long, 100));
    m_pulse.advance(Start + 2 * HourMs); // a beat that comes late finds what came before it
    QCOMPARE(m_pulse.cells().size(), std::size_t(1));
    QCOMPARE(m_pulse.beforeMs(), Start);
    m_pulse.advance(Start + 2 * HourMs + SecondMs);
    QVERIFY(m_pulse.cells().empty());
}

void TestLiquidationPulse::countsWhatWasObservedForEver()
{
    m_pulse = {};
    for (int i = 0; i < 10; ++i) {
        m_pulse.add(Start + i * HourMs, {1}, print(Start + i * HourMs, PositionSide::Short, 100));
        m_pulse.advance(Start + i * HourMs);
    }
    QCOMPARE(m_pulse.total().shortUsd, 1000.0);
    QCOMPARE(m_pulse.total().longUsd, 0.0);
}

void TestLiquidationPulse::knowsHowLargePrintsAre()
{
    m_pulse = {};
    const auto add = [this](TimeMs timeMs, double usd) {
        m_pulse.add(timeMs, {1}, print(timeMs, PositionSide::Long, usd));
    };
    for (int i = 0; i < 990; ++i)
        add(Start + i * SecondMs, 1000);
    QVERIFY(!m_pulse.printQuantile(0.5));
    for (int i = 0; i < 10; ++i)
        add(Start + i * SecondMs, 1e6);
    // To the width of a class, a tenth.
    QVERIFY(m_pulse.printQuantile(0.5).value() >= 1000 && m_pulse.printQuantile(0.5).value() < 1100);
    QVERIFY(m_pulse.printQuantile(0.99).value() < 1100);
    QVERIFY(m_pulse.printQuantile(0.999).value() >= 1e6 && m_pulse.printQuantile(0.999).value() < 1.1e6);
    for (int day = 1; day <= 31; ++day) { // the first day leaves
        for (int i = 0; i < 100; ++i)
            add(Start + day * DayMs, 10);
    }
    QVERIFY(m_pulse.printQuantile(1).value() < 11);
}

void TestLiquidationPulse::takesThePastForSizesOnly()
{
    m_pulse = {};
    for (std::uint64_t i = 0; i < LiquidationPulse::LeastPrints; ++i)
        m_pulse.addPast(print(Start - 20 * DayMs, PositionSide::Long, 12e6));
    QVERIFY(m_pulse.printQuantile(0.99).value() >= 12e6);
    // Neither a minute nor a print of today: it is no news.
    QVERIFY(m_pulse.cells().empty());
    QCOMPARE(m_pulse.serial(), std::uint64_t(0));
    QCOMPARE(m_pulse.total().longUsd, 0.0);
}

QTEST_GUILESS_MAIN(TestLiquidationPulse)
#include "tst_liquidationpulse.moc"
