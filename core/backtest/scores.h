#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace isobar {

/// Ranks 1..n, the mean rank for equal values.
std::vector<double> ranksOf(std::span<const double> values);

/// Correlation of ranks; 0 when one side is constant. n >= 2.
double rankCorrelation(std::span<const double> a, std::span<const double> b);

/// What linear regressions on the ranks of some controls leave of the ranks of other values.
class RankResiduals {
public:
    explicit RankResiduals(std::span<const std::vector<double>> controls);
    std::vector<double> of(std::span<const double> values) const;
    /// Of two residuals; 0 when nothing is left of one.
    static double correlation(std::span<const double> a, std::span<const double> b);

private:
    std::vector<std::vector<double>> m_directions; // orthogonal, centred
};

/// Correlation of the ranks of two values given others: of what linear regressions on the ranks of the controls leave
/// of either. 0 when nothing is left.
double partialRankCorrelation(
    std::span<const double> a, std::span<const double> b, std::span<const std::vector<double>> controls);

/// Share of the Poisson deviance from the mean that the expectation explains, after one free scale. At most 1; below 0:
/// worse than the mean.
double explainedDeviance(std::span<const double> expected, std::span<const double> realised);

/// Probability that a hot one has the higher score than one that is not (ties: half); NaN when all or none are hot.
double areaUnderCurve(std::span<const double> scores, const std::vector<bool> &isHot);

/// Continuous ranked probability score of a log-normal predictive, on the logarithmic scale: in units of ln.
double normalCrps(double value, double mean, double sigma);
/// The same where the value is only a lower bound: of what is known to lie above, the part below the bound counts.
double censoredNormalCrps(double bound, double mean, double sigma);
/// Share of the standard normal below z.
double normalBelow(double z);

/// The indices of block-wise resamples: blocks are runs of equal `blockOf`; as many blocks as there are, drawn with
/// replacement. The same seed gives the same draws on every machine.
class BlockBootstrap {
public:
    BlockBootstrap(std::span<const std::int64_t> blockOf, std::uint64_t seed);
    /// The next draw.
    std::vector<std::size_t> draw();
    std::size_t blocks() const { return m_blocks.size(); }

private:
    std::vector<std::pair<std::size_t, std::size_t>> m_blocks; // first, count
    std::uint64_t m_state;
};

/// Lower and upper bound of the middle `share` of the draws of a statistic.
struct Interval {
    double low = 0, high = 0;
};
Interval middleOf(std::vector<double> draws, double share);

} // namespace isobar
