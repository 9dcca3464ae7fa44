#pragma once
#include "core/analytics/levels/levelflow.h"
#include "core/analytics/levels/listeninglog.h"
#include "core/analytics/levels/loadmodel.h"
#include "core/levelgrid/lattice.h"
#include "core/state/liquidationlog.h"

#include <memory>
#include <optional>
#include <vector>

namespace isobar {

/// One hour in which open interest fell by more than 2 %, and how much of the fall the feeds reported (MODEL 3.8).
struct ReportedFall {
    TimeMs openMs = 0;
    double share = 0;
    bool operator==(const ReportedFall &) const = default;
};

/// What is remembered from fit to fit, as long as it is fitted on: 60 d.
struct KernelMemory {
    static constexpr TimeMs KeptMs = 60 * DayMs;
    std::vector<LoadSample> samples; ///< ascending
    std::vector<ReportedFall> falls; ///< ascending
    TimeMs untilMs = 0; ///< hours before it are in there
};

/// Everything that is learned from: an own copy, for a job in the pool.
struct KernelJob {
    std::vector<LevelBar> bars; ///< the last 30 d, in order of time
    std::vector<LiquidationMinute> liquidations; ///< ascending
    std::vector<HeardSpan> heard; ///< when they were listened to
    std::shared_ptr<const KernelMemory> memory; ///< null: none
    Lattice lattice;
    double maintenanceRate = PriorMaintenanceRate; ///< for the shift by funding
    PriorRates priorRates = evenRates(PriorMaintenanceRate);
    std::vector<double> coverage; ///< of the feeds, by venue group
    double coverageOfAll = 0; ///< of all groups together
};

/// What was learned.
struct KernelRun {
    LoadModel model; ///< for exposures that count with their feed's coverage
    std::shared_ptr<const KernelMemory> memory;
    double feedCoverage = 0; ///< KernelJob::coverageOfAll: what the kernel's weights are multiplied with in a map
    /// cov of the asset: reported / fall of open interest; absent below 20 falls.
    std::optional<double> reportedShare;
};

/// Samples the new hours that were listened to, ten days after the first bar at the earliest, and fits on all that is
/// remembered.
KernelRun learnKernel(const KernelJob &job);

} // namespace isobar
