#pragma once
#include <optional>
#include <span>

namespace isobar {

/// How many trade, against their own year (MODEL 14). It counts trades, not people.
enum class RetailState { Unknown, Few, Normal, Many, TooMany };

struct RetailActivity {
    std::optional<double> activity; ///< mean of 7 days / mean of 365; absent: less than a week is known
    int days = 0; ///< that the longer mean spans, 365 at most
    RetailState state = RetailState::Unknown; ///< unknown below 60 days
    bool isSpike = false; ///< the last day has twice the longer mean
};

/// `tradesADay`: of whole UTC days, ascending, without holes.
RetailActivity retailActivity(std::span<const double> tradesADay);

/// Share of the all-time high that the price stands above it (below: negative). NaN unless both are above zero.
double distanceFromHigh(double price, double allTimeHigh);

} // namespace isobar
