#pragma once
#include "core/trackrecord/ledgerlines.h"
#include "core/trackrecord/recordview.h"

#include <functional>
#include <span>
#include <vector>

namespace isobar {

/// The rules of MODEL 9.
struct MarkRules {
    TimeMs blockMs = 48 * HourMs;
    int draws = 400;
    std::size_t leastBlocks = 5; ///< below it resampling says nothing
    std::uint64_t seed = 9;
};

/// Marks of one source (live or backfill, of one asset) from its lines, in the order in which they were written. Slow:
/// for the pool.
RecordMarks marksOf(std::span<const RecordLine> lines, const MarkRules &rules = {});

/// What the chain ledger says of kappa.
TiltEvidence tiltOf(std::span<const RecordLine> lines);

/// The 90 % interval of a statistic of blocks: `statistic` gets the blocks that were drawn. Absent below the least
/// number of blocks.
std::optional<Interval> blockInterval(std::size_t blocks, const MarkRules &rules,
    const std::function<double(std::span<const std::size_t> drawn)> &statistic);

} // namespace isobar
