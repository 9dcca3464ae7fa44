#include "core/analytics/levels/assetfold.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isobar {

namespace {

constexpr std::size_t SeriesCount = 3;
constexpr TimeMs Steps[SeriesCount]{MinuteMs, 5 * MinuteMs, HourMs};
constexpr TimeMs Kept[SeriesCount]{6 * HourMs, 7 * DayMs, 90 * DayMs};
constexpr TimeMs TrimEveryMs = DayMs;

} // namespace

AssetFold::AssetFold(LevelModel model, std::shared_ptr<SerialCounter> serials) : m_model(std::move(model))
{
    for (std::size_t g = 0; g < m_model.groups; ++g)
        m_exposures.emplace_back(m_model.kernel, m_model.lattice, ExposureRules{true, m_model.maintenanceRate});
    m_opensOnly.emplace_back(m_model.opensOnly, m_model.lattice, ExposureRules{false, 0});
    for (std::size_t i = 0; i < SeriesCount; ++i) {
        m_series.emplace_back(Steps[i], Kept[i], m_model.kernel, m_model.lattice, m_model.groups, serials);
        m_opensOnlySeries.emplace_back(Steps[i], Kept[i], m_model.opensOnly, m_model.lattice, 1, serials);
    }
}

Exposure::Crossed AssetFold::take(const LevelBar &bar) { return takeRun({&bar, 1}, bar.endMs()); }

void AssetFold::take(std::span<const LevelBar> bars, TimeMs knownUntilMs)
{
    while (!bars.empty()) {
        const std::size_t count = runLength(bars, knownUntilMs);
        takeRun(bars.first(count), knownUntilMs);
        bars = bars.subspan(count);
    }
}

/// How many of the bars can be taken at once: they follow each other, and nobody asks how it was between them.
std::size_t AssetFold::runLength(std::span<const LevelBar> bars, TimeMs knownUntilMs) const
{
    const LevelBar &first = bars.front();
    TimeMs stepMs = HourMs;
    for (const SeriesFold &series : m_series) {
        if (series.wants(first, knownUntilMs))
            stepMs = std::min(stepMs, series.stepMs());
    }
    const TimeMs endMs = floorTo(first.openMs, stepMs) + stepMs;
    std::size_t count = 1;
    while (count < bars.size() && bars[count].lengthMs == first.lengthMs
        && bars[count].openMs == bars[count - 1].endMs() && bars[count].endMs() <= endMs)
        ++count;
    return count;
}

Exposure::Crossed AssetFold::takeRun(std::span<const LevelBar> bars, TimeMs knownUntilMs)
{
    const Exposure::Crossed crossed = takeInto(m_exposures, m_series, bars, knownUntilMs,
        [bars](std::size_t bar, std::size_t group) -> const LevelFlow & { return bars[bar].flows[group]; });
    m_opensOnlyFlows.clear();
    for (const LevelBar &bar : bars)
        m_opensOnlyFlows.push_back(opensOnlyFlow(bar));
    takeInto(m_opensOnly, m_opensOnlySeries, bars, knownUntilMs,
        [this](std::size_t bar, std::size_t) -> const LevelFlow & { return m_opensOnlyFlows[bar]; });
    for (const LevelBar &bar : bars) {
        if (bar.hasPrice) {
            m_price = bar.close;
            m_volatility.add(bar.openMs, bar.high, bar.low, bar.close);
        }
        if (!std::isnan(bar.openInterestCoins))
            m_openInterestCoins = bar.openInterestCoins;
    }
    m_endMs = bars.back().endMs();
    if (m_endMs - m_trimmedMs >= TrimEveryMs && m_price > 0)
        trim();
    return crossed;
}

Exposure::Crossed AssetFold::takeInto(std::vector<Exposure> &exposures, std::vector<SeriesFold> &all,
    std::span<const LevelBar> bars, TimeMs knownUntilMs, const FlowOf &flowOf)
{
    std::array<SeriesFold *, SeriesCount> wanting{};
    std::size_t count = 0;
    for (SeriesFold &series : all) {
        if (!series.wants(bars.front(), knownUntilMs)) {
            series.breakOff(exposures);
            continue;
        }
        series.prepare(bars.front(), exposures);
        wanting[count++] = &series;
    }
    Exposure::Crossed crossed{};
    for (std::size_t g = 0; g < exposures.size(); ++g) {
        m_flows.clear();
        for (std::size_t bar = 0; bar < bars.size(); ++bar)
            m_flows.push_back(&flowOf(bar, g));
        std::array<ColumnRecorder *, SeriesCount> recorders{};
        for (std::size_t i = 0; i < count; ++i)
            recorders[i] = &wanting[i]->recorder(g);
        const auto some =
            exposures[g].step({bars.front().openMs, bars.front().lengthMs, m_flows}, {recorders.data(), count});
        crossed[0] += some[0];
        crossed[1] += some[1];
    }
    for (std::size_t i = 0; i < count; ++i)
        wanting[i]->take(bars);
    return crossed;
}

/// Keeps twice the reach, so that what a day's move brings back is still there.
void AssetFold::trim()
{
    m_trimmedMs = m_endMs;
    const int k0 = m_model.lattice.cellOf(m_price), reach = 2 * m_model.lattice.reachCells();
    for (std::vector<Exposure> *exposures : {&m_exposures, &m_opensOnly}) {
        for (Exposure &exposure : *exposures)
            exposure.trim({k0 - reach, k0 + reach + 1});
    }
}

ExposureProfile AssetFold::profileOf(std::span<const Exposure> exposures) const
{
    ExposureProfile profile;
    if (m_price <= 0)
        return profile;
    profile.price = m_price;
    profile.priceCell = m_model.lattice.cellOf(m_price);
    profile.range = m_model.lattice.modelled(profile.priceCell);
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        std::vector<float> &usd = profile.usd[static_cast<std::size_t>(side)];
        usd.assign(static_cast<std::size_t>(profile.range.width()), 0.0F);
        for (const Exposure &exposure : exposures)
            exposure.addProfile(side, profile.range, usd.data());
    }
    return profile;
}

ExposureProfile AssetFold::profile() const { return profileOf(m_exposures); }

ExposureProfile AssetFold::opensOnlyProfile() const { return profileOf(m_opensOnly); }

double AssetFold::meanAgeHours(PositionSide side, CellRange range) const
{
    double usd = 0, moment = 0;
    for (const Exposure &exposure : m_exposures)
        moment += exposure.openedMoment(side, range, usd);
    return usd > 0 ? static_cast<double>(m_endMs) / HourMs - moment / usd : 0;
}

std::array<LevelSeries, 3> AssetFold::series() const
{
    std::array<LevelSeries, 3> out;
    for (std::size_t i = 0; i < SeriesCount; ++i)
        out[i] = m_series[i].series(m_exposures);
    return out;
}

std::array<LevelSeries, 3> AssetFold::opensOnlySeries() const
{
    std::array<LevelSeries, 3> out;
    for (std::size_t i = 0; i < SeriesCount; ++i)
        out[i] = m_opensOnlySeries[i].series(m_opensOnly);
    return out;
}

} // namespace isobar
