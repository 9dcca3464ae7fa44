#pragma once
#include "core/market/knownpast.h"
#include "core/market/streamitem.h"
#include "core/storage/historyreader.h"

#include <string>
#include <vector>

namespace isobar {

/// The moment at which the past is read: rows are told as of it.
struct PastMoment {
    TimeMs transportMs = 0, marketMs = 0;
};

/// What the engine and the feed need of the local history before anything else; read in a moment.
struct PastStart {
    std::vector<StoredContract> contracts; ///< of the assets, in their order; instruments are interned
    KnownHistory known;
    PastPtr past; ///< settlements, liquidations, events that went on
};
Result<PastStart> readPastStart(const HistoryReader &reader, const std::vector<std::string> &assets,
    InstrumentNames &names, const PastMoment &moment);

/// Bars and open interest of a contract in `span`, as the engine keeps them: bars of five minutes (where the venue told
/// none, made of ours), of one minute for the last hours, open interest every five minutes. Newest first. What is
/// missing stays missing.
Result<PastPtr> readPastSeries(
    const HistoryReader &reader, const StoredContract &contract, const HistorySpan &span, const PastMoment &moment);
/// How far back bars and open interest are known whole, for the engine.
std::vector<Observation> pastReaches(const StoredContract &contract, const KnownPast &known, const PastMoment &moment);

} // namespace isobar
