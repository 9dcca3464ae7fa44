#pragma once
#include "core/base/result.h"
#include "core/storage/historyreader.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace isobar {

/// A window of the local history to be made a journal.
struct HistoryJournalWish {
    std::vector<std::string> assets;
    TimeMs fromMs = 0, toMs = 0; ///< market time; the month before is given as what was known then
    std::map<std::string, VenueTraits> venues; ///< by id
    std::string path; ///< of the journal; must not exist
};

/// Writes a window of the local history as a journal, so that it can be played like one: minute by minute, each with
/// what was known at its end and nothing of later. It runs on a clock of its own, a market minute a second. `progress`
/// is told the share done, 0..1.
Result<void> writeHistoryJournal(
    const HistoryReader &reader, const HistoryJournalWish &wish, const std::function<void(double)> &progress);

} // namespace isobar
