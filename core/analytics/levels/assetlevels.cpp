#include "core/analytics/levels/assetlevels.h"

#include "core/analytics/levels/clusterfinder.h"
#include "core/analytics/levels/priorkernel.h"
#include "core/analytics/levels/venuegroups.h"
#include "core/state/historyprogress.h"

#include <algorithm>
#include <utility>

namespace isobar {

namespace {

constexpr std::uint64_t JobBeats = 2; // a job begun at a beat is taken so many later, ready or not
constexpr std::uint64_t QuietBeats = 2, PatienceBeats = 6; // history comes in pieces: wait for a lull, not for ever
constexpr TimeMs HistoryMs = 30 * DayMs;

LevelModel modelOf(const std::string &asset)
{
    LevelModel model;
    model.kernel = std::make_shared<const LevelKernel>(priorKernel());
    model.opensOnly = std::make_shared<const LevelKernel>(opensOnlyKernel());
    model.lattice = latticeOf(asset);
    model.groups = VenueGroupCount;
    model.maintenanceRate = PriorMaintenanceRate;
    return model;
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

AssetLevels::AssetLevels(std::string asset, FoldRunner runner)
    : m_asset(std::move(asset)), m_runner(std::move(runner)), m_model(modelOf(m_asset)), m_tracker(m_asset)
{
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
    if (m_job.valid() && m_beats >= m_jobBeat + JobBeats)
        takeJob();
    if (const std::uint64_t version = historyVersion(asset); version != m_seenVersion) {
        if (m_seenVersion == m_foldedVersion)
            m_firstChangeBeat = m_beats;
        m_seenVersion = version;
        m_changedBeat = m_beats;
    }
    const bool isLull = m_beats >= m_changedBeat + QuietBeats || m_beats >= m_firstChangeBeat + PatienceBeats;
    const bool isDue = m_seenVersion != m_foldedVersion && (isLull || !m_closed);
    if (mayStart && !m_job.valid() && (isDue || !m_closed))
        startJob(asset, startedMarketMs);
    if (!m_closed)
        return;
    closeBars(asset);
    const TimeMs minute = floorTo(beat.marketMs, MinuteMs);
    if (minute != m_minuteMs || !m_shown) {
        m_minuteMs = minute;
        showMinutes(asset);
    }
}

void AssetLevels::startJob(const AssetState &asset, TimeMs startedMarketMs)
{
    const TimeMs closedMs = floorTo(m_beat.marketMs - LateDataMs, MinuteMs);
    const auto first = FlowReader::firstBarMs(asset, m_beat.marketMs - HistoryMs);
    if (!first || *first >= closedMs)
        return;
    FlowReader reader(asset, m_beat.marketMs, startedMarketMs);
    const TimeMs from = floorTo(*first, 5 * MinuteMs);
    auto bars = std::make_shared<const std::vector<LevelBar>>(reader.readOn(asset, from, closedMs));
    m_foldedVersion = m_seenVersion;
    m_jobBeat = m_beats;
    m_job = m_runner([bars, reader, model = m_model, serials = m_serials] {
        FoldRun run{AssetFold(model, serials), LevelStatistics(model.lattice), reader};
        run.take(*bars);
        return run;
    });
}

void AssetLevels::takeJob()
{
    m_closed = m_job.get();
    m_shown.reset();
    m_mapBeat = 0;
}

void AssetLevels::closeBars(const AssetState &asset)
{
    const TimeMs closedMs = floorTo(m_beat.marketMs - LateDataMs, MinuteMs);
    const TimeMs from = m_closed->fold.endMs();
    if (from <= 0 || closedMs <= from)
        return;
    for (const LevelBar &bar : m_closed->reader.readOn(asset, from, closedMs)) {
        const Exposure::Crossed crossed = m_closed->take(bar);
        // Only what was watched can be compared: liquidations of the past are not published.
        if (bar.lengthMs == MinuteMs && asset.liquidationsSinceMs && bar.openMs >= *asset.liquidationsSinceMs)
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
        findClusters({m_shown->fold, m_closed->statistics, m_reportedScale, PriorCoverage, openInterestUsd(asset)});
    m_tracker.identify(m_clusters, m_minuteMs);
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
    made->kernel = m_model.kernel;
    made->groups = venueGroupNames();
    made->series = running.fold.series();
    made->opensOnly = running.fold.opensOnlySeries();
    made->scale = m_closed->statistics.scale();
    made->opensOnlyScale = scaleOf(running.fold.opensOnlyProfile(), m_beat.marketMs);
    made->reportedScale = m_reportedScale;
    made->isReportedScaleMeasured = m_reported.isMeasured() && m_reportedScale != PriorReportedScale;
    made->coverage = PriorCoverage;
    made->volatility = running.fold.volatility();
    made->price = running.fold.price();
    made->openInterestUsd = openInterestUsd(asset);
    made->clusters = m_clusters;
    const ExposureProfile profile = running.fold.profile();
    made->now.firstCell = profile.range.first;
    made->now.longs = profile.usd[0];
    made->now.shorts = profile.usd[1];
    for (auto *side : {&made->now.longs, &made->now.shorts}) {
        for (float &usd : *side)
            usd *= static_cast<float>(m_reportedScale);
    }
    const TimeMs first = made->series[LevelMap::HourSeries].firstMs();
    const HistoryProgress history = historyProgress(asset, m_beat.marketMs);
    made->progress = {
        history.bars.week, history.bars.venues, history.openInterest.week, history.openInterest.venues, 0};
    made->progress.days = first > 0 ? static_cast<double>(m_beat.marketMs - first) / DayMs : 0;
    m_map = std::move(made);
    m_mapBeat = m_beats;
    return m_map;
}

} // namespace isobar
