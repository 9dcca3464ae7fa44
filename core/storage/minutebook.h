#pragma once
#include "core/storage/historyrows.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace isobar {

/// Sums what is live of each contract into minutes of market time: a bar of trades with the extremes of the mark, the
/// newest open interest, funding where it changed. A minute stays open for two minutes after its end (MODEL 12: late
/// data); what comes later is dropped and counted. Pure.
class MinuteBook {
public:
    /// What is not live (dated rows of a history) and not of these kinds is ignored.
    void take(const Observation &observation);
    /// Minutes that nothing can change any more, oldest first; they are forgotten here.
    std::vector<StoredMinute> close(TimeMs marketMs);
    /// Open minutes that changed since the last call.
    std::vector<StoredMinute> changed();
    /// All open minutes count as changed: what was handed out could not be kept.
    void changeAll();

    /// Trades, marks and values that came more than two minutes after their minute.
    std::uint64_t lateDropped() const { return m_lateDropped; }

private:
    struct Open {
        StoredBar bar;
        bool hasBar = false, isTraded = false, isChanged = false;
        TimeMs lastTradedMs = 0;
        std::optional<OpenInterest> openInterest;
        std::optional<Funding> funding; // as known by then
        std::optional<double> premium;
    };
    struct Contract {
        Funding funding; // what its frames told, put together
        bool hasTrades = false; // a minute without a trade then has no volume, rather than an unknown one
    };
    using Key = std::pair<TimeMs, InstrumentId>; // minute first: the oldest are closed first
    friend struct TakeLive;

    Open *open(InstrumentId instrument, TimeMs timeMs);
    void addTraded(InstrumentId instrument, const TradeSecond &traded);
    void touchMark(InstrumentId instrument, TimeMs timeMs, const Mark &mark);
    StoredMinute rowOf(const Key &key, const Open &open) const;

    std::map<Key, Open> m_open;
    std::map<InstrumentId, Contract> m_contracts;
    TimeMs m_closedMs = 0; // minutes that end by then are closed
    std::uint64_t m_lateDropped = 0;
};

} // namespace isobar
