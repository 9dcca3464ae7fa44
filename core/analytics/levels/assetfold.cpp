#include "core/analytics/levels/assetfold.h"

#include <cmath>
#include <utility>

namespace isobar {

namespace {

constexpr std::size_t SeriesCount = 3;
constexpr TimeMs Steps[SeriesCount]{MinuteMs, 5 * MinuteMs, HourMs};
constexpr TimeMs Kept[SeriesCount]{6 * HourMs, 7 * DayMs, 90 * DayMs};
constexpr TimeMs TrimEveryMs = DayMs;

void takeInto(std::vector<SeriesFold> &all, const LevelBar &bar, std::vector<Exposure> &exposures,
    std::span<const LevelFlow> flows, Exposure::Crossed &crossed)
{
    for (SeriesFold &series : all)
        series.prepare(bar, exposures);
    for (std::size_t g = 0; g < exposures.size(); ++g) {
        std::array<ColumnRecorder *, SeriesCount> recorders{};
        std::size_t count = 0;
        for (SeriesFold &series : all) {
            if (series.records())
                recorders[count++] = &series.recorder(g);
        }
        const auto some = exposures[g].step(flows[g], bar.openMs, bar.lengthMs, {recorders.data(), count});
        crossed[0] += some[0];
        crossed[1] += some[1];
    }
    for (SeriesFold &series : all)
        series.take(bar);
}

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

Exposure::Crossed AssetFold::take(const LevelBar &bar)
{
    Exposure::Crossed crossed{}, unused{};
    takeInto(m_series, bar, m_exposures, bar.flows, crossed);
    takeInto(m_opensOnlySeries, bar, m_opensOnly, {&bar.opensOnly, 1}, unused);
    m_endMs = bar.endMs();
    if (bar.hasPrice) {
        m_price = bar.close;
        m_volatility.add(bar.openMs, bar.high, bar.low, bar.close);
    }
    if (!std::isnan(bar.openInterestCoins))
        m_openInterestCoins = bar.openInterestCoins;
    if (m_endMs - m_trimmedMs >= TrimEveryMs && m_price > 0) {
        m_trimmedMs = m_endMs;
        // Twice the reach, so that what a day's move brings back is still there.
        const int k0 = m_model.lattice.cellOf(m_price), reach = 2 * m_model.lattice.reachCells();
        for (Exposure &exposure : m_exposures)
            exposure.trim({k0 - reach, k0 + reach + 1});
        for (Exposure &exposure : m_opensOnly)
            exposure.trim({k0 - reach, k0 + reach + 1});
    }
    return crossed;
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
