#include "core/analytics/contractfindings.h"

#include <QtTest>

using namespace isobar;

namespace {

ContractFindings findingsOf(std::optional<double> intervalHours, bool continuous, double rate)
{
    auto reference = std::make_shared<Reference>();
    Instrument instrument;
    instrument.venue = "v";
    instrument.symbol = "S";
    instrument.continuousFunding = continuous;
    instrument.intervalHours = intervalHours;
    reference->venue.hasDefaultInterval = false;
    reference->instruments = {instrument};
    auto state = std::make_shared<ContractState>(reference, reference->instruments[0]);
    Funding funding;
    funding.rate = rate;
    state->apply({instrument.id, 1000, 1000, funding});
    return ContractAnalysis().evaluate(state, 1000, 1000, 0, false, false);
}

} // namespace

class TestContractFindings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Paradex quotes continuous funding for periods of 1, 4, 8 and 24 h, Deribit for 8 h.
    void comparesContinuousFundingPerEightHours()
    {
        QCOMPARE(findingsOf(1.0, true, 0.0001).spot8h, std::optional(0.0008));
        QCOMPARE(findingsOf(4.0, true, 0.0001).spot8h, std::optional(0.0002));
        QCOMPARE(findingsOf(8.0, true, 0.0001).spot8h, std::optional(0.0001));
        QCOMPARE(findingsOf({}, true, 0.0001).spot8h, std::optional(0.0001));
        QVERIFY(!findingsOf({}, false, 0.0001).spot8h);
        QVERIFY(!findingsOf(1.0, true, 0.0001).nextFundingMs);
    }
};

QTEST_GUILESS_MAIN(TestContractFindings)
#include "tst_contractfindings.moc"
