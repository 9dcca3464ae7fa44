#pragma once
#include "core/base/time.h"
#include "core/settings/settings.h"
#include "widgets/heatmap/viewport.h"

#include <QString>

#include <vector>

/// Where the axes carry ticks. Pure.
namespace isobar::heatmap {

/// Round prices (1, 2, 2.5 or 5 times a power of ten) in the view, ascending, at least `leastGap` pixels apart.
std::vector<double> priceTicks(const Viewport &view, double height, double leastGap);

struct TimeTick {
    TimeMs timeMs = 0;
    QString label; ///< "21 Sep" at a day's start, else "14:00"
    bool isDay = false;
    bool operator==(const TimeTick &) const = default;
};
/// Round times of the zone in the view, at least `leastGap` pixels apart.
std::vector<TimeTick> timeTicks(const Viewport &view, double width, double leastGap, TimeZoneChoice zone);

/// Milliseconds that the zone is ahead of UTC at a moment.
TimeMs zoneOffset(double ms, TimeZoneChoice zone);

} // namespace isobar::heatmap
