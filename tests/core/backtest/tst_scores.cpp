#include "core/backtest/pathscores.h"
#include "core/backtest/scores.h"
#include "tests/support/near.h"

#include <QTest>

#include <random>
#include <set>

using namespace isobar;

class TestScores : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ranksWithTies();
    void correlatesRanksWhateverTheScale();
    void takesAwayWhatIsGiven();
    void findsWhatIsLeftBesideTheGiven();
    void explainsDeviance();
    void measuresTheAreaUnderTheCurve();
    void scoresTheNormalPredictive();
    void drawsWholeBlocks();
    void findsHotPieces();
    void comparesWaysWithinBands();
};

void TestScores::ranksWithTies()
{
    QCOMPARE(ranksOf(std::vector{3.0, 1.0, 3.0, 2.0}), (std::vector{3.5, 1.0, 3.5, 2.0}));
}

void TestScores::correlatesRanksWhateverTheScale()
{
    const std::vector a{1.0, 2.0, 3.0, 4.0};
    QVERIFY(isNear(rankCorrelation(a, std::vector{1.0, 10.0, 100.0, 1e9}), 1, 1e-12));
    QVERIFY(isNear(rankCorrelation(a, std::vector{4.0, 3.0, 2.0, 1.0}), -1, 1e-12));
    QVERIFY(isNear(rankCorrelation(a, std::vector{2.0, 1.0, 4.0, 3.0}), 0.6, 1e-12));
    QCOMPARE(rankCorrelation(a, std::vector{5.0, 5.0, 5.0, 5.0}), 0.0);
}

void TestScores::takesAwayWhatIsGiven()
{
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    std::vector<double> a, b, given;
    for (int i = 0; i < 4000; ++i) {
        given.push_back(normal(random));
        a.push_back(given.back() + normal(random));
        b.push_back(given.back() + normal(random));
    }
    QVERIFY(rankCorrelation(a, b) > 0.4);
    QVERIFY(std::abs(partialRankCorrelation(a, b, std::vector<std::vector<double>>{given})) < 0.06);
    QCOMPARE(partialRankCorrelation(given, b, std::vector<std::vector<double>>{given}), 0.0);
    // Given twice is given once.
    QVERIFY(std::abs(partialRankCorrelation(a, b, std::vector<std::vector<double>>{given, given})
                - partialRankCorrelation(a, b, std::vector<std::vector<double>>{given}))
        < 1e-9);
}

void TestScores::findsWhatIsLeftBesideTheGiven()
{
    std::mt19937 random(2);
    std::normal_distribution<double> normal;
    std::vector<double> a, b, given;
    for (int i = 0; i < 4000; ++i) {
        const double common = normal(random);
        given.push_back(normal(random));
        a.push_back(std::exp(3 * given.back() + common));
        b.push_back(std::exp(-3 * given.back() + common));
    }
    QVERIFY(rankCorrelation(a, b) < -0.5);
    QVERIFY(partialRankCorrelation(a, b, std::vector<std::vector<double>>{given}) > 0.3);
}

void TestScores::explainsDeviance()
{
    const std::vector realised{1e6, 2e6, 0.0, 5e6};
    QVERIFY(isNear(explainedDeviance(realised, realised), 1, 1e-6));
    // One free scale.
    QVERIFY(isNear(explainedDeviance(std::vector{1e3, 2e3, 0.0, 5e3}, realised), 1, 1e-4));
    QVERIFY(std::abs(explainedDeviance(std::vector{1.0, 1.0, 1.0, 1.0}, realised)) < 1e-12);
    QVERIFY(explainedDeviance(std::vector{5.0, 1.0, 1.0, 0.1}, realised) < 0);
}

void TestScores::measuresTheAreaUnderTheCurve()
{
    const std::vector<bool> hot{false, true, true, false};
    QCOMPARE(areaUnderCurve(std::vector{0.0, 2.0, 3.0, 1.0}, hot), 1.0);
    QCOMPARE(areaUnderCurve(std::vector{3.0, 1.0, 0.0, 2.0}, hot), 0.0);
    QCOMPARE(areaUnderCurve(std::vector{1.0, 1.0, 1.0, 1.0}, hot), 0.5);
    QVERIFY(std::isnan(areaUnderCurve(std::vector{1.0, 2.0}, {true, true})));
}

void TestScores::scoresTheNormalPredictive()
{
    // At the centre of a standard normal: 2 / sqrt(2 pi) - 1 / sqrt(pi).
    QVERIFY(isNear(normalCrps(0, 0, 1), 0.2336950, 1e-6));
    QVERIFY(isNear(normalCrps(3, 1, 0), 2, 1e-12));
    QVERIFY(normalCrps(1, 0, 1) > normalCrps(0.5, 0, 1));
    QVERIFY(isNear(normalCrps(20, 0, 1), 20 - 1 / std::sqrt(std::acos(-1.0)), 1e-6));
}

void TestScores::drawsWholeBlocks()
{
    const std::vector<std::int64_t> blocks{7, 7, 7, 8, 9, 9};
    BlockBootstrap one(blocks, 5), other(blocks, 5);
    std::set<std::size_t> seen;
    for (int i = 0; i < 100; ++i) {
        const auto rows = one.draw();
        QCOMPARE(rows, other.draw());
        for (std::size_t k = 0; k < rows.size(); ++k) {
            seen.insert(rows[k]);
            if (rows[k] == 0)
                QVERIFY(rows[k + 1] == 1 && rows[k + 2] == 2);
            if (rows[k] == 4)
                QVERIFY(rows[k + 1] == 5);
        }
    }
    QCOMPARE(seen.size(), blocks.size());
}

void TestScores::findsHotPieces()
{
    ScoredPath path{0.001, {}, {}};
    for (int i = 0; i < 20; ++i) {
        path.realised.push_back(i == 7 || i == 8 ? 1e6 : 1e3 + i);
        path.expected.push_back(i == 7 || i == 8 ? 5 : 1);
    }
    QVERIFY(hotBinAuc({path}) > 0.7);
    for (double &expected : path.expected)
        expected = 1;
    QCOMPARE(hotBinAuc({path}), 0.5);
    QVERIFY(std::isnan(hotBinAuc({ScoredPath{0.001, {1, 2}, {1, 2}}})));
}

void TestScores::comparesWaysWithinBands()
{
    // Ways that are brighter all along are hotter; within a way the far half is brighter and colder.
    std::vector<ScoredPath> paths;
    for (int way = 1; way <= 12; ++way) {
        ScoredPath path{0.001, {}, {}};
        for (int piece = 0; piece < 10; ++piece) {
            path.expected.push_back(way * (piece < 5 ? 1 : 100));
            path.realised.push_back(way * (piece < 5 ? 100 : 1));
        }
        paths.push_back(path);
    }
    QVERIFY(isNear(brightness(paths), 1, 1e-9));
    paths.resize(5);
    QVERIFY(std::isnan(brightness(paths)));
}

QTEST_GUILESS_MAIN(TestScores)
#include "tst_scores.moc"
