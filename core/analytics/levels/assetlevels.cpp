#include "core/analytics/levels/assetlevels.h"

#include "core/analytics/levels/clusterfinder.h"
#include "core/analytics/levels/feedcoverage.h"
#include "core/analytics/levels/priorkernel.h"
#include "core/analytics/levels/venuegroups.h"
#include "core/analytics/liquidationprice.h"
#include "core/state/historyprogress.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isobar {

namespace {

constexpr std::uint64_t JobBeats = 2; // a job begun at a beat is taken so many later, ready or not
constexpr std::uint64_t FitBeats = 4; // and a fit
constexpr std::uint64_t QuietBeats = 2, PatienceBeats = 6; // history comes in pieces: wait for a lull, not for ever
constexpr std::uint64_t GapPatienceBeats = 180; // with the bars of the time since the last run
constexpr TimeMs LongestGapMs = DayMs; // MODEL 12
constexpr TimeMs EnoughPastMs = 11 * DayMs; // more than a fit needs; two of the longest half-lives of a kernel
constexpr double KnownStep = 0.05; // the past is folded anew when so much more of a side is known one by one
constexpr TimeMs KnownEveryMs = 10 * MinuteMs;
constexpr TimeMs HistoryMs = 30 * DayMs;
constexpr TimeMs PriorForMs = 14 * DayMs; // MODEL 3.4
constexpr TimeMs LeastWatchedMs = DayMs; // to learn when asked

LevelModel modelOf(const std::string &asset)
{
    LevelModel model;
    model.opensOnly = std::make_shared<const LevelKernel>(opensOnlyKernel());
    model.lattice = latticeOf(asset);
    model.groups = VenueGroupCount;
    model.maintenanceRate = PriorMaintenanceRate;
    return model;
}

/// As far as the venues' tiers are known; a leverage that none of them gives is taken at the usual rate, which bounds
/// it.
PriorRates priorRatesOf(const AssetState &asset)
{
    PriorRates rates = evenRates(usualMaintenanceRate(asset).value_or(PriorMaintenanceRate));
    for (std::size_t i = 0; i < rates.size(); ++i)
        rates[i] = maintenanceRateAt(asset, PriorLeverages[i]).value_or(rates[i]);
    return rates;
}

/// Medians and extremes of the copies that never leave: their own scale of the same form.
LevelScale scaleOf(const ExposureProfile &profile, TimeMs marketMs)
{
    LevelHistogram cells;
    for (const auto &side : profile.usd) {
        for (const float usd : side)
            cells.add(levelCode(usd));
    }
    const double low = cells.quantile(0.5), high = cells.quantile(0.995);
    return low > 0 && high > low ? LevelScale{low, high, floorTo(marketMs, DayMs)} : LevelScale{};
}

} // namespace

AssetLevels::AssetLevels(std::string asset, JobRunner runner)
    : m_asset(std::move(asset)), m_runner(std::move(runner)), m_model(modelOf(m_asset)), m_tracker(m_asset)
{
    m_wanted.coverage = PriorCoverage;
}

std::uint64_t AssetLevels::historyVersion(const AssetState &asset) const
{
    std::uint64_t version = 0;
    for (const auto &contract : asset.contracts) {
        version += contract->fiveMinuteBars().historyVersion() + contract->minuteBars().historyVersion();
        // Live samples of open interest come at the end; the past changes where they begin.
        const auto &samples = contract->openInterestFine().samples();
        if (!samples.empty())
            version += static_cast<std::uint64_t>((m_beat.marketMs - samples.front().timeMs) / DayMs);
    }
    return version;
}

void AssetLevels::beat(const AssetState &asset, const Beat &beat, TimeMs startedMarketMs, bool mayStart)
{
    ++m_beats;
    m_beat = beat;
    m_closedBars.clear();
    if (m_job.valid() && m_beats >= m_jobBeat + JobBeats)
        takeJob();
    if (m_fit.valid() && m_beats >= m_fitBeat + FitBeats)
        takeFit();
    if (m_offered != m_borrowed && !m_learned)
        borrow(asset);
    if (feedCoverageOf(asset) > 0)
        m_heard.listen(asset.liquidationsSinceMs, beat.marketMs);
    lookAtKnown(asset);
    const bool isDue = isFoldDue(asset);
    if (mayStart && !isFolding() && isDue)
        startJob(asset, startedMarketMs);
    else if (mayStart && !isFolding() && isFitDue(asset))
        startFit(asset, startedMarketMs);
    if (!m_closed)
        return;
    if (!isGapOpen(asset))
        closeBars(asset);
    if (!m_closed)
        return;
    const TimeMs minute = floorTo(beat.marketMs, MinuteMs);
    if (minute != m_minuteMs || !m_shown) {
        m_minuteMs = minute;
        showMinutes(asset);
    }
}

/// Whether the past is to be folded (anew). Not from less than it was folded from.
bool AssetLevels::isFoldDue(const AssetState &asset)
{
    if (const std::uint64_t version = historyVersion(asset); version != m_seenVersion) {
        if (m_seenVersion == m_foldedVersion)
            m_firstChangeBeat = m_beats;
        m_seenVersion = version;
        m_changedBeat = m_beats;
    }
    if (!m_closed)
        return true;
    if (!knowsPast(asset))
        return false;
    const bool isLull = m_beats >= m_changedBeat + QuietBeats || m_beats >= m_firstChangeBeat + PatienceBeats;
    // What was read back was made of the same past: only an older one is news to it.
    const auto first = FlowReader::firstBarMs(asset, m_beat.marketMs - HistoryMs);
    const bool isOlder = !m_isResumed || (first && *first < m_closed->reader.firstMs() - HourMs);
    return (m_seenVersion != m_foldedVersion && isLull && isOlder) || m_hasNewKernel || isKnownShareNew();
}

/// The bars reach back about as far as those of the fold that was read back, or so far that little is left of what
/// stood before.
bool AssetLevels::knowsPast(const AssetState &asset) const
{
    if (!m_isResumed || !m_closed)
        return true;
    const TimeMs reachMs = (m_closed->fold.endMs() - m_closed->reader.firstMs()) / 10 * 9;
    const auto first = FlowReader::firstBarMs(asset, m_beat.marketMs - HistoryMs);
    return first && m_beat.marketMs - *first >= std::min(reachMs, EnoughPastMs);
}

/// Whether the time since the last run is still to come from the venues: bars that are closed change no more.
bool AssetLevels::isGapOpen(const AssetState &asset)
{
    if (m_gapSinceBeat == 0)
        return false;
    const bool isKnown = historyProgress(asset, m_beat.marketMs).bars.isUsable();
    if (!isKnown && m_beats < m_gapSinceBeat + GapPatienceBeats)
        return true;
    m_gapSinceBeat = 0;
    return false;
}

FoldRun AssetLevels::emptyFold() const
{
    LevelModel model = m_model;
    model.kernel = m_kernel.kernel;
    model.maintenanceRate = m_foldedMaintenanceRate;
    return {AssetFold(model, m_serials), LevelStatistics(model.lattice), FlowReader()};
}

void AssetLevels::keepHeard(const AssetState *asset)
{
    static const LiquidationWindow Nothing;
    m_heard.keep(asset ? asset->liquidations : Nothing, m_memory ? m_memory->untilMs : 0);
}

void AssetLevels::resume(const AssetState *asset, bool isSameMarket)
{
    m_shown.reset();
    m_mapBeat = 0;
    if (m_closed && !m_kernel.kernel)
        m_closed.reset();
    if (!isSameMarket) {
        m_seenVersion = m_foldedVersion = ~std::uint64_t(0);
        m_isResumed = m_closed.has_value();
        m_gapSinceBeat = m_closed ? std::max<std::uint64_t>(m_beats, 1) : 0;
    }
    if (m_closed && asset) {
        lookAtKnown(*asset);
        showMinutes(*asset);
    }
}

void AssetLevels::lookAtKnown(const AssetState &asset)
{
    m_exact = findExactLevels(asset, m_beat.transportMs);
    m_known = knownShares(asset);
    if (m_closed)
        m_closed->reader.leaveOut(m_known);
}

/// MODEL 3.7: what is modelled of a venue is only what is not known there. What was opened before was known less well.
bool AssetLevels::isKnownShareNew() const
{
    if (m_beat.marketMs - m_knownFoldMs < KnownEveryMs)
        return false;
    for (std::size_t group = 0; group < m_known.size(); ++group) {
        for (std::size_t side = 0; side < 2; ++side) {
            if (std::abs(m_known[group][side] - m_foldedKnown[group][side]) > KnownStep)
                return true;
        }
    }
    return false;
}

/// The bars that are closed, of the last 30 d; empty when there are none.
std::vector<LevelBar> AssetLevels::readPast(const AssetState &asset, FlowReader &reader) const
{
    const TimeMs closedMs = floorTo(m_beat.marketMs - LateDataMs, MinuteMs);
    const auto first = FlowReader::firstBarMs(asset, m_beat.marketMs - HistoryMs);
    if (!first || *first >= closedMs)
        return {};
    return reader.readOn(asset, floorTo(*first, 5 * MinuteMs), closedMs);
}

std::vector<LevelBar> AssetLevels::pastBars(const AssetState &asset, TimeMs startedMarketMs) const
{
    FlowReader reader(asset, m_beat.marketMs, startedMarketMs);
    return readPast(asset, reader);
}

LevelModel AssetLevels::model(const AssetState &asset) const
{
    LevelModel model = m_model;
    model.maintenanceRate = usualMaintenanceRate(asset).value_or(PriorMaintenanceRate);
    model.kernel = m_kernel.kernel;
    return model;
}

void AssetLevels::startJob(const AssetState &asset, TimeMs startedMarketMs)
{
    FlowReader reader(asset, m_beat.marketMs, startedMarketMs);
    reader.leaveOut(m_known);
    auto bars = std::make_shared<const std::vector<LevelBar>>(readPast(asset, reader));
    if (bars->empty())
        return;
    m_foldedVersion = m_seenVersion;
    m_foldedKnown = m_known;
    m_knownFoldMs = m_beat.marketMs;
    m_jobBeat = m_beats;
    m_hasNewKernel = false;
    m_folding = m_wanted;
    LevelModel model = m_model;
    model.maintenanceRate = usualMaintenanceRate(asset).value_or(PriorMaintenanceRate);
    if (!m_folding.kernel)
        m_folding.kernel = std::make_shared<const LevelKernel>(priorKernel(priorRatesOf(asset)));
    model.kernel = m_folding.kernel;
    m_foldingMaintenanceRate = model.maintenanceRate;
    m_job = isobar::startJob(m_runner, [bars, reader, model, serials = m_serials] {
        FoldRun run{AssetFold(model, serials), LevelStatistics(model.lattice), reader};
        run.take(*bars);
        return run;
    });
}

void AssetLevels::takeJob()
{
    m_closed = m_job.get();
    m_kernel = m_folding;
    ++m_folds;
    m_foldedMaintenanceRate = m_foldingMaintenanceRate;
    m_isResumed = false;
    m_gapSinceBeat = 0;
    m_shown.reset();
    m_mapBeat = 0;
}

bool AssetLevels::isFitDue(const AssetState &asset) const
{
    if (!m_closed || !asset.liquidationsSinceMs || feedCoverageOf(asset) <= 0)
        return false;
    if (!knowsPast(asset) || m_gapSinceBeat > 0)
        return false;
    // The hour before midnight closes a little later.
    const bool isNight = floorTo(m_beat.marketMs - LateDataMs, DayMs) > m_fitDayMs;
    const bool isNew = m_heard.heardMs(m_memory ? m_memory->untilMs : 0) >= HourMs;
    return (isNight && isNew) || (m_isLearningAsked && m_heard.heardMs() >= LeastWatchedMs);
}

void AssetLevels::startFit(const AssetState &asset, TimeMs startedMarketMs)
{
    FlowReader reader(asset, m_beat.marketMs, startedMarketMs);
    reader.leaveOut(m_known);
    auto job = std::make_shared<KernelJob>();
    job->bars = readPast(asset, reader);
    job->liquidations = m_heard.minutes(asset.liquidations, m_memory ? m_memory->untilMs : 0);
    job->heard = m_heard.spans();
    job->memory = m_memory;
    job->lattice = m_model.lattice;
    job->maintenanceRate = usualMaintenanceRate(asset).value_or(PriorMaintenanceRate);
    job->priorRates = priorRatesOf(asset);
    job->coverage = feedCoverageByGroup(asset);
    job->coverageOfAll = feedCoverageOf(asset);
    m_fitDayMs = floorTo(m_beat.marketMs - LateDataMs, DayMs);
    m_fitBeat = m_beats;
    // What a night saw is remembered in any case, since the market does not remember it for long.
    m_isFitWanted = m_heard.heardMs() >= (m_isLearningAsked ? LeastWatchedMs : PriorForMs);
    m_isLearningAsked = m_isLearningAsked && !m_isFitWanted;
    m_fit = isobar::startJob(m_runner, [job] { return learnKernel(*job); });
}

void AssetLevels::takeFit()
{
    auto run = std::make_shared<const KernelRun>(m_fit.get());
    m_memory = run->memory;
    if (!m_isFitWanted)
        return;
    m_learned = std::move(run);
    const LoadModel &model = m_learned->model;
    if (model.hours[0] + model.hours[1] == 0)
        return; // nothing died
    m_wanted = {std::make_shared<const LevelKernel>(model.kernel),
        {KernelQuality::Learned, model.hours, model.fittedMs}, m_learned->feedCoverage,
        m_learned->reportedShare.value_or(PriorCoverage)};
    m_hasNewKernel = true;
}

/// Takes the offered kernel where nobody publishes what is liquidated.
void AssetLevels::borrow(const AssetState &asset)
{
    if (feedCoverageOf(asset) > 0 || !m_offered || m_offered->model.hours[0] + m_offered->model.hours[1] == 0)
        return;
    m_borrowed = m_offered;
    const LoadModel &model = m_offered->model;
    m_wanted = {std::make_shared<const LevelKernel>(model.kernel),
        {KernelQuality::Borrowed, model.hours, model.fittedMs}, m_offered->feedCoverage,
        m_offered->reportedShare.value_or(PriorCoverage)};
    m_hasNewKernel = true;
}

void AssetLevels::closeBars(const AssetState &asset)
{
    const TimeMs closedMs = floorTo(m_beat.marketMs - LateDataMs, MinuteMs);
    const TimeMs from = m_closed->fold.endMs();
    if (from <= 0 || closedMs <= from)
        return;
    if (m_isResumed && closedMs - from > LongestGapMs) { // MODEL 12: start cold
        m_closed.reset();
        m_shown.reset();
        return;
    }
    m_closedBars = m_closed->reader.readOn(asset, from, closedMs);
    for (const LevelBar &bar : m_closedBars) {
        const Exposure::Crossed crossed = m_closed->take(bar);
        // Only what was watched can be compared: liquidations of the past are not published.
        if (m_kernel.scale <= 0 && bar.lengthMs == MinuteMs && asset.liquidationsSinceMs
            && bar.openMs >= *asset.liquidationsSinceMs)
            m_reported.add(crossed[0] + crossed[1], asset.liquidations.minute(bar.openMs).totalUsd());
        if (bar.endMs() % HourMs == 0)
            m_reportedScale = m_reported.value();
    }
}

void AssetLevels::showMinutes(const AssetState &asset)
{
    m_shown.emplace(Shown{m_closed->fold, m_closed->reader});
    const TimeMs from = m_shown->fold.endMs();
    for (const LevelBar &bar : m_shown->reader.readOn(asset, from, m_minuteMs))
        m_shown->fold.take(bar);
    m_clusters =
        findClusters({m_shown->fold, m_closed->statistics, reportedScale(), m_kernel.coverage, openInterestUsd(asset)});
    m_tracker.identify(m_clusters, m_minuteMs);
    for (Cluster &cluster : m_clusters)
        cluster.exactUsd = m_exact ? m_exact->usdWithin(cluster.side, cluster.low, cluster.high) : 0;
}

double AssetLevels::openInterestUsd(const AssetState &asset) const
{
    double usd = 0;
    for (const auto &contract : asset.contracts)
        usd += contract->openInterestUsd().value_or(0);
    return usd;
}

LevelMapPtr AssetLevels::map(const AssetState &asset) const
{
    if (!m_shown)
        return nullptr;
    if (m_map && m_mapBeat == m_beats)
        return m_map;
    Shown running = *m_shown;
    for (const LevelBar &bar : running.reader.readOn(asset, running.fold.endMs(), m_minuteMs + MinuteMs))
        running.fold.take(bar);
    auto made = std::make_shared<LevelMap>();
    made->asset = m_asset;
    made->marketMs = m_beat.marketMs;
    made->lattice = m_model.lattice;
    made->kernel = m_kernel.kernel;
    made->kernelOrigin = m_kernel.origin;
    made->groups = venueGroupNames();
    made->series = running.fold.series();
    made->opensOnly = running.fold.opensOnlySeries();
    made->scale = m_closed->statistics.scale();
    made->opensOnlyScale = scaleOf(running.fold.opensOnlyProfile(), m_beat.marketMs);
    made->reportedScale = reportedScale();
    made->isReportedScaleMeasured = m_kernel.origin.quality == KernelQuality::Learned
        || (m_kernel.scale <= 0 && m_reported.isMeasured() && m_reportedScale != PriorReportedScale);
    made->coverage = m_kernel.coverage;
    made->volatility = running.fold.volatility();
    made->price = running.fold.price();
    made->openInterestUsd = openInterestUsd(asset);
    made->clusters = m_clusters;
    made->exact = m_exact;
    const ExposureProfile profile = running.fold.profile();
    made->now.firstCell = profile.range.first;
    made->now.longs = profile.usd[0];
    made->now.shorts = profile.usd[1];
    for (auto *side : {&made->now.longs, &made->now.shorts}) {
        for (float &usd : *side)
            usd *= static_cast<float>(reportedScale());
    }
    const TimeMs first = made->series[LevelMap::HourSeries].firstMs();
    made->days = first > 0 ? static_cast<double>(m_beat.marketMs - first) / DayMs : 0;
    m_map = std::move(made);
    m_mapBeat = m_beats;
    return m_map;
}

} // namespace isobar
