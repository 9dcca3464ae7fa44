#pragma once
#include "core/base/result.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <vector>

namespace isobar {

/// Plays a journal or a recording as fast as it goes and tells how things stood at its end. `assets` empty: those of
/// the recorded run.
Result<SnapshotPtr> replayedSnapshot(const std::string &file, const std::vector<std::string> &assets);

} // namespace isobar
