#include "core/analytics/bulkrate.h"

#include "core/analytics/funding.h"
#include "core/analytics/fundinghistory.h"
#include "core/analytics/tolerance.h"
#include "core/analytics/validity.h"

namespace isobar {

std::optional<BulkRate> bulkRate(const BulkContract &contract, TimeMs marketMs)
{
    const Instrument &instrument = *contract.instrument;
    auto hours = contract.intervalHours();
    if (!hours && instrument.continuousFunding)
        hours = 8;
    if (!contract.rate || !hours || !(*hours > 0))
        return std::nullopt;
    BulkRate found;
    found.intervalHours = *hours;
    found.spot8h = per8h(*contract.rate, *hours);
    const RunningRate running{*contract.rate, *hours, contract.nextFundingMs(marketMs), instrument.continuousFunding};
    const SmoothedRate smoothed = smoothedRate(running, settledRates(contract.payments(), *hours), marketMs);
    found.smoothed8h = smoothed.rate8h;
    found.smoothedProvisional = smoothed.provisional;
    found.implausible = isImplausible(*contract.rate, instrument.fundingCap, instrument.fundingFloor);
    const auto usage = capUsage(*contract.rate, instrument.fundingCap, instrument.fundingFloor);
    found.capped = usage && atLeast(*usage, 0.98);
    return found;
}

} // namespace isobar
