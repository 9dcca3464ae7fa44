#pragma once
#include "core/trackrecord/chainledger.h"
#include "core/trackrecord/clusterledger.h"
#include "core/trackrecord/eventledger.h"
#include "core/trackrecord/loadledger.h"
#include "core/trackrecord/pricepath.h"
#include "core/trackrecord/touchledger.h"

#include <span>
#include <vector>

namespace isobar {

/// Keeps all ledgers of one asset: closed bars, clusters, chains and events in, lines out (MODEL 9). Each forecast is
/// written when it is made and never again; what came of it is a line of its own. Plain state: the same facts give the
/// same lines.
class RecordKeeper {
public:
    /// The lines of runs before this one, in their order: what is open in them is judged on. Before the first step.
    void remember(std::span<const RecordLine> lines);
    /// The price of the last days, for what was forecast before; it ends no later than the bars of the next step.
    void recallPath(std::span<const LevelBar> past);
    /// Loads are judged from here on. `bars`: those after the samplers' end, in order of time.
    void beginLoads(LoadSamplers samplers, std::span<const LevelBar> bars);
    void endLoads() { m_loads.end(); }
    void setNulls(const NullModels &nulls) { m_nulls = nulls; }

    std::vector<RecordLine> step(const RecordFacts &facts, const RecordModel &model);

private:
    void stepLoads(const LineWriter &writer, const RecordModel &model);

    PricePath m_path;
    TouchLedger m_touch;
    LoadLedger m_loads;
    ClusterLedger m_clusters;
    ChainLedger m_chains;
    EventLedger m_events;
    NullModels m_nulls;
    std::vector<LevelBar> m_hour; // bars of the running hour, and of those that no sampler took yet
    std::uint64_t m_weights = 0; // of the last ModelLine
    RecordModel m_model; // of that line
    int m_nullHours = -1;
};

} // namespace isobar
