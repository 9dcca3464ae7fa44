#include "widgets/heatmap/stripdata.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double BarPixels = 4; // narrowest bar with its gap

void appendSeries(std::vector<StripColumn> &out, const LevelSeries &series, double fromMs, double toMs)
{
    for (const LevelChunkPtr &chunk : series.chunks) {
        if (static_cast<double>(chunk->columnMs(chunk->end())) <= fromMs)
            continue;
        if (static_cast<double>(chunk->openMs) >= toMs)
            break;
        for (int c = chunk->firstColumn; c < chunk->end(); ++c) {
            const LevelColumn &column = chunk->columns[static_cast<std::size_t>(c)];
            const TimeMs openMs = chunk->columnMs(c);
            if (static_cast<double>(openMs + chunk->stepMs) <= fromMs || static_cast<double>(openMs) >= toMs)
                continue;
            if (!column.hasPrice())
                continue;
            out.push_back({openMs, chunk->stepMs, static_cast<double>(column.openInterestCoins),
                static_cast<double>(column.deltaCoins), 0});
        }
    }
}

/// The premium of the venues, weighted with their open interest; no history of it is kept.
std::optional<double> premiumOf(const AssetSnapshot &asset)
{
    double weight = 0, sum = 0;
    for (const VenueRow &venue : asset.venues) {
        const double oi = venue.openInterestUsd.value_or(0);
        if (venue.premium && oi > 0) {
            weight += oi;
            sum += oi * *venue.premium;
        }
    }
    return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

/// Sums by bucket; buckets are cut at multiples of their length, so that bars stay while the view moves.
std::vector<StripBar> barsOf(const LiquidationLog &log, const Viewport &view, TimeMs bucketMs)
{
    std::vector<StripBar> bars;
    const TimeMs from = floorTo(static_cast<TimeMs>(view.fromMs), bucketMs);
    const auto to = static_cast<TimeMs>(view.toMs);
    for (const LiquidationDay &day : log.minuteSums) {
        if (!day || day->empty() || day->back().minuteMs < from)
            continue;
        auto minute = std::lower_bound(day->begin(), day->end(), from,
            [](const LiquidationMinute &each, TimeMs ms) { return each.minuteMs < ms; });
        for (; minute != day->end() && minute->minuteMs < to; ++minute) {
            const TimeMs open = floorTo(minute->minuteMs, bucketMs);
            if (bars.empty() || bars.back().openMs != open)
                bars.push_back({open, 0, 0});
            bars.back().longUsd += minute->usd.longUsd;
            bars.back().shortUsd += minute->usd.shortUsd;
        }
    }
    return bars;
}

} // namespace

std::vector<StripColumn> stripColumns(const LevelMap &map, double fromMs, double toMs)
{
    std::vector<StripColumn> columns;
    double until = toMs;
    std::array<double, 3> begins{};
    // The finest series that is there takes its time, what is before it is left to the next.
    for (std::size_t i = 0; i < map.series.size(); ++i) {
        const LevelSeries &series = map.series[i];
        begins[i] = until;
        if (!series.chunks.empty())
            begins[i] = std::min(until, static_cast<double>(series.firstMs()));
        until = begins[i];
    }
    for (std::size_t i = map.series.size(); i-- > 0;) {
        const double to = i == 0 ? toMs : begins[i - 1];
        const std::size_t before = columns.size();
        appendSeries(columns, map.series[i], std::max(fromMs, begins[i]), std::min(toMs, to));
        // A coarse column that reaches into the finer ones would count its trades twice.
        while (i > 0 && columns.size() > before && static_cast<double>(columns.back().endMs()) > to && to < toMs)
            columns.pop_back();
    }
    double sum = 0;
    for (StripColumn &column : columns) {
        if (!std::isnan(column.deltaCoins) && static_cast<double>(column.openMs) >= fromMs)
            sum += column.deltaCoins;
        column.cumulativeCoins = sum;
    }
    return columns;
}

TimeMs roundBucket(double atLeastMs)
{
    for (const TimeMs each : {MinuteMs, 2 * MinuteMs, 5 * MinuteMs, 15 * MinuteMs, 30 * MinuteMs, HourMs, 2 * HourMs,
             4 * HourMs, 8 * HourMs}) {
        if (static_cast<double>(each) >= atLeastMs)
            return each;
    }
    return DayMs;
}

StripData stripData(const HeatmapScene &scene, double width)
{
    StripData data;
    const Viewport &view = scene.view;
    if (!view.isValid() || width <= 0)
        return data;
    data.nowMs = scene.nowMs;
    data.bucketMs = roundBucket(BarPixels * view.spanMs() / width);
    if (scene.map)
        data.columns = stripColumns(*scene.map, view.fromMs, view.toMs);
    if (!scene.market)
        return data;
    const AssetSnapshot &asset = *scene.market;
    data.funding = asset.aggregateHistory;
    data.fundingNow8h = asset.aggregate.rate8h;
    data.neutral8h = asset.aggregate.neutral8h;
    data.premiumNow = premiumOf(asset);
    data.openInterestVenues = asset.history.openInterest.venues;
    data.allVenues = static_cast<int>(asset.venues.size());
    if (asset.liquidations) {
        data.hasBars = asset.liquidations->sinceMs.has_value();
        data.barsSinceMs = asset.liquidations->sinceMs.value_or(0);
        data.bars = barsOf(asset.liquidations->log, view, data.bucketMs);
    }
    return data;
}

const StripColumn *StripData::columnAt(double ms) const
{
    const auto after = std::upper_bound(columns.begin(), columns.end(), ms,
        [](double at, const StripColumn &column) { return at < static_cast<double>(column.openMs); });
    if (after == columns.begin())
        return nullptr;
    const StripColumn &column = *std::prev(after);
    return ms < static_cast<double>(column.endMs()) ? &column : nullptr;
}

const StripBar *StripData::barAt(double ms) const
{
    const auto after = std::upper_bound(bars.begin(), bars.end(), ms,
        [](double at, const StripBar &bar) { return at < static_cast<double>(bar.openMs); });
    if (after == bars.begin())
        return nullptr;
    const StripBar &bar = *std::prev(after);
    return ms < static_cast<double>(bar.openMs + bucketMs) ? &bar : nullptr;
}

std::optional<double> StripData::fundingAt(double ms) const
{
    if (!funding || ms > static_cast<double>(nowMs))
        return std::nullopt;
    const auto after = std::upper_bound(funding->begin(), funding->end(), ms,
        [](double at, const Point &point) { return at < static_cast<double>(point.timeMs); });
    return after == funding->begin() ? std::nullopt : std::optional(std::prev(after)->value);
}

double StripData::longUsd() const
{
    double sum = 0;
    for (const StripBar &bar : bars)
        sum += bar.longUsd;
    return sum;
}

double StripData::shortUsd() const
{
    double sum = 0;
    for (const StripBar &bar : bars)
        sum += bar.shortUsd;
    return sum;
}

} // namespace isobar::heatmap
