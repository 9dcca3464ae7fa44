#pragma once
#include "core/analytics/assetanalysis.h"
#include "core/analytics/levels/assetlevels.h"
#include "core/engine/enginesettings.h"
#include "core/events/ruleset.h"
#include "core/market/event.h"
#include "core/market/streamitem.h"
#include "core/snapshot/buildmatrix.h"
#include "core/snapshot/liquidationviews.h"
#include "core/snapshot/snapshot.h"
#include "core/state/marketstate.h"
#include "core/trackrecord/assetrecord.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace isobar {

class StateReader;

/// Lines for the ledgers of an asset, as text without line breaks.
struct LedgerText {
    std::string asset;
    bool isBackfill = false; ///< all of them: they take the place of the backfill before
    std::vector<std::string> lines;
};

/// The rooms in their order: state, analytics at beats, rules, snapshots. Pure: no thread, no clock, no file, no
/// socket; what takes long is given to `runner`.
class Engine {
public:
    /// `recall`: the ledgers of former runs; null: there are none. `names`: where instruments are interned; null:
    /// nothing is saved or read back.
    explicit Engine(EngineSettings settings, JobRunner runner = runAtOnce(), RecallLines recall = nullptr,
        InstrumentNames *names = nullptr);

    /// One thing of the stream, in order. Rules run on beats only.
    void take(const StreamItem &item);
    /// Events since the last call, in order.
    std::vector<Event> takeEvents();
    /// What the ledgers gained since the last call, in order.
    std::vector<LedgerText> takeLedgerText();
    /// All that the screen shows; unchanged assets are shared with the snapshot before. Raises nothing.
    SnapshotPtr snapshot(double queueFill);
    void change(EngineSettings settings);
    /// Learns the weights of a watched asset's levels as soon as it can, and not at night only.
    void learnNow(const std::string &asset);
    /// Makes the track record of an asset's past too, as soon as it is watched and its history is there.
    void fillRecord(const std::string &asset);

    /// What was derived of the market and cannot be derived from it again after a restart: layers, kernels, baselines,
    /// machines (MODEL 12). To be taken as a Checkpoint at the begin of another stream. Between minutes of market time
    /// and while jobs run it is not exact to the byte: see isSettled().
    std::string checkpoint();
    /// No job runs, and the last beat began a minute of market time: what is saved now goes on as if nothing had been.
    bool isSettled() const;

    const EngineSettings &settings() const { return m_settings; }
    const MarketState &state() const { return m_state; }

private:
    struct Watched {
        Watched(const std::string &asset, const JobRunner &runner, const RecallLines &recall)
            : levels(asset, runner), record(asset, runner, recall)
        {
        }
        AssetAnalysis analysis;
        AssetLevels levels;
        AssetRecord record;
        AssetChainsPtr chains;
        std::pair<TimeMs, std::uint64_t> chainsOf{-1, 0}; ///< minute and fold of the clusters
        LiquidationViews liquidations;
        std::shared_ptr<const AssetSnapshot> shown;
        std::uint64_t shownVersion = 0;
        TimeMs shownBeatMs = 0;
        bool isEvaluated = false;
    };
    void resume(const Checkpoint &checkpoint);
    bool readBack(StateReader &archive);
    void evaluate(const Beat &beat);
    void follow(const EngineOrders &orders);
    void foldLevels(const Beat &beat);
    static void linkChains(Watched &watched);
    std::vector<Event> judge(Watched &watched, const AssetState &asset);
    void record(Watched &watched, const AssetState &asset, std::span<const Event> events, const Beat &beat);
    bool mayStartJob() const;
    std::shared_ptr<const AssetSnapshot> shownOf(const std::string &name, Watched &watched);
    const MarketMatrixPtr &matrix(const std::vector<std::shared_ptr<const AssetSnapshot>> &assets);
    std::vector<std::string> listedAssets() const;

    EngineSettings m_settings;
    JobRunner m_runner;
    RecallLines m_recall;
    std::set<std::string> m_filled; // assets whose past is graded too, watched or not yet
    MarketState m_state;
    std::map<std::string, Watched> m_watched;
    RuleSet m_rules;
    MatrixBuilder m_matrixBuilder;
    MarketMatrixPtr m_matrix;
    bool m_isMatrixDue = true;
    std::vector<Event> m_events;
    std::vector<LedgerText> m_ledgerText;
    InstrumentNames *m_names = nullptr;
    TimeMs m_minuteMs = -1; // of the beat before
    bool m_isMinuteNew = false; // the last beat began one
};

} // namespace isobar
