#include "core/analytics/fundinghistory.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

/// Hours between two settlements when they can be neighbours of one schedule; a gap in the history cannot.
std::optional<double> neighbourHours(TimeMs from, TimeMs to)
{
    const double hours = std::round(static_cast<double>(to - from) / HourMs);
    if (hours < 1 || hours > 24)
        return std::nullopt;
    return hours;
}

TimeMs hoursMs(double hours) { return static_cast<TimeMs>(hours * static_cast<double>(HourMs)); }

} // namespace

std::vector<SettledRate> settledRates(std::span<const FundingPayment> payments, double intervalHours)
{
    std::vector<SettledRate> rates;
    rates.reserve(payments.size());
    for (std::size_t i = 0; i < payments.size(); ++i) {
        double hours = intervalHours;
        if (i > 0) {
            // A missing payment doubles the distance; only a change towards shorter or equal spacing is believed at
            // once.
            const auto spacing = neighbourHours(payments[i - 1].timeMs, payments[i].timeMs);
            const auto before = i > 1 ? neighbourHours(payments[i - 2].timeMs, payments[i - 1].timeMs) : spacing;
            if (spacing && (*spacing <= intervalHours || spacing == before))
                hours = *spacing;
        }
        rates.push_back({payments[i].timeMs, payments[i].rate * 8 / hours, hours});
    }
    return rates;
}

std::optional<double> settledSmoothedAt(std::span<const SettledRate> rates, TimeMs timeMs)
{
    const auto after = std::upper_bound(
        rates.begin(), rates.end(), timeMs, [](TimeMs time, const SettledRate &rate) { return time < rate.timeMs; });
    if (after == rates.begin())
        return std::nullopt;
    const SettledRate &last = *(after - 1);
    if (timeMs - last.timeMs > hoursMs(last.hours * 1.25))
        return std::nullopt;
    if (last.hours >= 8)
        return last.rate8h;
    double weighted = 0, known = 0;
    const TimeMs from = last.timeMs - 8 * HourMs;
    for (auto each = after; each != rates.begin();) {
        --each;
        const TimeMs start = std::max(each->timeMs - hoursMs(each->hours), from);
        if (each->timeMs <= from + MinuteMs)
            break;
        const double length = static_cast<double>(each->timeMs - start);
        weighted += each->rate8h * length;
        known += length;
    }
    if (known < 6.0 * HourMs - MinuteMs)
        return std::nullopt;
    return weighted / known;
}

} // namespace isobar
