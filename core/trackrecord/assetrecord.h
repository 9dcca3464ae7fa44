#pragma once
#include "core/analytics/levels/assetlevels.h"
#include "core/trackrecord/backfill.h"
#include "core/trackrecord/recordkeeper.h"
#include "core/trackrecord/recordview.h"

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// The ledger lines of an asset that runs before this one wrote, oldest first; runs in the pool.
using RecallLines = std::function<std::vector<RecordLine>(const std::string &asset)>;

/// The track record of one asset, driven at beats: the ledgers on the engine's thread, what is slow (the past, the
/// marks, the lines of former runs) in the pool. A job's result is taken a fixed number of beats after its begin, so
/// the same stream gives the same ledgers.
class AssetRecord {
public:
    /// `recall` null: there are no former runs.
    AssetRecord(std::string asset, JobRunner runner, RecallLines recall = nullptr);

    struct Moment {
        const AssetState &asset;
        const AssetLevels &levels;
        const AssetChains &chains;
        std::span<const TrackedEvent> events;
        Beat beat;
        TimeMs startedMarketMs = 0;
        bool mayStart = false; ///< a job over the whole past may begin
        bool mayScore = true; ///< no other asset is being scored
    };
    /// After the levels and rules of the beat. Gives the lines that were written.
    std::vector<RecordLine> beat(const Moment &moment);
    /// A job over the whole past is running. A backfill does not count: it is asked for from outside of the stream, so
    /// nothing else may wait for it.
    bool isBusy() const { return m_past.valid(); }
    bool isScoring() const { return m_scores.valid(); }

    /// Makes the ledgers of the past too, once the levels stand still; again when the past has grown.
    void askBackfill() { m_isBackfillAsked = true; }
    /// The lines of the newest backfill, once after each.
    std::optional<std::vector<RecordLine>> takeBackfill() { return std::exchange(m_newBackfill, std::nullopt); }

    /// The marks as of the last scoring; null before the first.
    const RecordViewPtr &view() const { return m_view; }
    TiltEvidence tilt() const { return m_view ? m_view->tilt : TiltEvidence(); }
    /// False when the map is known to be no better than a null (MODEL 9).
    bool hasSkill() const { return !m_view || !m_view->hasNoSkill; }

private:
    /// What a job makes of the past.
    struct Past {
        std::vector<LevelBar> recent; ///< the last days, for the price and the running hour
        std::optional<LoadSamplers> samplers;
    };
    struct Backfill {
        std::vector<RecordLine> lines;
        RecordMarks marks;
    };
    struct Scores {
        RecordMarks live;
        TiltEvidence tilt;
        std::optional<NullModels> nulls; ///< fitted anew
    };
    static RecordModel newestModel(const Moment &moment);
    void takeJobs();
    void startJobs(const Moment &moment);
    void startPast(const Moment &moment, bool withLoads);
    void takePast();
    void startBackfill(const Moment &moment);
    void startScores(TimeMs marketMs);
    void takeScores();
    void show();
    void recalled(std::vector<RecordLine> lines);
    void keepForScores(std::span<const RecordLine> lines);
    std::vector<LevelBar> newBars(const AssetLevels &levels);
    std::vector<RecordLine> step(const Moment &moment, std::span<const LevelBar> bars);

    std::string m_asset;
    JobRunner m_runner;
    RecallLines m_recall;
    RecordKeeper m_keeper;
    RecordModel m_model; // of the layers that the samplers have
    RecordModel m_pastModel; // the same of the samplers that are being made
    std::vector<RecordLine> m_scored; // what marks are made of
    bool m_isNews = false; // since the last scoring began
    RecordView m_made; // what m_view is a copy of
    RecordViewPtr m_view;

    std::uint64_t m_beats = 0;
    std::future<std::vector<RecordLine>> m_recalling;
    std::future<Past> m_past;
    std::future<Backfill> m_backfill;
    std::future<Scores> m_scores;
    std::uint64_t m_recallBeat = 0, m_pastBeat = 0, m_backfillBeat = 0, m_scoreEndBeat = 0;
    bool m_isRecalled = false, m_hasPath = false, m_hasLoads = false;
    std::vector<LevelBar> m_since; // that were closed while the past was read
    TimeMs m_barMs = 0; // end of the last bar that was taken
    std::uint64_t m_folds = 0, m_foldBeat = 0; // of the levels, and when they changed
    std::uint64_t m_readFolds = 0, m_filledFolds = 0; // that the past, and the backfill, were made after
    bool m_isBackfillAsked = false;
    std::optional<std::vector<RecordLine>> m_newBackfill;
    TimeMs m_scoredMs = 0, m_nullDayMs = -1;
};

} // namespace isobar
