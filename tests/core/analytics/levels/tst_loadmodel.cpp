#include "core/analytics/levels/loadmodel.h"
#include "core/analytics/levels/priorkernel.h"
#include "tests/support/near.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace isobar;

namespace {

/// Hours in which some of the first two layers is crossed, and the prints follow them.
std::vector<LoadSample> hours(int count, double firstWeight, double secondWeight, double perRange = 0)
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> amount(0, 1e8), way(0.001, 0.02);
    const std::size_t layers = learnableLayers().size();
    std::vector<LoadSample> samples;
    for (int i = 0; i < count; ++i) {
        LoadSample sample;
        sample.openMs = i * HourMs;
        sample.side = i % 2 == 0 ? PositionSide::Long : PositionSide::Short;
        sample.move = sample.range = way(random);
        sample.openInterestUsd = 8e9;
        sample.crossed.resize(layers);
        sample.crossed[0] = static_cast<float>(amount(random));
        sample.crossed[4] = static_cast<float>(amount(random));
        sample.printedUsd = firstWeight * static_cast<double>(sample.crossed[0])
            + secondWeight * static_cast<double>(sample.crossed[4]) + perRange * sample.openInterestUsd * sample.range;
        samples.push_back(sample);
    }
    return samples;
}

double sum(const std::vector<double> &values) { return std::accumulate(values.begin(), values.end(), 0.0); }

} // namespace

class TestLoadModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spreadsThePriorOverTheLayers();
    void isThePriorWithoutHours();
    void learnsWhichLayersPrint();
    void blendsWithThePriorByTheNumberOfHours();
    void keepsThePriorWhereNothingWasCrossed();
    void findsTheWayBesideTheMap();
    void learnsSidesApart();
};

void TestLoadModel::spreadsThePriorOverTheLayers()
{
    const auto weights = priorWeights(learnableLayers());
    QCOMPARE(weights.size(), learnableLayers().size());
    QVERIFY(isNear(sum(weights), 1, 1e-9));
    for (const double weight : weights)
        QVERIFY(weight > 0);
    // 100x lies at 0.504 %, 50x at 1.519 %, 3x at 40.04 %; a tenth is spread over all twelve.
    QVERIFY(isNear(weights[0], 0.9 * 0.08 + 0.1 / 12, 1e-9));
    QVERIFY(isNear(weights[2], 0.9 * 0.14 + 0.1 / 12, 1e-9));
    QVERIFY(isNear(weights[11], 0.9 * 0.06 + 0.1 / 12, 1e-9));
}

void TestLoadModel::isThePriorWithoutHours()
{
    const LoadModel model = fitLoadModel({}, learnableLayers(), 5);
    QCOMPARE(model.hours, (std::array{0, 0}));
    QCOMPARE(model.fittedMs, TimeMs{5});
    const auto weights = priorWeights(learnableLayers());
    for (std::size_t k = 0; k < weights.size(); ++k)
        QVERIFY(isNear(model.kernel.layers[k].weightLong, PriorReportedScale * weights[k], 1e-9));
}

void TestLoadModel::learnsWhichLayersPrint()
{
    const LoadModel model = fitLoadModel(hours(20'000, 0.02, 0.005), learnableLayers(), 0);
    QVERIFY(isNear(model.kernel.layers[0].weightLong, 0.02, 0.06));
    QVERIFY(isNear(model.kernel.layers[4].weightLong, 0.005, 0.06));
    QCOMPARE(model.hours[0], 10'000);
}

// (n fit + 200 prior) / (n + 200), the prior scaled to what was printed.
void TestLoadModel::blendsWithThePriorByTheNumberOfHours()
{
    const double all = fitLoadModel(hours(40'000, 0.02, 0), learnableLayers(), 0).kernel.layers[0].weightLong;
    const double few = fitLoadModel(hours(400, 0.02, 0), learnableLayers(), 0).kernel.layers[0].weightLong;
    const auto prior = priorWeights(learnableLayers());
    double crossed = 0, printed = 0;
    for (const LoadSample &sample : hours(400, 0.02, 0)) {
        if (sample.side != PositionSide::Long)
            continue;
        crossed +=
            prior[0] * static_cast<double>(sample.crossed[0]) + prior[4] * static_cast<double>(sample.crossed[4]);
        printed += sample.printedUsd;
    }
    QVERIFY(isNear(all, 0.02, 0.02));
    QVERIFY2(isNear(few, (0.02 + prior[0] * printed / crossed) / 2, 0.02), qPrintable(QString::number(few)));
}

void TestLoadModel::keepsThePriorWhereNothingWasCrossed()
{
    const auto samples = hours(20'000, 0.02, 0.005);
    double crossed = 0, printed = 0;
    const auto prior = priorWeights(learnableLayers());
    for (const LoadSample &sample : samples) {
        if (sample.side != PositionSide::Long)
            continue;
        crossed +=
            prior[0] * static_cast<double>(sample.crossed[0]) + prior[4] * static_cast<double>(sample.crossed[4]);
        printed += sample.printedUsd;
    }
    const LoadModel model = fitLoadModel(samples, learnableLayers(), 0);
    QVERIFY(isNear(model.kernel.layers[11].weightLong, prior[11] * printed / crossed, 1e-6));
}

void TestLoadModel::findsTheWayBesideTheMap()
{
    const auto samples = hours(20'000, 0.02, 0, 0.01);
    const LoadModel model = fitLoadModel(samples, learnableLayers(), 0);
    double map = 0, load = 0, printed = 0;
    for (const LoadSample &sample : samples) {
        map += model.mapUsd(sample);
        load += model.loadUsd(sample);
        printed += sample.printedUsd;
    }
    QVERIFY(isNear(load, printed, 0.01));
    QVERIFY(map < 0.75 * printed);
}

void TestLoadModel::learnsSidesApart()
{
    auto samples = hours(20'000, 0.02, 0);
    for (LoadSample &sample : samples)
        sample.printedUsd *= sample.side == PositionSide::Long ? 1 : 0.25;
    const LoadModel model = fitLoadModel(samples, learnableLayers(), 0);
    QVERIFY(isNear(model.kernel.layers[0].weightLong, 4 * model.kernel.layers[0].weightShort, 0.02));
}

QTEST_GUILESS_MAIN(TestLoadModel)
#include "tst_loadmodel.moc"
