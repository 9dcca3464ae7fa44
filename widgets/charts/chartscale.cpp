#include "widgets/charts/chartscale.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::charts {

double Scale::x(TimeMs timeMs) const
{
    return plot.left()
        + plot.width() * static_cast<double>(timeMs - time.from) / static_cast<double>(time.to - time.from);
}

double Scale::y(double at) const { return plot.bottom() - plot.height() * (at - value.low) / (value.high - value.low); }

TimeMs Scale::timeAt(double xPixel) const
{
    const double share = std::clamp((xPixel - plot.left()) / plot.width(), 0.0, 1.0);
    return time.from + static_cast<TimeMs>(std::llround(share * static_cast<double>(time.to - time.from)));
}

std::vector<double> valueTicks(ValueRange range, int count, double unitFactor)
{
    std::vector<double> ticks;
    const double low = range.low * unitFactor, high = range.high * unitFactor;
    if (count <= 0 || !(high > low))
        return ticks;
    const double rough = (high - low) / count, power = std::pow(10, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (nice * power >= rough * 0.999) {
            step = nice * power;
            break;
        }
    }
    for (double index = std::ceil(low / step); index * step <= high; index += 1)
        ticks.push_back(index * step / unitFactor);
    return ticks;
}

std::vector<TimeTick> timeTicks(TimeRange range, double width, double labelWidth, TimeMs zoneOffsetMs)
{
    constexpr std::array<TimeMs, 11> Steps{MinuteMs * 15, HourMs, 2 * HourMs, 4 * HourMs, 6 * HourMs, 12 * HourMs,
        DayMs, 2 * DayMs, 5 * DayMs, 10 * DayMs, 30 * DayMs};
    std::vector<TimeTick> ticks;
    const TimeMs length = range.to - range.from;
    if (length <= 0 || width <= 0)
        return ticks;
    const auto fits = [&](TimeMs step) {
        return static_cast<double>(step) / static_cast<double>(length) * width >= labelWidth;
    };
    const auto found = std::find_if(Steps.begin(), Steps.end(), fits);
    const TimeMs step = found == Steps.end() ? Steps.back() : *found;
    const QLocale locale = QLocale(QLocale::English);
    for (TimeMs t = floorTo(range.from + zoneOffsetMs + step - 1, step); t <= range.to + zoneOffsetMs; t += step) {
        const QDateTime shown = QDateTime::fromMSecsSinceEpoch(t, Qt::UTC);
        const bool isDay = floorTo(t, DayMs) == t;
        ticks.push_back({t - zoneOffsetMs,
            locale.toString(shown, isDay ? QStringLiteral("d MMM") : QStringLiteral("HH:mm")), isDay});
    }
    return ticks;
}

} // namespace isobar::charts
