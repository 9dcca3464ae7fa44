#include "core/analytics/levels/exposure.h"
#include "tests/support/near.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace isobar;

namespace {

constexpr double Forever = 1e12;
constexpr TimeMs Start = 1'790'000'000'000 / HourMs * HourMs;

std::shared_ptr<const LevelKernel> oneLayer(double distance, double halfLife = Forever)
{
    return std::make_shared<const LevelKernel>(LevelKernel{{{distance, halfLife, FlowSource::Both, 0.5, 0.25}}});
}

LevelFlow bar(double low, double high, double close, double openedUsd = 0)
{
    LevelFlow flow;
    flow.hasPrice = true;
    flow.low = low;
    flow.high = high;
    flow.close = close;
    flow.openedVolumeUsd = {openedUsd, openedUsd};
    return flow;
}

/// One exposure and the bars it took.
struct Rig {
    Lattice lattice = latticeOf("BTC");
    Exposure exposure;
    TimeMs at = Start;

    explicit Rig(std::shared_ptr<const LevelKernel> kernel, ExposureRules rules = {true, 0})
        : exposure(std::move(kernel), latticeOf("BTC"), rules)
    {
    }
    Exposure::Crossed take(const LevelFlow &flow, TimeMs length = MinuteMs)
    {
        const auto crossed = exposure.step(flow, at, length, {});
        at += length;
        return crossed;
    }
    std::vector<float> profile(PositionSide side, int from, int end) const
    {
        std::vector<float> out(static_cast<std::size_t>(end - from));
        exposure.addProfile(side, {from, end}, out.data());
        return out;
    }
    double total(PositionSide side) const
    {
        const auto all = profile(side, 10'000, 13'000);
        return std::accumulate(all.begin(), all.end(), 0.0);
    }
    double usdAt(PositionSide side, double price) const
    {
        const int cell = lattice.cellOf(price);
        return static_cast<double>(profile(side, cell, cell + 1)[0]);
    }
};

} // namespace

class TestExposure : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void putsALevelAtItsDistance();
    void movesWithFunding();
    void removesWhatWasTouched();
    void agesAndClosesWithOpenInterest();
    void spreadsEntriesOverTheRange();
    void leavesOutTheWrongSideOfTheClose();
    void doublesWithTheVolume();
    void keepsFloatsExactForMonths();
    void opensOnlyMapRemovesNothing();
    void knowsTheMeanAge();
    void trimsWhatIsFarAway();
};

// MODEL 10, example 14
void TestExposure::putsALevelAtItsDistance()
{
    Rig rig(oneLayer(0.02));
    rig.take(bar(100'000, 100'000, 100'000, 1e6));
    QVERIFY(isNear(rig.usdAt(PositionSide::Long, 98'019.87 * 1.000005), 0.5e6, 1e-6));
    QVERIFY(isNear(rig.total(PositionSide::Long), 0.5e6, 1e-6));
    QVERIFY(isNear(rig.usdAt(PositionSide::Short, 102'020.13 * 1.000005), 0.25e6, 1e-6));
}

void TestExposure::movesWithFunding()
{
    Rig rig(oneLayer(0.02));
    rig.take(bar(100'000, 100'000, 100'000, 1e6));
    LevelFlow settles = bar(100'000, 100'000, 100'000);
    settles.settledRate = 0.001;
    rig.take(settles);
    // Longs pay: their level creeps up towards the price (98 117.9), the shorts' up and away.
    QVERIFY(isNear(rig.usdAt(PositionSide::Long, 98'117.9 * 1.000005), 0.5e6, 1e-6));
    QCOMPARE(rig.usdAt(PositionSide::Long, 98'019.87), 0.0);
    QVERIFY(isNear(rig.usdAt(PositionSide::Short, 102'122.2 * 1.000005), 0.25e6, 1e-6));
    // Small payments add up instead of being lost.
    settles.settledRate = 0.0001;
    for (int i = 0; i < 10; ++i)
        rig.take(settles);
    QVERIFY(isNear(rig.usdAt(PositionSide::Long, 98'216.1 * 1.000005), 0.5e6, 1e-6));
}

// MODEL 10, example 10
void TestExposure::removesWhatWasTouched()
{
    Rig rig(oneLayer(0.01));
    rig.take(bar(100'000, 100'000, 100'000, 10e6)); // longs at 99 005
    LevelFlow second = bar(98'995, 99'990, 99'000);
    second.openedOiUsd = {5e6, 0};
    second.oiLow = second.oiHigh = 99'000;
    // Its low touches the first level, its own entries lie 1 % deeper.
    const auto crossed = rig.take(second);
    QVERIFY(isNear(crossed[0], 10e6 * 0.5, 1e-6));
    QCOMPARE(crossed[1], 0.0);
    QVERIFY(isNear(rig.total(PositionSide::Long), 5e6 * 0.5, 1e-6));
    // What is gone is gone: the same price crosses nothing more.
    QCOMPARE(rig.take(bar(98'995, 99'500, 99'000))[0], 0.0);
    // Open interest falls by a tenth: so does what is left.
    LevelFlow closes = bar(98'995, 99'000, 99'000);
    closes.closingFactor = 0.9;
    rig.take(closes);
    QVERIFY(isNear(rig.total(PositionSide::Long), 4.5e6 * 0.5, 1e-6));
}

void TestExposure::agesAndClosesWithOpenInterest()
{
    Rig rig(oneLayer(0.05, 4));
    rig.take(bar(100'000, 100'000, 100'000, 1e6));
    for (int i = 0; i < 8 * 12; ++i)
        rig.take(bar(100'000, 100'000, 100'000), 5 * MinuteMs);
    QVERIFY(isNear(rig.total(PositionSide::Long), 0.5e6 / 4, 1e-4));
    LevelFlow unknown; // time passes without a price
    rig.take(unknown, 4 * HourMs);
    QVERIFY(isNear(rig.total(PositionSide::Long), 0.5e6 / 8, 1e-4));
}

void TestExposure::spreadsEntriesOverTheRange()
{
    Rig rig(oneLayer(0.05));
    rig.take(bar(100'000 * std::exp(-0.0025), 100'000 * std::exp(0.0025), 100'000, 5e6));
    const auto cells = rig.profile(PositionSide::Long, rig.lattice.cellOf(95'000), rig.lattice.cellOf(95'500) + 1);
    const auto full = std::count_if(
        cells.begin(), cells.end(), [](float usd) { return std::abs(static_cast<double>(usd) - 0.5e6) < 1; });
    QVERIFY(full >= 4); // five cells wide, two of them perhaps in part
    QVERIFY(isNear(rig.total(PositionSide::Long), 2.5e6, 1e-5));
}

void TestExposure::leavesOutTheWrongSideOfTheClose()
{
    Rig rig(oneLayer(0.005));
    // The bar fell by 2 %: longs who entered high would stand above the close.
    rig.take(bar(98'000, 100'000, 98'100, 2e6));
    const int price = rig.lattice.cellOf(98'100);
    for (const float usd : rig.profile(PositionSide::Long, price, price + 60))
        QCOMPARE(usd, 0.0F);
    QVERIFY(rig.total(PositionSide::Long) > 0);
    QVERIFY(rig.total(PositionSide::Long) < 0.5 * 2e6);
}

void TestExposure::doublesWithTheVolume()
{
    Rig once(oneLayer(0.03, 10)), twice(oneLayer(0.03, 10));
    for (int i = 0; i < 200; ++i) {
        const double price = 100'000 * (1 + 0.01 * std::sin(i / 9.0));
        once.take(bar(price * 0.999, price * 1.001, price, 1e6 + 1e4 * i));
        twice.take(bar(price * 0.999, price * 1.001, price, 2 * (1e6 + 1e4 * i)));
    }
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        QVERIFY(once.total(side) > 0);
        QVERIFY(isNear(twice.total(side), 2 * once.total(side), 1e-5));
    }
}

// Amounts are kept divided by a scale that falls for ever.
void TestExposure::keepsFloatsExactForMonths()
{
    Rig rig(oneLayer(0.05, 1));
    for (int i = 0; i < 24 * 60; ++i)
        rig.take(bar(100'000, 100'000, 100'000, 1e6), HourMs);
    // Geometric: each hour's million and half of what was there.
    QVERIFY(isNear(rig.total(PositionSide::Long), 0.5 * 2e6, 1e-5));
}

void TestExposure::opensOnlyMapRemovesNothing()
{
    Rig rig(oneLayer(0.01), {false, 0});
    rig.take(bar(100'000, 100'000, 100'000, 1e6));
    QCOMPARE(rig.take(bar(90'000, 110'000, 100'000))[0], 0.0);
    QVERIFY(isNear(rig.total(PositionSide::Long), 0.5e6, 1e-6));
}

void TestExposure::knowsTheMeanAge()
{
    Rig rig(oneLayer(0.05));
    rig.take(bar(100'000, 100'000, 100'000, 3e6), HourMs); // opened by its end
    for (int i = 0; i < 4; ++i)
        rig.take(bar(100'000, 100'000, 100'000), HourMs);
    rig.take(bar(100'000, 100'000, 100'000, 1e6), HourMs);
    double usd = 0;
    const double moment = rig.exposure.openedMoment(PositionSide::Long, {11'000, 12'000}, usd);
    QVERIFY(isNear(usd, 2e6, 1e-6));
    const double meanAge = static_cast<double>(rig.at) / HourMs - moment / usd;
    QVERIFY(std::abs(meanAge - (3.0 * 5 + 1.0 * 0) / 4) < 0.01);
}

void TestExposure::trimsWhatIsFarAway()
{
    Rig rig(std::make_shared<const LevelKernel>(
        LevelKernel{{{0.02, Forever, FlowSource::Both, 1, 1}, {0.30, Forever, FlowSource::Both, 1, 1}}}));
    rig.take(bar(100'000, 100'000, 100'000, 1e6));
    const int k0 = rig.lattice.cellOf(100'000);
    rig.exposure.trim({k0 - 100, k0 + 101});
    QVERIFY(isNear(rig.total(PositionSide::Long), 1e6, 1e-6));
    rig.take(bar(100'000, 100'000, 100'000, 1e6)); // and goes on beyond
    QVERIFY(isNear(rig.total(PositionSide::Long), 3e6, 1e-6));
}

QTEST_GUILESS_MAIN(TestExposure)
#include "tst_exposure.moc"
