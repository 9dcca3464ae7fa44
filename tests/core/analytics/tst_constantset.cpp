#include "core/analytics/constantset.h"
#include "tests/core/analytics/venues.h"
#include "tests/support/near.h"

#include <QtTest>

using namespace isobar;

// MODEL 8.1: an outage or a return alone fires nothing. The condition here: F >= 0.0003.
class TestConstantSet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isTheHeadlineWhileNothingHolds();
    void standsStillWhenAVenueLeaves();
    void standsStillWhenAVenueReturns();
    void followsRatesThatMove();
    void givesUpAfterEightHours();
    void followsTheStart();
    void waitsThroughLowConfidence();

private:
    double step(const std::vector<VenueInput> &venues, bool warmingUp = false);
    ConstantSet m_set;
    TimeMs m_now = 0;
    Aggregate m_aggregate;

private Q_SLOTS:
    void init();
};

namespace {

constexpr double Threshold = 0.0003;
std::vector<VenueInput> calmVenues()
{
    // One large venue holds the rest down: F = 0.4 x 0.0001 + 0.6 x 0.0004 = 0.00028.
    return {venueInput("a", 40, 0.0001), venueInput("b", 20, 0.0004), venueInput("c", 20, 0.0004),
        venueInput("d", 20, 0.0004)};
}

} // namespace

void TestConstantSet::init()
{
    m_set = {};
    m_now = 1'772'208'000'000;
}

double TestConstantSet::step(const std::vector<VenueInput> &venues, bool warmingUp)
{
    m_now += SecondMs;
    m_aggregate = evaluateAggregate(venues);
    return m_set.step(venues, m_aggregate, m_aggregate.rate8h >= Threshold, warmingUp, m_now);
}

void TestConstantSet::isTheHeadlineWhileNothingHolds()
{
    auto venues = calmVenues();
    NEAR(step(venues), 0.00028);
    venues[0] = venueInput("a", 40, 0.00012);
    NEAR(step(venues), m_aggregate.rate8h);
    venues.pop_back();
    NEAR(step(venues), m_aggregate.rate8h);
}

void TestConstantSet::standsStillWhenAVenueLeaves()
{
    auto venues = calmVenues();
    step(venues);
    venues.erase(venues.begin()); // after its 15 minutes of hold
    for (int i = 0; i < 100; ++i) {
        NEAR(step(venues), 0.00028);
        NEAR(m_aggregate.rate8h, 0.0004);
    }
}

void TestConstantSet::standsStillWhenAVenueReturns()
{
    std::vector<VenueInput> venues{
        venueInput("a", 40, 0.0001), venueInput("b", 30, 0.0002), venueInput("c", 30, 0.0003)};
    const double before = step(venues);
    venues.push_back(venueInput("d", 100, 0.001));
    for (int i = 0; i < 100; ++i)
        NEAR(step(venues), before);
    QVERIFY(m_aggregate.rate8h >= Threshold);
    venues.pop_back();
    NEAR(step(venues), before);
}

void TestConstantSet::followsRatesThatMove()
{
    auto venues = calmVenues();
    step(venues);
    venues.erase(venues.begin());
    step(venues);
    for (VenueInput &venue : venues)
        venue.contracts[0].smoothed8h = 0.0005;
    NEAR(step(venues), 0.4 * 0.0001 + 0.6 * 0.0005); // now the others moved, and that counts
}

void TestConstantSet::givesUpAfterEightHours()
{
    auto venues = calmVenues();
    step(venues);
    venues.erase(venues.begin());
    NEAR(step(venues), 0.00028);
    m_now += 8 * HourMs - SecondMs;
    NEAR(step(venues), 0.00028);
    NEAR(step(venues), 0.0004);
}

void TestConstantSet::followsTheStart()
{
    auto venues = calmVenues();
    const std::vector<VenueInput> first(venues.begin(), venues.begin() + 1);
    step(first); // one operator: low confidence
    NEAR(step(venues, true), 0.00028);
    venues.erase(venues.begin());
    NEAR(step(venues, true), 0.0004);
    NEAR(step(venues), 0.0004); // held before: part of the digest
}

void TestConstantSet::waitsThroughLowConfidence()
{
    const auto venues = calmVenues();
    step(venues);
    const std::vector<VenueInput> two(venues.begin(), venues.begin() + 2); // calm, but nothing to go by
    step(two);
    QVERIFY(m_aggregate.lowConfidence && m_aggregate.rate8h < Threshold);
    QCOMPARE(m_set.members.size(), std::size_t(4));
    NEAR(step(venues), 0.00028);
}

QTEST_GUILESS_MAIN(TestConstantSet)
#include "tst_constantset.moc"
