#pragma once
#include "core/backtest/hourlyhistory.h"
#include "core/backtest/loadmethod.h"
#include "core/backtest/pathscores.h"
#include "core/backtest/protocol.h"

#include <vector>

namespace isobar {

/// One scored hour of one side.
struct ScoredHour {
    TimeMs openMs = 0;
    double move = 0, pastDayUsd = 0, openInterestUsd = 0; ///< what is given
    double printedUsd = 0;
    std::vector<double> expected; ///< by method
    bool isCounted = true; ///< false: only for the predictive's memory
};

/// Everything that was expected and came on one side, hour by hour, and along ways of a day.
struct ScoredSide {
    std::vector<ScoredHour> hours;
    std::vector<std::vector<ScoredPath>> paths; ///< by method
};

/// Runs all methods over a file. Hours from `countFromMs` on count, those from `fromMs` on are kept.
std::array<ScoredSide, 2> runMethods(const HourlyHistory &history, const FittedModels &models, const Lattice &lattice,
    TimeMs fromMs, TimeMs countFromMs, const Progress &progress);

} // namespace isobar
