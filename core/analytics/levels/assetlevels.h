#pragma once
#include "core/analytics/levels/clustertracker.h"
#include "core/analytics/levels/foldjob.h"
#include "core/analytics/levels/reportedscale.h"
#include "core/levelgrid/levelmap.h"
#include "core/market/streamitem.h"
#include "core/state/marketstate.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

inline constexpr double PriorCoverage = 0.05; ///< MODEL 3.8, until enough falls of open interest were seen

/// The modelled liquidation levels of one asset, kept at every beat. Three folds stand behind each other: the closed
/// one, made of bars that nothing can change any more; the shown one, with the minutes since; and for the screen the
/// running minute. When more of the past arrives, all of it is folded anew in the pool and swapped whole. The jobs
/// begin and end at beats that do not depend on how long they take, so the same stream gives the same levels.
class AssetLevels {
public:
    AssetLevels(std::string asset, FoldRunner runner);

    /// `mayStart`: a new job may begin (the engine bounds their number).
    void beat(const AssetState &asset, const Beat &beat, TimeMs startedMarketMs, bool mayStart);
    bool isFolding() const { return m_job.valid(); }

    /// The clusters of the last minute, with their identity.
    const std::vector<Cluster> &clusters() const { return m_clusters; }
    /// Of the price up to the last minute; zero before anything is known.
    Volatility volatility() const { return m_shown ? m_shown->fold.volatility() : Volatility(); }
    /// cov of MODEL 3.8: expected prints over open interest closed.
    double coverage() const { return PriorCoverage; }
    /// What the screen shows; unchanged between beats. Null before anything is known.
    LevelMapPtr map(const AssetState &asset) const;

private:
    struct Shown {
        AssetFold fold;
        FlowReader reader;
    };
    void startJob(const AssetState &asset, TimeMs startedMarketMs);
    void takeJob();
    void closeBars(const AssetState &asset);
    void showMinutes(const AssetState &asset);
    std::uint64_t historyVersion(const AssetState &asset) const;
    double openInterestUsd(const AssetState &asset) const;

    std::string m_asset;
    FoldRunner m_runner;
    LevelModel m_model;
    std::shared_ptr<SerialCounter> m_serials = std::make_shared<SerialCounter>(0);
    std::optional<FoldRun> m_closed;
    ReportedScale m_reported;
    double m_reportedScale = PriorReportedScale; ///< in force: it changes on the hour, so that labels stand still
    std::optional<Shown> m_shown;
    ClusterTracker m_tracker;
    std::vector<Cluster> m_clusters;

    std::future<FoldRun> m_job;
    std::uint64_t m_beats = 0, m_jobBeat = 0, m_changedBeat = 0, m_firstChangeBeat = 0;
    std::uint64_t m_seenVersion = 0, m_foldedVersion = 0;
    Beat m_beat;
    TimeMs m_minuteMs = -1;
    mutable LevelMapPtr m_map; // of m_mapBeat
    mutable std::uint64_t m_mapBeat = 0;
};

} // namespace isobar
