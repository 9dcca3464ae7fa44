#include "core/events/listing.h"
#include "core/events/termschanged.h"
#include "tests/core/events/recomputecheck.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

using namespace isobar;

// INTERVAL_CHANGED, CAP_CHANGED, LISTED and DELISTED (MODEL 8.3).
class TestTermsAndListings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tellsAShorterInterval();
    void matters_data();
    void matters();
    void tellsANewCapAsALogLine();
    void putsContractsOfAVenueTogether();
    void doesNotTakeTheUnknownForAChange();
    void coolsDownPerVenueAndType();
    void tellsWhatIsListed();
    void tellsWhatIsGone();
    void waitsForTwoPolls();
    void doesNotBelieveAHalfEmptyCatalogue();

private:
    std::vector<Event> stepTerms(TimeMs after = MinuteMs);
    void refer(const std::vector<std::string> &symbols);
    std::vector<Event> beat(TimeMs after = MinuteMs);
    TermsChanged m_terms;
    TermsChangedInput m_input;
    MarketState m_market;
    Listing m_listing;
    Beat m_beat;
};

namespace {

const TermsChangedPayload &payload(const Event &event) { return std::get<TermsChangedPayload>(event.payload); }

} // namespace

void TestTermsAndListings::init()
{
    m_terms = {};
    m_input = {};
    static_cast<RuleMoment &>(m_input) = healthyMoment();
    m_input.contracts = {
        {"bybit", "Bybit", "BTCUSDT", 0.0004, 8.0, 0.02}, {"okx", "OKX", "BTC-USDT", 0.0001, 8.0, 0.015}};
    stepTerms();
    m_market = {};
    m_listing = {};
    m_beat = {RuleStart, RuleStart};
}

std::vector<Event> TestTermsAndListings::stepTerms(TimeMs after)
{
    pass(m_input, after);
    return m_terms.step(m_input);
}

void TestTermsAndListings::tellsAShorterInterval()
{
    QVERIFY(stepTerms().empty());
    m_input.contracts[0].intervalHours = 4;
    const auto told = stepTerms();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(told.front().type, EventType::IntervalChanged);
    QCOMPARE(told.front().priority, Priority::P3);
    QCOMPARE(told.front().subject, std::string("bybit"));
    QVERIFY(!told.front().heldAtStart);
    const TermsChangedPayload &p = payload(told.front());
    QCOMPARE(p.oldValue, 8.0);
    QCOMPARE(p.newValue, 4.0);
    QCOMPARE(p.sinceMs, m_input.marketMs);
    QCOMPARE(p.contracts.front().before8h, std::optional(0.0004));
    QCOMPARE(p.contracts.front().after8h, std::optional(0.0008));
    QVERIFY2(recomputeDifference(told.front()).isEmpty(), qPrintable(recomputeDifference(told.front())));
    QVERIFY(stepTerms().empty());
}

void TestTermsAndListings::matters_data()
{
    QTest::addColumn<bool>("extreme");
    QTest::addColumn<bool>("held");
    QTest::addColumn<int>("priority");
    QTest::newRow("calm") << false << false << 3;
    QTest::newRow("capped or extreme") << true << false << 2;
    QTest::newRow("held") << false << true << 2;
}

void TestTermsAndListings::matters()
{
    QFETCH(bool, extreme);
    QFETCH(bool, held);
    QFETCH(int, priority);
    m_input.isCappedOrExtreme = extreme;
    m_input.userHolds["bybit"] = held;
    m_input.contracts[0].intervalHours = 1;
    QCOMPARE(static_cast<int>(stepTerms().front().priority), priority);
}

void TestTermsAndListings::tellsANewCapAsALogLine()
{
    m_input.contracts[1].cap = 0.03;
    m_input.isCappedOrExtreme = true;
    const auto told = stepTerms();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(told.front().type, EventType::CapChanged);
    QCOMPARE(told.front().priority, Priority::P4);
    QCOMPARE(payload(told.front()).oldValue, 0.015);
    QVERIFY2(recomputeDifference(told.front()).isEmpty(), qPrintable(recomputeDifference(told.front())));
}

void TestTermsAndListings::putsContractsOfAVenueTogether()
{
    m_input.contracts.push_back({"bybit", "Bybit", "BTCPERP", 0.0002, 8.0, 0.02});
    stepTerms();
    m_input.contracts[0].intervalHours = m_input.contracts[2].intervalHours = 4;
    const auto told = stepTerms();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(payload(told.front()).contracts.size(), std::size_t(2));
}

void TestTermsAndListings::doesNotTakeTheUnknownForAChange()
{
    m_input.contracts[0].intervalHours.reset();
    m_input.contracts[1].cap.reset();
    QVERIFY(stepTerms().empty());
    m_input.contracts[0].intervalHours = 8;
    m_input.contracts[1].cap = 0.015;
    QVERIFY(stepTerms().empty());
    m_input.contracts.push_back({"kraken", "Kraken", "PF_XBTUSD", 0.00001, 1.0, {}}); // it is new, not changed
    QVERIFY(stepTerms().empty());
}

void TestTermsAndListings::coolsDownPerVenueAndType()
{
    m_input.contracts[0].intervalHours = 4;
    QVERIFY(isOne(stepTerms(), EventState::Entered));
    m_input.contracts[0].intervalHours = 8;
    QVERIFY(stepTerms().empty()); // within the hour
    m_input.contracts[0].cap = 0.01;
    QVERIFY(isOne(stepTerms(), EventState::Entered));
    m_input.contracts[1].intervalHours = 4;
    QVERIFY(isOne(stepTerms(), EventState::Entered));
    m_input.contracts[0].intervalHours = 4;
    QVERIFY(isOne(stepTerms(HourMs), EventState::Entered));
}

void TestTermsAndListings::refer(const std::vector<std::string> &symbols)
{
    auto reference = std::make_shared<Reference>();
    reference->venue.id = "bybit";
    reference->venue.shortName = "Bybit";
    std::uint32_t id = 1;
    for (const std::string &symbol : symbols) {
        Instrument instrument;
        instrument.id = {id++};
        instrument.symbol = symbol;
        instrument.asset = symbol.substr(0, symbol.find("USDT"));
        instrument.quote = "USDT";
        reference->instruments.push_back(instrument);
    }
    m_market.apply(ReferencePtr(reference));
}

std::vector<Event> TestTermsAndListings::beat(TimeMs after)
{
    m_beat.transportMs += after;
    m_beat.marketMs += after;
    m_market.apply(m_beat);
    return m_listing.step(m_market);
}

void TestTermsAndListings::tellsWhatIsListed()
{
    refer({"BTCUSDT", "ETHUSDT"});
    QVERIFY(beat().empty());
    QVERIFY(beat(3 * HourMs).empty()); // the first catalogue is the beginning
    refer({"BTCUSDT", "ETHUSDT", "NEWUSDT"});
    QVERIFY(beat().empty());
    QVERIFY(beat(HourMs).empty()); // once is no proof, however old
    refer({"BTCUSDT", "ETHUSDT", "NEWUSDT"});
    const auto told = beat();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(told.front().type, EventType::Listed);
    QCOMPARE(told.front().priority, Priority::P4);
    QCOMPARE(told.front().asset, std::string("NEW"));
    QCOMPARE(std::get<ListingPayload>(told.front().payload).contract, std::string("NEWUSDT"));
    QVERIFY(recomputeDifference(told.front()).isEmpty());
    QVERIFY(beat(3 * HourMs).empty());
}

void TestTermsAndListings::tellsWhatIsGone()
{
    refer({"BTCUSDT", "ETHUSDT", "OLDUSDT"});
    beat();
    m_market.apply(Observation{{3}, m_beat.transportMs, m_beat.marketMs, Mark{2.0, 2.0}});
    m_market.apply(Observation{{3}, m_beat.transportMs, m_beat.marketMs, OpenInterest{1e6, {}, {}}});
    QVERIFY(beat(10 * MinuteMs).empty());
    refer({"BTCUSDT", "ETHUSDT"});
    QVERIFY(beat(HourMs).empty());
    refer({"BTCUSDT", "ETHUSDT"});
    const auto told = beat();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(told.front().type, EventType::Delisted);
    QCOMPARE(told.front().asset, std::string("OLD"));
    QCOMPARE(std::get<ListingPayload>(told.front().payload).openInterestUsd, std::optional(2e6));
    QVERIFY(beat(DayMs).empty());
}

void TestTermsAndListings::waitsForTwoPolls()
{
    refer({"BTCUSDT", "ETHUSDT", "XRPUSDT"});
    beat();
    refer({"BTCUSDT", "ETHUSDT"});
    beat(HourMs);
    for (int poll = 0; poll < 3; ++poll) {
        refer({"BTCUSDT", "ETHUSDT", "XRPUSDT"}); // back at the next poll
        QVERIFY(beat(HourMs).empty());
    }
    QVERIFY(beat(DayMs).empty());
}

void TestTermsAndListings::doesNotBelieveAHalfEmptyCatalogue()
{
    refer({"BTCUSDT", "ETHUSDT", "XRPUSDT"});
    beat();
    for (int poll = 0; poll < 3; ++poll) {
        refer({"BTCUSDT"});
        QVERIFY(beat(HourMs).empty());
    }
}

QTEST_GUILESS_MAIN(TestTermsAndListings)
#include "tst_termsandlistings.moc"
