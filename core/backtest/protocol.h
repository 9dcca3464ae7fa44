#pragma once
#include "core/backtest/fittedmodels.h"
#include "core/backtest/historycsv.h"
#include "core/backtest/scores.h"
#include "core/levelgrid/lattice.h"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// The rules of MODEL 11.
struct Protocol {
    TimeMs warmUpMs = 240 * HourMs; ///< not scored: the map is young
    double fitShare = 0.6; ///< of the bars of the file that is fitted on
    TimeMs blockMs = 48 * HourMs; ///< of the bootstrap
    int draws = 400;
};

/// A method's marks on one file and side. NaN: nothing could be scored.
struct MethodScore {
    std::string method;
    PositionSide side = PositionSide::Long;
    int n = 0; ///< hours
    double partialRho = 0;
    Interval partialRhoInterval; ///< 95 %
    Interval aboveFreshness, aboveNaive; ///< of the difference to that method's, 95 %
    double deviance = 0; ///< explained, after one free scale
    double withinThree = 0; ///< share with realised / expected in 1/3..3, after that scale
    double hotBinAuc = 0, brightness = 0;
    double coverage50 = 0, coverage80 = 0; ///< of the predictive's middle 50 and 80 %
    double crps = 0; ///< of ln USD
};

/// Touch probabilities (MODEL 6) against what happened.
struct TouchScore {
    int horizonHours = 0;
    int n = 0;
    double brierSkill = 0; ///< against the rate of all
    double skillByDistance = 0; ///< against the rate of each distance, as it came out in this file
    double calibrationError = 0; ///< ECE over ten bins
};

struct FileScore {
    std::vector<MethodScore> methods; ///< side by side for each
    std::vector<TouchScore> touch;
};

/// Told now and then: the share that is done, 0..1.
using Progress = std::function<void(double)>;

/// Fits on the first part of a file. `fittedMs` of the load model: where that part ends.
FittedModels fitOn(const HistoryFile &file, const Lattice &lattice, const Protocol &protocol);

/// Scores all methods on the hours from `fromMs` on (absent: all after the warm-up).
FileScore scoreFile(const HistoryFile &file, const FittedModels &models, const Lattice &lattice,
    const Protocol &protocol, std::optional<TimeMs> fromMs, const Progress &progress);

} // namespace isobar
