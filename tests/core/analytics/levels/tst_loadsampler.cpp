#include "core/analytics/levels/loadsampler.h"
#include "tests/support/near.h"

#include <QTest>

using namespace isobar;

namespace {

constexpr TimeMs Start = 1'790'000'000'000 / HourMs * HourMs;
constexpr double Forever = 1e12;

std::shared_ptr<const LevelKernel> twoLayers()
{
    return std::make_shared<const LevelKernel>(
        LevelKernel{{{0.01, Forever, FlowSource::Volume, 1, 1}, {0.02, Forever, FlowSource::Volume, 1, 1}}});
}

LevelBar bar(double low, double high, double close, double openedUsd, TimeMs openMs)
{
    LevelBar bar;
    bar.openMs = openMs;
    bar.lengthMs = HourMs;
    bar.hasPrice = true;
    bar.open = bar.close = close;
    bar.low = low;
    bar.high = high;
    bar.openInterestCoins = 1000;
    LevelFlow flow;
    flow.hasPrice = true;
    flow.low = low;
    flow.high = high;
    flow.close = close;
    flow.openedVolumeUsd = {openedUsd, openedUsd};
    bar.flows = {flow};
    return bar;
}

struct Rig {
    LoadSampler sampler{twoLayers(), latticeOf("BTC"), 1, ExposureRules{true, 0}};
    TimeMs at = Start;
    void take(double low, double high, double close, double openedUsd = 0)
    {
        const LevelBar one = bar(low, high, close, openedUsd, at);
        sampler.take({&one, 1});
        at += HourMs;
    }
};

} // namespace

class TestLoadSampler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysNothingBeforeThereIsAPrice();
    void takesTheCrossedApartByLayer();
    void crossesCellsInPart();
    void tellsTheSameToBothSides();
    void forgetsWhatWasTouched();
    void measuresTheMoveTheRangeAndTheExtremes();
    void leavesOutSmallMoves();
    void addsUpGroups();
    void takesAnHourOfMinutesAsOne();
};

void TestLoadSampler::saysNothingBeforeThereIsAPrice()
{
    const Rig rig;
    QVERIFY(!rig.sampler.sample(PositionSide::Long, 99'000, 0.01));
}

void TestLoadSampler::takesTheCrossedApartByLayer()
{
    Rig rig;
    rig.take(100'000, 100'000, 100'000, 1e6);
    const auto none = rig.sampler.sample(PositionSide::Long, 99'500, 0.005);
    QCOMPARE(none->crossed, (std::vector<float>{0, 0}));
    const auto first = rig.sampler.sample(PositionSide::Long, 98'900, 0.011);
    QVERIFY(isNear(static_cast<double>(first->crossed[0]), 1e6, 1e-5));
    QCOMPARE(first->crossed[1], 0.0F);
    const auto both = rig.sampler.sample(PositionSide::Long, 97'900, 0.021);
    QVERIFY(isNear(static_cast<double>(both->crossed[1]), 1e6, 1e-5));
    QVERIFY(!rig.sampler.sample(PositionSide::Long, 100'100, 0.001)); // no way for longs
}

// Entries even over 1 % of ln(price): half of the way through their levels is half of them.
void TestLoadSampler::crossesCellsInPart()
{
    Rig rig;
    rig.take(100'000, 100'000 * std::exp(0.004), 100'000 * std::exp(0.004), 1e6);
    for (const double part : {0.1, 0.33, 0.5, 0.87}) {
        const double extreme = 100'000 * std::exp(0.004 - 0.01 - 0.004 * part);
        const auto sample = rig.sampler.sample(PositionSide::Long, extreme, 0.01);
        QVERIFY(std::abs(static_cast<double>(sample->crossed[0]) / 1e6 - part) < 0.003);
    }
}

void TestLoadSampler::tellsTheSameToBothSides()
{
    Rig rig;
    rig.take(100'000, 100'000, 100'000, 1e6);
    const auto longs = rig.sampler.sample(PositionSide::Long, 100'000 * std::exp(-0.015), 0.015);
    const auto shorts = rig.sampler.sample(PositionSide::Short, 100'000 * std::exp(0.015), 0.015);
    QVERIFY(isNear(longs->move, shorts->move, 1e-9));
    QVERIFY(isNear(static_cast<double>(longs->crossed[0]), static_cast<double>(shorts->crossed[0]), 1e-6));
}

void TestLoadSampler::forgetsWhatWasTouched()
{
    Rig rig;
    rig.take(100'000, 100'000, 100'000, 1e6);
    rig.take(98'900, 100'000, 100'000);
    const auto again = rig.sampler.sample(PositionSide::Long, 97'900, 0.021);
    QCOMPARE(again->crossed[0], 0.0F);
    QVERIFY(isNear(static_cast<double>(again->crossed[1]), 1e6, 1e-5));
}

void TestLoadSampler::measuresTheMoveTheRangeAndTheExtremes()
{
    Rig rig;
    rig.take(98'000, 100'500, 100'000);
    rig.take(99'000, 100'200, 100'000);
    const LevelBar next = bar(97'500, 100'100, 98'000, 0, rig.at);
    const auto sample = rig.sampler.sampleOf({&next, 1}, PositionSide::Long);
    QVERIFY(isNear(sample->move, std::log(100'000.0 / 97'500), 1e-9));
    QVERIFY(isNear(sample->range, std::log(100'100.0 / 97'500), 1e-9));
    QVERIFY(isNear(sample->openInterestUsd, 1000 * 100'000.0, 1e-9));
    QVERIFY(isNear(sample->beyond[0], std::log(99'000.0 / 97'500), 1e-9)); // of the last hour
    QVERIFY(isNear(sample->beyond[1], std::log(98'000.0 / 97'500), 1e-9)); // of the last two
    const auto shorts = rig.sampler.sampleOf({&next, 1}, PositionSide::Short);
    QCOMPARE(shorts->beyond[0], 0.0); // 100 200 was higher
}

void TestLoadSampler::leavesOutSmallMoves()
{
    Rig rig;
    rig.take(100'000, 100'000, 100'000);
    const LevelBar next = bar(99'960, 100'040, 100'000, 0, rig.at);
    QVERIFY(!rig.sampler.sampleOf({&next, 1}, PositionSide::Long));
}

void TestLoadSampler::addsUpGroups()
{
    LoadSampler sampler(twoLayers(), latticeOf("BTC"), 2, ExposureRules{true, 0});
    LevelBar both = bar(100'000, 100'000, 100'000, 1e6, Start);
    both.flows.push_back(both.flows.front());
    sampler.take({&both, 1});
    QVERIFY(isNear(static_cast<double>(sampler.sample(PositionSide::Short, 101'100, 0.01)->crossed[0]), 2e6, 1e-5));
}

void TestLoadSampler::takesAnHourOfMinutesAsOne()
{
    Rig whole;
    LoadSampler minutes(twoLayers(), latticeOf("BTC"), 1, ExposureRules{true, 0});
    std::vector<LevelBar> bars;
    for (int i = 0; i < 60; ++i) {
        bars.push_back(bar(99'900, 100'100, 100'000, 1e6 / 60, Start + i * MinuteMs));
        bars.back().lengthMs = MinuteMs;
    }
    whole.take(99'900, 100'100, 100'000, 1e6);
    minutes.take(bars);
    QCOMPARE(minutes.endMs(), whole.sampler.endMs());
    const auto one = whole.sampler.sample(PositionSide::Long, 99'000, 0.01);
    const auto many = minutes.sample(PositionSide::Long, 99'000, 0.01);
    QVERIFY(isNear(static_cast<double>(one->crossed[0]), static_cast<double>(many->crossed[0]), 1e-3));
    QCOMPARE(one->beyond, many->beyond);
}

QTEST_GUILESS_MAIN(TestLoadSampler)
#include "tst_loadsampler.moc"
