#pragma once
#include <span>
#include <vector>

namespace isobar {

/// Median, the mean of the middle two for an even count. NaN is skipped; NaN when nothing is left. O(n).
double median(std::span<const double> values);

/// Median of |value - centre|, the MAD when `centre` is the median. NaN as above.
double medianDistance(std::span<const double> values, double centre);

/// A value and how much it counts.
struct Weighted {
    double value = 0;
    double weight = 0; ///< >= 0, in any unit
};

/// The value at which half of the weight lies below: the mean of the two neighbours when a cut falls exactly between
/// them, so that equal weights give the plain median. Skips NaN and weights that are not positive; NaN when nothing is
/// left.
double weightedMedian(std::vector<Weighted> values);

/// Weighted median of |value - centre|.
double weightedMedianDistance(std::span<const Weighted> values, double centre);

/// The value below which the share `q` (0..1) lies, interpolated between neighbours. NaN as above.
double quantile(std::span<const double> values, double q);

struct ShareInterval {
    double low = 0, high = 1;
    bool operator==(const ShareInterval &) const = default;
};
/// Where a share lies of which `hits` of `cases` were seen: Wilson's interval, 95 %. 0..1 without cases.
ShareInterval wilsonInterval(int hits, int cases);

/// Rank of `value` among `samples`, 0..1: the share below it and half of the share equal to it. NaN without samples.
double rankAmong(std::span<const double> samples, double value);

} // namespace isobar
