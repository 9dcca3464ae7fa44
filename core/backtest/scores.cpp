#include "core/backtest/scores.h"

#include "core/analytics/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace isobar {

namespace {

double meanOf(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double correlation(std::span<const double> a, std::span<const double> b)
{
    const double meanA = meanOf(a), meanB = meanOf(b);
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
    }
    // What rounding leaves of a constant is none.
    const double least = 1e-9 * static_cast<double>(a.size());
    return aa > least && bb > least ? ab / std::sqrt(aa * bb) : 0;
}

/// Takes away from `values` what the (orthogonal, centred) directions explain.
void project(std::vector<double> &values, const std::vector<std::vector<double>> &directions)
{
    const double mean = meanOf(values);
    for (double &value : values)
        value -= mean;
    for (const std::vector<double> &direction : directions) {
        const double length = std::inner_product(direction.begin(), direction.end(), direction.begin(), 0.0);
        if (length <= 1e-9 * static_cast<double>(values.size()))
            continue;
        const double share = std::inner_product(values.begin(), values.end(), direction.begin(), 0.0) / length;
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] -= share * direction[i];
    }
}

double normalDensity(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

double poissonDeviance(double realised, double expected)
{
    const double log = realised > 0 ? realised * std::log(realised / expected) : 0;
    return 2 * (log - (realised - expected));
}

} // namespace

std::vector<double> ranksOf(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        for (std::size_t i = first; i < end; ++i)
            ranks[order[i]] = static_cast<double>(first + end + 1) / 2;
        first = end;
    }
    return ranks;
}

double rankCorrelation(std::span<const double> a, std::span<const double> b)
{
    return correlation(ranksOf(a), ranksOf(b));
}

RankResiduals::RankResiduals(std::span<const std::vector<double>> controls)
{
    for (const std::vector<double> &control : controls) {
        std::vector<double> ranks = ranksOf(control);
        project(ranks, m_directions);
        m_directions.push_back(std::move(ranks));
    }
}

std::vector<double> RankResiduals::of(std::span<const double> values) const
{
    std::vector<double> ranks = ranksOf(values);
    project(ranks, m_directions);
    return ranks;
}

double RankResiduals::correlation(std::span<const double> a, std::span<const double> b)
{
    return isobar::correlation(a, b);
}

double partialRankCorrelation(
    std::span<const double> a, std::span<const double> b, std::span<const std::vector<double>> controls)
{
    const RankResiduals residuals(controls);
    return RankResiduals::correlation(residuals.of(a), residuals.of(b));
}

double explainedDeviance(std::span<const double> expected, std::span<const double> realised)
{
    constexpr double Least = 1; // USD: what never can be expected costs no infinity
    const double mean = std::max(meanOf(realised), Least);
    const double meanExpected = meanOf(expected);
    if (meanExpected <= 0) // it says nothing
        return 0;
    const double scale = mean / meanExpected;
    double ofModel = 0, ofMean = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        ofModel += poissonDeviance(realised[i], std::max(scale * expected[i], Least));
        ofMean += poissonDeviance(realised[i], mean);
    }
    return ofMean > 0 ? 1 - ofModel / ofMean : 0;
}

double areaUnderCurve(std::span<const double> scores, const std::vector<bool> &isHot)
{
    const std::vector<double> ranks = ranksOf(scores);
    double sum = 0, hot = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        sum += isHot[i] ? ranks[i] : 0;
        hot += isHot[i];
    }
    const double cold = static_cast<double>(ranks.size()) - hot;
    return hot > 0 && cold > 0 ? (sum - hot * (hot + 1) / 2) / (hot * cold) : std::numeric_limits<double>::quiet_NaN();
}

double normalBelow(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

double normalCrps(double value, double mean, double sigma)
{
    if (sigma <= 0)
        return std::abs(value - mean);
    const double z = (value - mean) / sigma;
    return sigma * (z * (2 * normalBelow(z) - 1) + 2 * normalDensity(z) - 1 / std::sqrt(std::numbers::pi));
}

double censoredNormalCrps(double bound, double mean, double sigma)
{
    if (sigma <= 0)
        return std::max(0.0, bound - mean);
    // The integral of the squared distribution function up to the bound.
    const double z = (bound - mean) / sigma, below = normalBelow(z);
    return sigma
        * (z * below * below + 2 * below * normalDensity(z)
            - normalBelow(z * std::numbers::sqrt2) / std::sqrt(std::numbers::pi));
}

BlockBootstrap::BlockBootstrap(std::span<const std::int64_t> blockOf, std::uint64_t seed) : m_state(seed)
{
    for (std::size_t i = 0; i < blockOf.size(); ++i) {
        if (i == 0 || blockOf[i] != blockOf[i - 1])
            m_blocks.emplace_back(i, 0);
        ++m_blocks.back().second;
    }
}

std::vector<std::size_t> BlockBootstrap::draw()
{
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        // A linear congruential generator (Knuth's constants); its upper bits choose.
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        const auto [first, count] = m_blocks[(m_state >> 33U) % m_blocks.size()];
        for (std::size_t k = 0; k < count; ++k)
            indices.push_back(first + k);
    }
    return indices;
}

Interval middleOf(std::vector<double> draws, double share)
{
    return {quantile(draws, (1 - share) / 2), quantile(draws, (1 + share) / 2)};
}

} // namespace isobar
