#include "widgets/heatmap/axisticks.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar::heatmap {

std::vector<double> priceTicks(const Viewport &view, double height, double leastGap)
{
    std::vector<double> ticks;
    if (!view.isValid() || height <= 0)
        return ticks;
    // On a logarithmic axis equal steps are nearest to each other at the top.
    const double high = view.high();
    const double least = high * (1 - std::exp(-view.logSpan() * leastGap / height));
    const double power = std::pow(10, std::floor(std::log10(least)));
    double step = power * 10;
    for (const double nice : {1.0, 2.0, 2.5, 5.0}) {
        if (nice * power >= least) {
            step = nice * power;
            break;
        }
    }
    for (double index = std::ceil(view.low() / step); index * step <= high; index += 1)
        ticks.push_back(index * step);
    return ticks;
}

TimeMs zoneOffset(double ms, TimeZoneChoice zone)
{
    if (zone == TimeZoneChoice::Utc)
        return 0;
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(ms)).offsetFromUtc() * SecondMs;
}

std::vector<TimeTick> timeTicks(const Viewport &view, double width, double leastGap, TimeZoneChoice zone)
{
    constexpr std::array<TimeMs, 16> Steps{MinuteMs, 2 * MinuteMs, 5 * MinuteMs, 10 * MinuteMs, 15 * MinuteMs,
        30 * MinuteMs, HourMs, 2 * HourMs, 3 * HourMs, 6 * HourMs, 12 * HourMs, DayMs, 2 * DayMs, 5 * DayMs, 10 * DayMs,
        30 * DayMs};
    std::vector<TimeTick> ticks;
    if (!view.isValid() || width <= 0)
        return ticks;
    const double least = view.spanMs() * leastGap / width;
    const auto found =
        std::find_if(Steps.begin(), Steps.end(), [least](TimeMs step) { return static_cast<double>(step) >= least; });
    const TimeMs step = found == Steps.end() ? Steps.back() : *found;
    const TimeMs offset = zoneOffset((view.fromMs + view.toMs) / 2, zone);
    const QLocale locale(QLocale::English);
    const auto from = static_cast<TimeMs>(std::ceil(view.fromMs)), to = static_cast<TimeMs>(view.toMs);
    for (TimeMs t = floorTo(from + offset + step - 1, step); t <= to + offset; t += step) {
        const QDateTime shown = QDateTime::fromMSecsSinceEpoch(t, Qt::UTC);
        const bool isDay = floorTo(t, DayMs) == t;
        ticks.push_back(
            {t - offset, locale.toString(shown, isDay ? QStringLiteral("d MMM") : QStringLiteral("HH:mm")), isDay});
    }
    return ticks;
}

} // namespace isobar::heatmap
