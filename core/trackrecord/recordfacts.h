#pragma once
#include "core/analytics/levels/levelflow.h"
#include "core/backtest/fittedmodels.h"
#include "core/levelgrid/assetchains.h"
#include "core/levelgrid/cluster.h"
#include "core/market/event.h"
#include "core/trackrecord/heardliquidations.h"
#include "core/trackrecord/ledgerlines.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace isobar {

/// What loads are expected with.
struct RecordModel {
    LoadModel load;
    double scale = 1; ///< what it is multiplied with to be expected prints (MODEL 3.4)
    KernelQuality quality = KernelQuality::Prior;
    bool operator==(const RecordModel &) const = default;
};

/// What can be said of loads without a map, fitted on the hours of the ledger itself.
struct NullModels {
    NullCurves move, freshness;
    int hours = 0; ///< that they were fitted on; 0: not fitted
};

/// An event that was raised.
struct TrackedEvent {
    const Event *event = nullptr; ///< not null
    bool isAftermath = false;
};

/// What one step of the ledgers is given. Everything as of the closed bars and the minute after them.
struct RecordFacts {
    std::string asset;
    TimeMs writtenMs = 0; ///< market time of the beat
    bool isBackfill = false;
    std::span<const LevelBar> bars; ///< closed since the step before, in order of time
    Volatility closed; ///< at the end of the last closed bar
    TimeMs minuteMs = 0; ///< up to which the clusters and chains are known
    std::span<const Cluster> clusters;
    double price = 0; ///< of that minute; 0: not known
    const AssetChains *chains = nullptr;
    std::span<const TrackedEvent> events;
    std::function<HeardLiquidations()> heard; ///< asked for when it is needed; null: nothing is heard
};

/// What the ledgers write to.
class LineWriter {
public:
    LineWriter(const RecordFacts &facts, std::uint64_t weights, std::vector<RecordLine> &out)
        : m_facts(facts), m_weights(weights), m_out(out)
    {
    }
    const RecordFacts &facts() const { return m_facts; }
    void write(TimeMs timeMs, auto line) const
    {
        line.asset = m_facts.asset;
        line.timeMs = timeMs;
        line.writtenMs = m_facts.writtenMs;
        line.weights = m_weights;
        line.isBackfill = m_facts.isBackfill;
        m_out.push_back(std::move(line));
    }
    HeardLiquidations heard() const { return m_facts.heard ? m_facts.heard() : HeardLiquidations(); }

private:
    const RecordFacts &m_facts;
    std::uint64_t m_weights;
    std::vector<RecordLine> &m_out;
};

/// Every so often forecasts of touches, chains and standing clusters are written.
inline constexpr TimeMs ForecastEveryMs = 4 * HourMs;

/// Tells when market time passes a multiple of ForecastEveryMs.
class ForecastMarks {
public:
    /// Whether one was passed since the last call; never at the first.
    bool pass(TimeMs timeMs)
    {
        const TimeMs before = m_markMs;
        m_markMs = std::max(m_markMs, floorTo(timeMs, ForecastEveryMs));
        return before > 0 && m_markMs > before;
    }

private:
    TimeMs m_markMs = 0;
};

} // namespace isobar
