#pragma once
#include "core/backtest/hourlyhistory.h"
#include "core/backtest/protocol.h"

#include <vector>

namespace isobar {

/// Scores touch probabilities every four hours from `fromMs` on, at 0.5, 1, 2, 3, 5 and 8 % to both sides, for 4 and
/// 24 h (MODEL 9).
std::vector<TouchScore> scoreTouch(const HourlyHistory &history, TimeMs fromMs);

} // namespace isobar
