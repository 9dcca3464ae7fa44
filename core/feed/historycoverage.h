#pragma once
#include "core/base/timeranges.h"
#include "core/market/knownpast.h"
#include "core/venues/venue.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace isobar {

/// What of the past of each contract is known, so that only the rest is asked for: what the local history holds, what
/// the venue told, and what was heard live. Pure: market time is an argument.
class HistoryCoverage {
public:
    void know(const KnownHistory &known);
    /// The contract is heard live from now on (nothing changes when it was already).
    void heard(InstrumentId instrument, TimeMs marketMs);
    /// Nothing was heard since then: of any contract, or of one.
    void lost(TimeMs sinceMs);
    void lost(InstrumentId instrument, TimeMs sinceMs);

    /// What of `wish` is neither known nor asked for already, newest first, in whole steps; it counts as asked for.
    std::vector<HistoryRange> ask(InstrumentId instrument, const HistoryRange &wish);
    /// The answer to one of these; not whole: it may be asked for again.
    void came(InstrumentId instrument, const HistoryRange &range, bool isWhole);
    /// Nothing is on its way any more.
    void forgetAsked();

private:
    using Key = std::pair<HistoryKind, TimeMs>; // kind and step
    struct Contract {
        std::vector<HistoryReach> known;
        std::map<Key, TimeRanges> asked;
        TimeRanges heard; // live, of all kinds
        std::optional<TimeMs> heardSinceMs;
    };
    static TimeRanges heardOf(const Contract &contract, TimeMs toMs);

    std::map<InstrumentId, Contract> m_contracts;
};

} // namespace isobar
