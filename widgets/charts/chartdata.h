#pragma once
#include "core/snapshot/snapshot.h"

#include <QList>
#include <QPointF>

#include <optional>
#include <span>
#include <vector>

/// Series of values in time as a chart needs them. Pure: points in, points out. A value holds from its time until the
/// next one (step-after).
namespace isobar::charts {

struct TimeRange {
    TimeMs from = 0, to = 0; ///< from < to
    bool operator==(const TimeRange &) const = default;
};
struct ValueRange {
    double low = 0, high = 0;
    bool operator==(const ValueRange &) const = default;
};

/// The points that matter within `range`: those inside and the last one before it.
std::span<const Point> within(std::span<const Point> points, TimeRange range);

/// At most four points for each of `columns` equal slices of the range: first, lowest, highest and last, in order of
/// time. Extremes survive, and so does what a step line shows at the edges of a slice. Short series pass unchanged.
std::vector<Point> decimate(std::span<const Point> points, TimeRange range, int columns);

/// The corners of the step line from the range's start to its end (x: Unix ms, y: value); empty for no points. Unknown
/// values (NaN) are passed over: what was known before holds.
QList<QPointF> stepLine(std::span<const Point> points, TimeRange range);

/// The value that holds at `timeMs`; absent before the first point.
std::optional<double> valueAt(std::span<const Point> points, TimeMs timeMs);

/// What the value axis shows. Half the distance between the 5 % and 95 % quantiles is left on either side of them, what
/// lies beyond is clipped; but `always` (latest values, reference lines) is never clipped, and nothing is left over
/// where there are no values.
ValueRange clippedRange(std::vector<double> values, std::span<const double> always);

/// A run of values outside the range: where its most extreme point stands, for a marker at the edge.
struct Outlier {
    TimeMs timeMs = 0;
    double value = 0;
    bool operator==(const Outlier &) const = default;
};
std::vector<Outlier> outliers(std::span<const Point> points, ValueRange shown);

/// One line of the chart as the exporter needs it.
struct NamedSeries {
    QString name;
    Series points;
};
/// "time_utc,time_ms,series,<value>": a row for each known point in range, series by series.
QByteArray csvOf(const std::vector<NamedSeries> &series, TimeRange range, const QByteArray &value);

/// Series on top of each other, in that order, at all times that any of them has: of each its lower and its
/// upper edge. A series counts where it is known.
struct Stack {
    Series base, top;
};
std::vector<Stack> stacked(const std::vector<Series> &series);

} // namespace isobar::charts
