#include "core/analytics/funding.h"

#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double WindowHours = 8;
constexpr double NeededHours = 6;

double hoursBetween(TimeMs from, TimeMs to) { return static_cast<double>(to - from) / static_cast<double>(HourMs); }
TimeMs hoursMs(double hours) { return static_cast<TimeMs>(std::llround(hours * static_cast<double>(HourMs))); }

} // namespace

double per8h(double ratePerInterval, double intervalHours) { return ratePerInterval * 8 / intervalHours; }
double perInterval(double rate8h, double intervalHours) { return rate8h * intervalHours / 8; }
double perDay(double rate8h) { return 3 * rate8h; }
double perMonth(double rate8h) { return 90 * rate8h; }
double apr(double rate8h) { return 1095 * rate8h; }
double apy(double rate8h) { return std::pow(1 + rate8h, 1095) - 1; }
bool isShownPerDay(double rate8h) { return above(std::abs(apr(rate8h)), 10); }
PositionSide payingSide(double rate8h) { return rate8h < 0 ? PositionSide::Short : PositionSide::Long; }

SmoothedRate smoothedRate(const RunningRate &running, std::span<const SettledRate> settled, TimeMs nowMs)
{
    const double spot = per8h(running.rate, running.intervalHours);
    if (running.continuous || atLeast(running.intervalHours, WindowHours))
        return {spot, WindowHours, false};

    const TimeMs from = nowMs - hoursMs(WindowHours);
    double weighted = 0, known = 0;
    const auto add = [&](double rate, TimeMs start, TimeMs end) {
        const double hours = std::max(0.0, hoursBetween(std::max(start, from), std::min(end, nowMs)));
        weighted += rate * hours;
        known += hours;
    };

    std::optional<TimeMs> start;
    if (running.nextSettlementMs)
        start = *running.nextSettlementMs - hoursMs(running.intervalHours);
    if (!settled.empty())
        start = std::max(start.value_or(settled.back().timeMs), settled.back().timeMs);
    if (start)
        add(spot, *start, nowMs);
    for (std::size_t i = settled.size(); i-- > 0 && settled[i].timeMs > from;) {
        // An interval never reaches back over the settlement before it, whatever length is claimed for it.
        TimeMs begin = settled[i].timeMs - hoursMs(settled[i].hours);
        if (i > 0)
            begin = std::max(begin, settled[i - 1].timeMs);
        add(settled[i].rate8h, begin, settled[i].timeMs);
    }
    if (below(known, NeededHours))
        return {spot, known, true};
    return {weighted / known, known, false};
}

} // namespace isobar
