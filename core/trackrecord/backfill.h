#pragma once
#include "core/analytics/levels/assetfold.h"
#include "core/trackrecord/recordfacts.h"
#include "core/trackrecord/recordview.h"

namespace isobar {

/// What the ledgers of the past are made of: an own copy, for a job in the pool.
struct BackfillJob {
    std::string asset;
    std::vector<LevelBar> bars; ///< of the last 30 d, in order of time
    LevelModel model; ///< with the kernel of today
    double reportedScale = 0.15, coverage = 0.05;
    double volumeDayUsd = 0; ///< as of today: how deep the market was is not known of the past
    TimeMs writtenMs = 0; ///< market time of the beat
};

/// The ledgers as they would have been written over the past: touches, clusters and chains. Nobody publishes past
/// liquidations, so there are no loads; the kernel is that of today, so the levels knew a little of what came. All
/// lines say that they are a backfill.
std::vector<RecordLine> backfillLines(const BackfillJob &job);

} // namespace isobar
