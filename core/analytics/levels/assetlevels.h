#pragma once
#include "core/analytics/levels/clustertracker.h"
#include "core/analytics/levels/foldjob.h"
#include "core/analytics/levels/jobrunner.h"
#include "core/analytics/levels/kerneljob.h"
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
///
/// The kernel is the prior one for the first 14 d; then it is fitted each night in market time, in the pool too, on the
/// liquidations that were watched, and the past is folded anew with it.
class AssetLevels {
public:
    AssetLevels(std::string asset, JobRunner runner);

    /// `mayStart`: a new job may begin (the engine bounds their number).
    void beat(const AssetState &asset, const Beat &beat, TimeMs startedMarketMs, bool mayStart);
    bool isFolding() const { return m_job.valid() || m_fit.valid(); }

    /// Fits the kernel anew as soon as it can, and not at midnight only; a day of liquidations must have been watched.
    void learnNow() { m_isLearningAsked = true; }
    /// What was learned last; null: nothing yet.
    const std::shared_ptr<const KernelRun> &learned() const { return m_learned; }
    /// Another asset's kernel, in case nobody publishes this one's liquidations. Null: none.
    void offer(std::shared_ptr<const KernelRun> kernel) { m_offered = std::move(kernel); }

    /// The clusters of the last minute, with their identity.
    const std::vector<Cluster> &clusters() const { return m_clusters; }
    /// Of the price up to the last minute; zero before anything is known.
    Volatility volatility() const { return m_shown ? m_shown->fold.volatility() : Volatility(); }
    /// cov of MODEL 3.8: expected prints over open interest closed.
    double coverage() const { return m_closed ? m_kernel.coverage : PriorCoverage; }
    /// Market time up to which the clusters are known; negative: not yet. And the close of that minute; 0: none.
    TimeMs minuteMs() const { return m_shown ? m_minuteMs : -1; }
    double price() const { return m_shown ? m_shown->fold.price() : 0; }

    // What the track record is made of:
    /// The bars that this beat closed, in order of time.
    const std::vector<LevelBar> &closedBars() const { return m_closedBars; }
    /// Of the price up to the last closed bar.
    Volatility closedVolatility() const { return m_closed ? m_closed->fold.volatility() : Volatility(); }
    /// How often all of the past was folded anew; 0: not yet.
    std::uint64_t folds() const { return m_folds; }
    /// The closed bars of the last 30 d, read anew. Slow.
    std::vector<LevelBar> pastBars(const AssetState &asset, TimeMs startedMarketMs) const;
    /// What it is folded with now.
    LevelModel model(const AssetState &asset) const;
    KernelOrigin kernelOrigin() const { return m_kernel.origin; }
    double reportedScale() const { return m_kernel.scale > 0 ? m_kernel.scale : m_reportedScale; }
    /// What the screen shows; unchanged between beats. Null before anything is known.
    LevelMapPtr map(const AssetState &asset) const;

private:
    struct Shown {
        AssetFold fold;
        FlowReader reader;
    };
    /// A kernel and what makes dollars of its map.
    struct Kernel {
        std::shared_ptr<const LevelKernel> kernel;
        KernelOrigin origin;
        double scale = 0; ///< to expected prints; 0: the measured one
        double coverage = 0; ///< expected prints / open interest closed
    };
    std::vector<LevelBar> readPast(const AssetState &asset, FlowReader &reader) const;
    void startJob(const AssetState &asset, TimeMs startedMarketMs);
    void takeJob();
    bool isFitDue(const AssetState &asset) const;
    void startFit(const AssetState &asset, TimeMs startedMarketMs);
    void takeFit();
    void borrow(const AssetState &asset);
    void closeBars(const AssetState &asset);
    void showMinutes(const AssetState &asset);
    std::uint64_t historyVersion(const AssetState &asset) const;
    double openInterestUsd(const AssetState &asset) const;

    std::string m_asset;
    JobRunner m_runner;
    LevelModel m_model; // without a kernel: see m_kernel
    std::shared_ptr<SerialCounter> m_serials = std::make_shared<SerialCounter>(0);
    std::optional<FoldRun> m_closed;
    std::vector<LevelBar> m_closedBars; // of the last beat
    std::uint64_t m_folds = 0;
    ReportedScale m_reported;
    double m_reportedScale =
        PriorReportedScale; ///< of the prior kernel: it changes on the hour, so that labels stand still
    std::optional<Shown> m_shown;
    ClusterTracker m_tracker;
    std::vector<Cluster> m_clusters;

    Kernel m_wanted, m_folding, m_kernel; // of the next fold, of the running one, of m_closed
    bool m_hasNewKernel = false; // m_wanted is not folded yet
    std::future<KernelRun> m_fit;
    std::shared_ptr<const KernelRun> m_learned, m_offered, m_borrowed;
    TimeMs m_fitDayMs = 0; // UTC day of the last fit
    bool m_isLearningAsked = false;

    std::future<FoldRun> m_job;
    std::uint64_t m_beats = 0, m_jobBeat = 0, m_fitBeat = 0, m_changedBeat = 0, m_firstChangeBeat = 0;
    std::uint64_t m_seenVersion = 0, m_foldedVersion = 0;
    Beat m_beat;
    TimeMs m_minuteMs = -1;
    mutable LevelMapPtr m_map; // of m_mapBeat
    mutable std::uint64_t m_mapBeat = 0;
};

} // namespace isobar
