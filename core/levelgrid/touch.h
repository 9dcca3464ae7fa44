#pragma once

namespace isobar {

/// Volatility of an asset as MODEL 6 needs it: standard deviations of ln(price) over one hour.
struct Volatility {
    double slow = 0; ///< for horizons above 8 h
    double fast = 0; ///< for horizons up to 8 h
    bool isWarm = false; ///< made of at least 48 h
    /// Standard deviation over a horizon; 0 while nothing is known.
    double over(double hours) const;
    double daily() const { return over(24); }
    bool operator==(const Volatility &) const = default;
};

/// Probability (0..1) that the price comes as far as `distance` (|ln(level / price)|) within the time for which its
/// standard deviation is `sigma`. MODEL 6. 0 when sigma is not known.
double touchProbability(double distance, double sigma);

} // namespace isobar
