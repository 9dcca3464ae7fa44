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

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace isobar {

/// The rooms in their order: state, analytics at beats, rules, snapshots. Pure: no thread, no clock, no file, no
/// socket; what takes long is given to `runner`.
class Engine {
public:
    explicit Engine(EngineSettings settings, JobRunner runner = runAtOnce());

    /// One thing of the stream, in order. Rules run on beats only.
    void take(const StreamItem &item);
    /// Events since the last call, in order.
    std::vector<Event> takeEvents();
    /// All that the screen shows; unchanged assets are shared with the snapshot before. Raises nothing.
    SnapshotPtr snapshot(double queueFill);
    void change(EngineSettings settings);
    /// Learns the weights of a watched asset's levels as soon as it can, and not at night only.
    void learnNow(const std::string &asset);

    /// What a rule of the user would have done over the last seven days.
    RuleTrial tryRule(const UserRule &rule) const;
    const EngineSettings &settings() const { return m_settings; }
    const MarketState &state() const { return m_state; }

private:
    struct Watched {
        Watched(const std::string &asset, const JobRunner &runner) : levels(asset, runner) { }
        AssetAnalysis analysis;
        AssetLevels levels;
        LiquidationViews liquidations;
        std::shared_ptr<const AssetSnapshot> shown;
        std::uint64_t shownVersion = 0;
        TimeMs shownBeatMs = 0;
        bool isEvaluated = false;
    };
    void evaluate(const Beat &beat);
    void follow(const EngineOrders &orders);
    void foldLevels(const Beat &beat);
    std::shared_ptr<const AssetSnapshot> shownOf(const std::string &name, Watched &watched);
    const MarketMatrixPtr &matrix(const std::vector<std::shared_ptr<const AssetSnapshot>> &assets);
    std::vector<std::string> listedAssets() const;

    EngineSettings m_settings;
    JobRunner m_runner;
    MarketState m_state;
    std::map<std::string, Watched> m_watched;
    RuleSet m_rules;
    MatrixBuilder m_matrixBuilder;
    MarketMatrixPtr m_matrix;
    bool m_isMatrixDue = true;
    std::vector<Event> m_events;
};

} // namespace isobar
