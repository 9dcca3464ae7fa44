#pragma once
#include "core/analytics/levels/clustertracker.h"
#include "core/analytics/levels/foldjob.h"
#include "core/analytics/levels/jobrunner.h"
#include "core/analytics/levels/kerneljob.h"
#include "core/analytics/levels/listeninglog.h"
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

    /// Readies what only the market remembers for state(). `asset` null: nothing is known of it.
    void keepHeard(const AssetState *asset);
    /// For a restart. A job that runs begins anew with the next run.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        std::uint64_t serial = *self.m_serials;
        bool hasNewKernel = self.m_hasNewKernel || self.m_job.valid();
        TimeMs fitDayMs = self.m_fit.valid() ? 0 : self.m_fitDayMs;
        archive(serial, self.m_model.opensOnly, self.m_wanted, self.m_kernel, hasNewKernel, self.m_learned,
            self.m_memory, self.m_borrowed, fitDayMs, self.m_isLearningAsked, self.m_heard, self.m_reported,
            self.m_reportedScale, self.m_tracker, self.m_beats, self.m_changedBeat, self.m_firstChangeBeat,
            self.m_seenVersion, self.m_foldedVersion, self.m_beat, self.m_minuteMs, self.m_known, self.m_foldedKnown,
            self.m_knownFoldMs, self.m_foldedMaintenanceRate, self.m_folds);
        bool hasFold = self.m_closed.has_value();
        archive(hasFold);
        if constexpr (Archive::IsReader) {
            *self.m_serials = serial;
            self.m_hasNewKernel = hasNewKernel;
            self.m_fitDayMs = fitDayMs;
            self.m_closed.reset();
            if (hasFold && archive.ok())
                self.m_closed.emplace(self.emptyFold());
        }
        if (self.m_closed && hasFold)
            archive(self.m_closed->fold, self.m_closed->statistics, self.m_closed->reader);
    }
    /// Goes on with what was read back. `isSameMarket`: the market is remembered too, as it was; else the time since is
    /// closed once its bars are there, and one above a day is given up (MODEL 12). Null: nothing is known of the asset.
    void resume(const AssetState *asset, bool isSameMarket);

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
    double coverage() const { return m_kernel.coverage > 0 ? m_kernel.coverage : PriorCoverage; }
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
    /// Positions that their venue publishes; null: none is known.
    const ExactLevelsPtr &exact() const { return m_exact; }
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
    FoldRun emptyFold() const;
    bool isGapOpen(const AssetState &asset);
    bool knowsPast(const AssetState &asset) const;
    bool isFoldDue(const AssetState &asset);
    std::vector<LevelBar> readPast(const AssetState &asset, FlowReader &reader) const;
    void startJob(const AssetState &asset, TimeMs startedMarketMs);
    void takeJob();
    void lookAtKnown(const AssetState &asset);
    bool isKnownShareNew() const;
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
    ExactLevelsPtr m_exact;
    KnownShares m_known{}, m_foldedKnown{}; // now; when the last fold of the past began
    TimeMs m_knownFoldMs = 0; // market time of the last fold because of them

    Kernel m_wanted, m_folding, m_kernel; // of the next fold, of the running one, of m_closed
    bool m_hasNewKernel = false; // m_wanted is not folded yet
    std::future<KernelRun> m_fit;
    std::shared_ptr<const KernelRun> m_learned, m_offered, m_borrowed;
    std::shared_ptr<const KernelMemory> m_memory; // of all nights, those before the first kernel too
    ListeningLog m_heard;
    TimeMs m_fitDayMs = 0; // UTC day of the last fit
    bool m_isLearningAsked = false, m_isFitWanted = false; // what the running fit gives is to be used
    double m_foldedMaintenanceRate = PriorMaintenanceRate, m_foldingMaintenanceRate = PriorMaintenanceRate;
    bool m_isResumed = false; // m_closed was read back and the past was not folded since
    std::uint64_t m_gapSinceBeat = 0; // the time since the last run is not closed yet; 0: it is

    std::future<FoldRun> m_job;
    std::uint64_t m_beats = 0, m_jobBeat = 0, m_fitBeat = 0, m_changedBeat = 0, m_firstChangeBeat = 0;
    std::uint64_t m_seenVersion = 0, m_foldedVersion = 0;
    Beat m_beat;
    TimeMs m_minuteMs = -1;
    mutable LevelMapPtr m_map; // of m_mapBeat
    mutable std::uint64_t m_mapBeat = 0;
};

} // namespace isobar
