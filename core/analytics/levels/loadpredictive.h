#pragma once
#include "core/base/time.h"

#include <deque>

namespace isobar {

/// How far off expected loads were in the last 30 d, and so how far off the next may be: log-normal around the expected
/// (MODEL 9). Small loads are further off than large ones, so those that were expected alike count most. One side of
/// one asset.
class LoadPredictive {
public:
    static constexpr TimeMs KeptMs = 30 * DayMs;
    static constexpr std::size_t LeastHours = 48;
    /// Added to either before the logarithm: below this nobody cares, and hours without any are possible.
    static constexpr double SmallUsd = 1000;

    /// Of ln(USD + SmallUsd).
    struct Normal {
        double mean = 0, sigma = 0;
        /// USD below which the share `q` is expected; `z`: the quantile of the standard normal for it.
        double usdAt(double z) const;
    };
    bool isReady() const { return m_errors.size() >= LeastHours; }
    /// What is predicted where so much is expected; ready only.
    Normal at(double expectedUsd) const;
    /// The outcome of an hour, in order of time.
    void add(TimeMs openMs, double expectedUsd, double printedUsd);
    static double logOf(double usd);

private:
    struct Error {
        TimeMs openMs;
        double expected, value; // of ln
    };
    std::deque<Error> m_errors;
};

} // namespace isobar
