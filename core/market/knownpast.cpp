#include "core/market/knownpast.h"

#include <map>

namespace isobar {

TimeRanges knownTimes(std::span<const HistoryReach> reaches, HistoryKind kind, TimeMs stepMs)
{
    std::map<TimeMs, TimeRanges> bySteps; // pieces of one step join before they are cut to whole larger ones
    for (const HistoryReach &each : reaches) {
        const TimeMs step = kind == HistoryKind::Funding ? stepMs : each.stepMs; // settlements have no step
        if (each.kind == kind && step > 0 && step <= stepMs && stepMs % step == 0)
            bySteps[step].add({each.fromMs, each.toMs});
    }
    TimeRanges known;
    for (const auto &[step, times] : bySteps)
        known.add(step == stepMs ? times : times.inWholeSteps(stepMs));
    return known;
}

} // namespace isobar
