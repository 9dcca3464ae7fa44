#pragma once
#include "core/analytics/levels/levelflow.h"
#include "core/backtest/historycsv.h"

#include <vector>

namespace isobar {

/// What the exposure model is fed with (MODEL 3.2) from historical bars: one venue group; hours that are missing are
/// bars without a price. As many bars as there are steps from the first to the last; `source`: for each the bar of the
/// file, -1 where it is missing.
struct HistoryFlow {
    std::vector<LevelBar> bars;
    std::vector<int> source;
};
HistoryFlow historyFlow(const HistoryFile &file);

} // namespace isobar
