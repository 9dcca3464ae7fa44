#include "core/market/squeezeparts.h"

#include <QtTest>

using namespace isobar;

namespace {

SqueezeParts partsOf(PositionSide crowd, TimeMs funding, TimeMs openInterest, TimeMs cluster)
{
    SqueezeParts parts;
    parts.crowd = crowd;
    parts.funding.isPresent = funding > 0;
    parts.funding.sinceMs = funding;
    parts.openInterest.isPresent = openInterest > 0;
    parts.openInterest.sinceMs = openInterest;
    parts.cluster.isPresent = cluster > 0;
    parts.cluster.sinceMs = cluster;
    return parts;
}

} // namespace

class TestSqueezeParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsStepsAndTheMomentOfTheYoungest()
    {
        QCOMPARE(partsOf(PositionSide::Long, 0, 0, 0).steps(), 0);
        QCOMPARE(partsOf(PositionSide::Long, 0, 0, 0).sinceMs(), TimeMs{0});
        const SqueezeParts two = partsOf(PositionSide::Long, 300, 0, 200);
        QCOMPARE(two.steps(), 2);
        QCOMPARE(two.sinceMs(), TimeMs{300});
        QCOMPARE(partsOf(PositionSide::Long, 300, 400, 200).steps(), SqueezeParts::Steps);
    }

    void theCrowdThatPaysExtremesLeadsWhateverTheOtherHas()
    {
        const SqueezeParts longs = partsOf(PositionSide::Long, 10, 0, 0);
        const SqueezeParts shorts = partsOf(PositionSide::Short, 0, 10, 10);
        QCOMPARE(leadingSqueeze(longs, shorts, Crowd::Short).crowd, PositionSide::Long);
    }

    void thenTheCrowdOfTheRegimeThenStepsThenWhoPays()
    {
        SqueezeParts longs = partsOf(PositionSide::Long, 0, 10, 0);
        SqueezeParts shorts = partsOf(PositionSide::Short, 0, 10, 10);
        QCOMPARE(leadingSqueeze(longs, shorts, Crowd::Long).crowd, PositionSide::Long);
        QCOMPARE(leadingSqueeze(longs, shorts, Crowd::None).crowd, PositionSide::Short);
        shorts.cluster = {};
        longs.funding.rate8h = shorts.funding.rate8h = 0.0001;
        QCOMPARE(leadingSqueeze(longs, shorts, Crowd::None).crowd, PositionSide::Long);
        longs.funding.rate8h = shorts.funding.rate8h = -0.00001;
        QCOMPARE(leadingSqueeze(longs, shorts, Crowd::None).crowd, PositionSide::Short);
    }

    void theRatioIsOfTheCrowdThatPays()
    {
        SqueezeParts::Funding funding;
        QVERIFY(!funding.ratio(PositionSide::Long));
        funding.rate8h = -0.00007267;
        funding.baseline8h = 0.000035;
        QVERIFY(std::abs(*funding.ratio(PositionSide::Short) - 2.0763) < 1e-3); // MODEL 10.3
        QVERIFY(!funding.ratio(PositionSide::Long));
    }

    void moreStepsStandAheadThenTheOlder()
    {
        const SqueezeParts three = partsOf(PositionSide::Long, 30, 30, 30), old = partsOf(PositionSide::Short, 0, 5, 5),
                           young = partsOf(PositionSide::Long, 0, 5, 9);
        QVERIFY(isAheadInSqueeze(three, old));
        QVERIFY(isAheadInSqueeze(old, young));
        QVERIFY(!isAheadInSqueeze(young, old));
        QVERIFY(!isAheadInSqueeze(old, old));
    }
};

QTEST_GUILESS_MAIN(TestSqueezeParts)
#include "tst_squeezeparts.moc"
