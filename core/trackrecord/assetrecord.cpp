#include "core/trackrecord/assetrecord.h"

#include "core/analytics/levels/feedcoverage.h"
#include "core/trackrecord/marks.h"

#include <algorithm>
#include <utility>

namespace isobar {

namespace {

// A job begun at a beat is taken so many later, ready or not.
constexpr std::uint64_t RecallBeats = 5, PastBeats = 6, BackfillBeats = 15, ScoreBeats = 6, LongScoreBeats = 20;
constexpr std::uint64_t QuietBeats = 20; // the past comes in pieces: what is slow waits until it stands still
constexpr TimeMs KeptMs = 90 * DayMs; // of lines, for the marks
constexpr std::size_t FewLines = 2000; // marks of so many are cheap
constexpr int LeastNullHours = 48;

bool haveSameLayers(const LevelKernel &a, const LevelKernel &b)
{
    return std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(), b.layers.end(),
        [](const LevelLayer &x, const LevelLayer &y) {
            return x.distance == y.distance && x.halfLifeHours == y.halfLifeHours && x.source == y.source;
        });
}

/// What marks are made of: not what only proves what was said when.
bool isScored(const RecordLine &line)
{
    const auto *cluster = std::get_if<ClusterLine>(&line);
    return !std::holds_alternative<ModelLine>(line) && !std::holds_alternative<LoadLine>(line)
        && !std::holds_alternative<ChainLine>(line) && !std::holds_alternative<EventLine>(line)
        && (!cluster || cluster->isFirst);
}

LoadSample sampleOf(const LoadOutcome &hour)
{
    LoadSample sample;
    sample.openMs = hour.ofMs;
    sample.side = hour.side;
    sample.move = hour.move;
    sample.range = hour.range;
    sample.openInterestUsd = hour.openInterestUsd;
    std::copy_n(hour.beyond.begin(), std::min(hour.beyond.size(), sample.beyond.size()), sample.beyond.begin());
    sample.printedUsd = hour.printedUsd;
    sample.isCensored = hour.isCensored;
    return sample;
}

std::optional<NullModels> fitNulls(std::span<const RecordLine> lines)
{
    std::vector<LoadSample> samples;
    for (const RecordLine &line : lines) {
        if (const auto *hour = std::get_if<LoadOutcome>(&line))
            samples.push_back(sampleOf(*hour));
    }
    if (static_cast<int>(samples.size()) < LeastNullHours)
        return std::nullopt;
    return NullModels{fitMoveNull(samples), fitFreshnessNull(samples), static_cast<int>(samples.size())};
}

/// Whole hours are sampled; the rest is of the running one.
std::span<const LevelBar> wholeHours(std::span<const LevelBar> bars)
{
    const TimeMs endMs = bars.empty() ? 0 : floorTo(bars.back().endMs(), HourMs);
    const auto end = std::find_if(bars.begin(), bars.end(), [&](const LevelBar &bar) { return bar.endMs() > endMs; });
    return bars.first(static_cast<std::size_t>(end - bars.begin()));
}

void takeHours(LoadSamplers &samplers, std::span<const LevelBar> bars)
{
    while (!bars.empty()) {
        const TimeMs endMs = floorTo(bars.front().openMs, HourMs) + HourMs;
        const auto end =
            std::find_if(bars.begin(), bars.end(), [&](const LevelBar &bar) { return bar.openMs >= endMs; });
        const auto count = static_cast<std::size_t>(end - bars.begin());
        samplers.take(bars.first(count));
        bars = bars.subspan(count);
    }
}

} // namespace

AssetRecord::AssetRecord(std::string asset, JobRunner runner, RecallLines recall)
    : m_asset(std::move(asset)), m_runner(std::move(runner)), m_recall(std::move(recall)), m_isRecalled(!m_recall)
{
}

std::vector<RecordLine> AssetRecord::beat(const Moment &moment)
{
    ++m_beats;
    if (m_recall && m_beats == 1) {
        m_recallBeat = m_beats;
        m_recalling = startJob(m_runner, [recall = m_recall, asset = m_asset] { return recall(asset); });
    }
    if (moment.levels.folds() != m_folds) {
        m_folds = moment.levels.folds();
        m_foldBeat = m_beats;
    }
    const std::vector<LevelBar> bars = newBars(moment.levels);
    if (m_past.valid())
        m_since.insert(m_since.end(), bars.begin(), bars.end());
    takeJobs();
    startJobs(moment);
    if (!m_isRecalled || !m_hasPath || moment.levels.minuteMs() < 0 || (bars.empty() && moment.events.empty()))
        return {};
    std::vector<RecordLine> lines = step(moment, bars);
    keepForScores(lines);
    return lines;
}

/// When the past is folded anew, bars are closed that were closed before.
std::vector<LevelBar> AssetRecord::newBars(const AssetLevels &levels)
{
    std::vector<LevelBar> bars;
    for (const LevelBar &bar : levels.closedBars()) {
        if (bar.endMs() > m_barMs)
            bars.push_back(bar);
    }
    if (!bars.empty())
        m_barMs = bars.back().endMs();
    return bars;
}

void AssetRecord::takeJobs()
{
    if (m_recalling.valid() && m_beats >= m_recallBeat + RecallBeats)
        recalled(m_recalling.get());
    if (m_past.valid() && m_beats >= m_pastBeat + PastBeats)
        takePast();
    if (m_scores.valid() && m_beats >= m_scoreEndBeat)
        takeScores();
    if (m_backfill.valid() && m_beats >= m_backfillBeat + BackfillBeats) {
        Backfill made = m_backfill.get();
        m_made.backfill = std::move(made.marks);
        m_newBackfill = std::move(made.lines);
        show();
    }
}

void AssetRecord::startJobs(const Moment &moment)
{
    const bool isQuiet = m_folds > 0 && m_beats >= m_foldBeat + QuietBeats;
    const bool isFree = !isBusy() && !moment.levels.isFolding();
    if (isFree && m_folds > 0 && !m_hasPath)
        startPast(moment, false);
    else if (isFree && moment.mayStart && isQuiet && m_hasPath && m_readFolds != m_folds)
        startPast(moment, true);
    if (isFree && !m_past.valid() && !m_backfill.valid() && isQuiet && m_isBackfillAsked && m_filledFolds != m_folds)
        startBackfill(moment);
    const TimeMs everyMs = m_scored.size() < FewLines ? HourMs : ForecastEveryMs;
    if (m_isNews && moment.mayScore && !m_scores.valid() && floorTo(moment.beat.marketMs, everyMs) > m_scoredMs)
        startScores(moment.beat.marketMs);
}

RecordModel AssetRecord::newestModel(const Moment &moment)
{
    const auto &learned = moment.levels.learned();
    if (learned && learned->model.hours[0] + learned->model.hours[1] > 0)
        return {learned->model, 1, KernelQuality::Learned};
    RecordModel model;
    if (const auto kernel = moment.levels.model(moment.asset).kernel)
        model.load.kernel = *kernel;
    model.scale = moment.levels.reportedScale();
    model.quality = moment.levels.kernelOrigin().quality;
    return model;
}

void AssetRecord::startPast(const Moment &moment, bool withLoads)
{
    m_pastBeat = m_beats;
    m_since.clear();
    if (withLoads)
        m_readFolds = m_folds;
    m_pastModel = newestModel(moment);
    const bool hasLoads = withLoads && feedCoverageOf(moment.asset) > 0;
    const LevelModel model = moment.levels.model(moment.asset);
    // What is learned counts each group with what its feed shows; the prior has one scale for all.
    std::vector<double> coverage;
    if (m_pastModel.quality == KernelQuality::Learned)
        coverage = feedCoverageByGroup(moment.asset);
    auto bars = moment.levels.pastBars(moment.asset, moment.startedMarketMs);
    m_past = startJob(m_runner, [bars = std::move(bars), model, coverage, hasLoads, kernel = m_pastModel.load.kernel] {
        Past past;
        if (hasLoads) {
            past.samplers.emplace(std::make_shared<const LevelKernel>(kernel), model.lattice, model.groups,
                model.maintenanceRate, coverage);
            takeHours(*past.samplers, wholeHours(bars));
        }
        std::copy_if(bars.begin(), bars.end(), std::back_inserter(past.recent),
            [&](const LevelBar &bar) { return bar.openMs >= bars.back().endMs() - PricePath::KeptMs; });
        return past;
    });
}

void AssetRecord::takePast()
{
    Past past = m_past.get();
    const TimeMs endMs = past.recent.empty() ? 0 : past.recent.back().endMs();
    std::copy_if(m_since.begin(), m_since.end(), std::back_inserter(past.recent),
        [endMs](const LevelBar &bar) { return bar.endMs() > endMs; });
    m_since.clear();
    m_hasPath = true;
    m_keeper.recallPath(past.recent);
    m_hasLoads = past.samplers && past.samplers->endMs() > 0;
    m_model = m_pastModel;
    if (m_hasLoads)
        m_keeper.beginLoads(*std::move(past.samplers), past.recent);
    else
        m_keeper.endLoads();
}

void AssetRecord::startBackfill(const Moment &moment)
{
    m_backfillBeat = m_beats;
    m_filledFolds = m_folds;
    BackfillJob job;
    job.asset = m_asset;
    job.bars = moment.levels.pastBars(moment.asset, moment.startedMarketMs);
    job.model = moment.levels.model(moment.asset);
    job.reportedScale = moment.levels.reportedScale();
    job.coverage = moment.levels.coverage();
    job.volumeDayUsd = moment.chains.volumeDayUsd;
    job.writtenMs = moment.beat.marketMs;
    m_backfill = startJob(m_runner, [job = std::make_shared<const BackfillJob>(std::move(job))] {
        Backfill made;
        made.lines = backfillLines(*job);
        made.marks = marksOf(made.lines);
        return made;
    });
}

void AssetRecord::recalled(std::vector<RecordLine> lines)
{
    m_keeper.remember(lines);
    keepForScores(lines);
    m_isRecalled = true;
}

void AssetRecord::keepForScores(std::span<const RecordLine> lines)
{
    for (const RecordLine &line : lines) {
        if (!isScored(line))
            continue;
        m_scored.push_back(line);
        m_isNews = true;
    }
    if (!m_isNews)
        return;
    const TimeMs from = headOf(m_scored.back()).writtenMs - KeptMs;
    const auto kept = std::find_if(
        m_scored.begin(), m_scored.end(), [from](const RecordLine &line) { return headOf(line).writtenMs >= from; });
    m_scored.erase(m_scored.begin(), kept);
}

void AssetRecord::startScores(TimeMs marketMs)
{
    m_scoreEndBeat = m_beats + (m_scored.size() < FewLines ? ScoreBeats : LongScoreBeats);
    m_scoredMs = marketMs;
    m_isNews = false;
    const bool isNullDue = floorTo(marketMs, DayMs) > m_nullDayMs;
    m_scores = startJob(m_runner, [lines = m_scored, isNullDue] {
        Scores scores{marksOf(lines), tiltOf(lines), std::nullopt};
        if (isNullDue)
            scores.nulls = fitNulls(lines);
        return scores;
    });
}

void AssetRecord::takeScores()
{
    Scores scores = m_scores.get();
    if (scores.nulls) {
        m_keeper.setNulls(*scores.nulls);
        m_nullDayMs = floorTo(m_scoredMs, DayMs);
    }
    m_made.live = std::move(scores.live);
    m_made.tilt = scores.tilt;
    m_made.scoredMs = m_scoredMs;
    m_made.hasNoSkill = m_made.live.hasNoSkill();
    show();
}

void AssetRecord::show() { m_view = std::make_shared<const RecordView>(m_made); }

std::vector<RecordLine> AssetRecord::step(const Moment &moment, std::span<const LevelBar> bars)
{
    RecordModel newest = newestModel(moment);
    if (!m_hasLoads || haveSameLayers(newest.load.kernel, m_model.load.kernel))
        m_model = std::move(newest);
    RecordFacts facts;
    facts.asset = m_asset;
    facts.writtenMs = moment.beat.marketMs;
    facts.bars = bars;
    facts.closed = moment.levels.closedVolatility();
    facts.minuteMs = moment.levels.minuteMs();
    facts.clusters = moment.levels.clusters();
    facts.price = moment.levels.price();
    facts.chains = &moment.chains;
    facts.events = moment.events;
    facts.heard = [&asset = moment.asset] {
        LiquidationLog log = asset.liquidationTape.log();
        log.minuteSums = asset.liquidations.minuteSums();
        return HeardLiquidations(asset.liquidationsSinceMs, std::move(log));
    };
    return m_keeper.step(facts, m_model);
}

} // namespace isobar
