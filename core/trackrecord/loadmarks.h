#pragma once
#include "core/trackrecord/marks.h"

namespace isobar {

/// Marks of the load ledger. `side` absent: both together.
LoadMarks loadMarksOf(
    std::span<const RecordLine> lines, const std::optional<PositionSide> &side, const MarkRules &rules);

} // namespace isobar
