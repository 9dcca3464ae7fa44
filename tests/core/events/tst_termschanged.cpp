#include "core/events/termschanged.h"
#include "core/state/contractstate.h"
#include "tests/core/events/ruletest.h"

#include <QtTest>

using namespace isobar;

// INTERVAL_CHANGED by what a contract knows of its interval (MODEL 8.3): never by the default of its venue.
class TestTermsChanged : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tellsNothingOfTheFirstFrame();
    void tellsNothingAfterARestart();
    void tellsWhatChangedWhileItWasAway();
    void tellsTheSpacingOfSettlements();
    void quotesANewCapByTheLastKnownInterval();

private:
    /// The contract is new, as after a start: nothing was heard of it.
    void start();
    void hear(Payload payload);
    void settle(std::initializer_list<int> hours);
    std::vector<Event> step();

    TermsChanged m_rule;
    RuleMoment m_moment;
    std::optional<ContractState> m_contract;
    std::optional<double> m_cap;
};

namespace {

const TermsChangedPayload &payload(const Event &event) { return std::get<TermsChangedPayload>(event.payload); }

Funding funding(std::optional<double> intervalHours) { return {0.0001, intervalHours, {}, {}}; }

} // namespace

void TestTermsChanged::init()
{
    m_rule = {};
    m_moment = healthyMoment();
    m_cap = 0.015;
    start();
}

void TestTermsChanged::start()
{
    auto reference = std::make_shared<Reference>();
    reference->venue.id = "okx"; // eight hours by default
    Instrument instrument;
    instrument.symbol = "BTC-USDT-SWAP";
    reference->instruments.push_back(instrument);
    m_contract.emplace(reference, reference->instruments.front());
}

void TestTermsChanged::hear(Payload payload)
{
    m_contract->apply({{}, m_moment.transportMs, m_moment.marketMs, std::move(payload)});
}

void TestTermsChanged::settle(std::initializer_list<int> hours)
{
    for (const int hour : hours)
        hear(Settlement{0.0001, RuleStart + hour * HourMs});
}

std::vector<Event> TestTermsChanged::step()
{
    pass(m_moment, MinuteMs);
    TermsChangedInput input;
    static_cast<RuleMoment &>(input) = m_moment;
    input.contracts = {{"okx", "OKX", "BTC-USDT-SWAP", 0.0001, m_contract->statedIntervalHours(), m_cap}};
    return m_rule.step(input);
}

void TestTermsChanged::tellsNothingOfTheFirstFrame()
{
    QVERIFY(step().empty());
    hear(funding(4));
    QVERIFY(step().empty()); // it was four all along
    hear(funding(2));
    const auto told = step();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(payload(told.front()).oldValue, 4.0);
    QCOMPARE(payload(told.front()).newValue, 2.0);
}

void TestTermsChanged::tellsNothingAfterARestart()
{
    settle({-16, -8, 0});
    hear(funding(8));
    step();
    hear(funding(4));
    QVERIFY(isOne(step(), EventState::Entered));
    start();
    QVERIFY(step().empty()); // no frame yet: what was known stays known
    settle({-16, -8, 0});
    QVERIFY(step().empty()); // they were paid before the change
    hear(funding(4));
    QVERIFY(step().empty());
}

void TestTermsChanged::tellsWhatChangedWhileItWasAway()
{
    hear(funding(4));
    step();
    start();
    QVERIFY(step().empty());
    hear(funding(8));
    const auto told = step();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(payload(told.front()).oldValue, 4.0);
    QCOMPARE(payload(told.front()).newValue, 8.0);
}

void TestTermsChanged::tellsTheSpacingOfSettlements()
{
    hear(funding({}));
    settle({-24, -16, -8});
    QVERIFY(step().empty());
    settle({-4});
    QVERIFY(step().empty()); // once proves nothing
    settle({0});
    const auto told = step();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(payload(told.front()).oldValue, 8.0);
    QCOMPARE(payload(told.front()).newValue, 4.0);
}

void TestTermsChanged::quotesANewCapByTheLastKnownInterval()
{
    hear(funding(4));
    step();
    start();
    m_cap = 0.02;
    const auto told = step();
    QVERIFY(isOne(told, EventState::Entered));
    QCOMPARE(told.front().type, EventType::CapChanged);
    QCOMPARE(payload(told.front()).intervalHours, 4.0);
    QCOMPARE(payload(told.front()).contracts.front().after8h, std::optional(0.0002));
}

QTEST_GUILESS_MAIN(TestTermsChanged)
#include "tst_termschanged.moc"
