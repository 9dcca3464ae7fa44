#include "widgets/charts/chartdata.h"

#include "core/base/numbers.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace isobar::charts {

namespace {

bool isEarlier(const Point &point, TimeMs timeMs) { return point.timeMs < timeMs; }

/// Linear between neighbours; `sorted` is not empty.
double quantile(const std::vector<double> &sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

} // namespace

std::span<const Point> within(std::span<const Point> points, TimeRange range)
{
    auto first = std::lower_bound(points.begin(), points.end(), range.from, isEarlier);
    if (first != points.begin() && (first == points.end() || first->timeMs > range.from))
        --first;
    const auto last = std::lower_bound(first, points.end(), range.to + 1, isEarlier);
    return {first, last};
}

std::vector<Point> decimate(std::span<const Point> points, TimeRange range, int columns)
{
    const std::span<const Point> inside = within(points, range);
    if (columns <= 0 || inside.size() <= static_cast<std::size_t>(columns) * 4)
        return {inside.begin(), inside.end()};
    std::vector<Point> kept;
    const double width = static_cast<double>(range.to - range.from) / columns;
    const auto columnOf = [&](const Point &point) {
        return static_cast<int>(std::floor(static_cast<double>(point.timeMs - range.from) / width));
    };
    for (std::size_t begin = 0; begin < inside.size();) {
        std::size_t end = begin, low = begin, high = begin;
        for (; end < inside.size() && columnOf(inside[end]) == columnOf(inside[begin]); ++end) {
            if (inside[end].value < inside[low].value)
                low = end;
            if (inside[end].value > inside[high].value)
                high = end;
        }
        std::array<std::size_t, 4> chosen{begin, std::min(low, high), std::max(low, high), end - 1};
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            if (i == 0 || chosen[i] != chosen[i - 1])
                kept.push_back(inside[chosen[i]]);
        }
        begin = end;
    }
    return kept;
}

QList<QPointF> stepLine(std::span<const Point> points, TimeRange range)
{
    QList<QPointF> line;
    for (const Point &point : points) {
        if (point.timeMs > range.to)
            break;
        if (std::isnan(point.value))
            continue;
        const auto x = static_cast<double>(std::max(point.timeMs, range.from));
        if (!line.isEmpty())
            line.append({x, line.back().y()});
        line.append({x, point.value});
    }
    if (!line.isEmpty())
        line.append({static_cast<double>(range.to), line.back().y()});
    return line;
}

std::optional<double> valueAt(std::span<const Point> points, TimeMs timeMs)
{
    const auto after = std::lower_bound(points.begin(), points.end(), timeMs + 1, isEarlier);
    if (after == points.begin())
        return std::nullopt;
    return std::prev(after)->value;
}

ValueRange clippedRange(std::vector<double> values, std::span<const double> always)
{
    ValueRange range;
    bool hasRange = false;
    if (!values.empty()) {
        std::sort(values.begin(), values.end());
        const double low = quantile(values, 0.05), high = quantile(values, 0.95);
        const double reach = std::max(high - low, 0.00005) / 2;
        range = {std::max(values.front(), low - reach), std::min(values.back(), high + reach)};
        hasRange = true;
    }
    for (const double value : always) {
        range.low = hasRange ? std::min(range.low, value) : value;
        range.high = hasRange ? std::max(range.high, value) : value;
        hasRange = true;
    }
    const double margin = std::max((range.high - range.low) * 0.08, 0.00001);
    return {range.low - margin, range.high + margin};
}

std::vector<Outlier> outliers(std::span<const Point> points, ValueRange shown)
{
    std::vector<Outlier> found;
    int side = 0; // of the run that is going on
    for (const Point &point : points) {
        const int here = point.value > shown.high ? 1 : point.value < shown.low ? -1 : 0;
        if (here != 0 && here != side)
            found.push_back({point.timeMs, point.value});
        else if (here != 0 && std::abs(point.value) > std::abs(found.back().value))
            found.back() = {point.timeMs, point.value};
        side = here;
    }
    return found;
}

std::vector<Stack> stacked(const std::vector<Series> &series)
{
    std::set<TimeMs> times;
    for (const Series &each : series) {
        for (const Point &point : *each)
            times.insert(point.timeMs);
    }
    std::vector<double> height(times.size(), 0);
    std::vector<Stack> stacks;
    for (const Series &each : series) {
        auto base = std::make_shared<std::vector<Point>>(), top = std::make_shared<std::vector<Point>>();
        std::size_t at = 0;
        for (const TimeMs time : times) {
            const double value = valueAt(*each, time).value_or(std::numeric_limits<double>::quiet_NaN());
            base->push_back({time, height[at]});
            top->push_back({time, height[at] + value});
            height[at] += std::isnan(value) ? 0 : value;
            ++at;
        }
        stacks.push_back({std::move(base), std::move(top)});
    }
    return stacks;
}

QByteArray csvOf(const std::vector<NamedSeries> &series, TimeRange range, const QByteArray &value)
{
    QByteArray csv = "time_utc,time_ms,series," + value + '\n';
    for (const NamedSeries &each : series) {
        if (!each.points)
            continue;
        QString name = each.name;
        if (name.contains(u',') || name.contains(u'"'))
            name = u'"' + name.replace(u'"', QStringLiteral("\"\"")) + u'"';
        for (const Point &point : *each.points) {
            if (point.timeMs < range.from || point.timeMs > range.to || std::isnan(point.value))
                continue;
            csv += QDateTime::fromMSecsSinceEpoch(point.timeMs, Qt::UTC).toString(Qt::ISODate).toLatin1() + ','
                + QByteArray::number(static_cast<qlonglong>(point.timeMs)) + ',' + name.toUtf8() + ','
                + QByteArray::fromStdString(formatShortest(point.value)) + '\n';
        }
    }
    return csv;
}

} // namespace isobar::charts
