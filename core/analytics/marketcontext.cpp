#include "core/analytics/marketcontext.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace isobar {

namespace {

constexpr std::size_t WeekDays = 7, YearDays = 365, LeastDays = 60;

double meanOf(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

RetailState stateOf(double activity)
{
    if (activity < 0.75)
        return RetailState::Few;
    if (activity < 1.25)
        return RetailState::Normal;
    return activity < 2 ? RetailState::Many : RetailState::TooMany;
}

} // namespace

RetailActivity retailActivity(std::span<const double> tradesADay)
{
    RetailActivity result;
    const std::span<const double> year = tradesADay.last(std::min(tradesADay.size(), YearDays));
    result.days = static_cast<int>(year.size());
    if (year.size() < WeekDays)
        return result;
    const double usual = meanOf(year);
    if (!(usual > 0))
        return result;
    result.activity = meanOf(year.last(WeekDays)) / usual;
    result.isSpike = year.back() >= 2 * usual;
    if (year.size() >= LeastDays)
        result.state = stateOf(*result.activity);
    return result;
}

double distanceFromHigh(double price, double allTimeHigh)
{
    if (!(price > 0 && allTimeHigh > 0))
        return std::numeric_limits<double>::quiet_NaN();
    return price / allTimeHigh - 1;
}

} // namespace isobar
