#pragma once
#include "core/base/result.h"
#include "core/snapshot/historyview.h"
#include "core/storage/historyreader.h"

namespace isobar {

/// Lines of the last `days` of an asset up to `toMs` (market time), from the local history: about 300 points each.
Result<HistoryViewPtr> readHistoryView(const HistoryReader &reader, const std::string &asset, int days, TimeMs toMs);

} // namespace isobar
