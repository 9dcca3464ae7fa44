#pragma once
#include "widgets/charts/chartdata.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <vector>

/// Value and time to pixel and back, and where the axes carry ticks. Pure.
namespace isobar::charts {

struct Scale {
    QRectF plot; ///< logical pixels; time runs right, values up
    TimeRange time;
    ValueRange value;

    double x(TimeMs timeMs) const;
    double y(double at) const;
    TimeMs timeAt(double xPixel) const; ///< clamped to the range
    bool operator==(const Scale &) const = default;
};

/// Round values (1, 2 or 5 times a power of ten after multiplication by `unitFactor`) inside the range, about `count`
/// of them, ascending. Zero is among them when it is inside.
std::vector<double> valueTicks(ValueRange range, int count, double unitFactor = 1);

struct TimeTick {
    TimeMs timeMs = 0;
    QString label; ///< "21 Sep" at a day's start, else "14:00"
    bool isDay = false;
    bool operator==(const TimeTick &) const = default;
};
/// Whole hours or days, at least `labelWidth` pixels apart. `zoneOffsetMs` is added to UTC for display (0: UTC).
std::vector<TimeTick> timeTicks(TimeRange range, double width, double labelWidth, TimeMs zoneOffsetMs = 0);

} // namespace isobar::charts
