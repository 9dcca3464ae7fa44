#include "core/backtest/pathscores.h"

#include "core/analytics/statistics.h"
#include "core/backtest/scores.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace isobar {

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t LeastPieces = 10; // of a way, to tell hot ones
constexpr double HotShare = 0.8;
constexpr double BandWidth = 0.005; // of ln
constexpr std::size_t LeastCases = 10; // in a band

} // namespace

double hotBinAuc(const std::vector<ScoredPath> &paths)
{
    double sum = 0, count = 0;
    for (const ScoredPath &path : paths) {
        if (path.realised.size() < LeastPieces)
            continue;
        const double hot = quantile(path.realised, HotShare);
        std::vector<bool> isHot;
        for (const double realised : path.realised)
            isHot.push_back(realised > hot);
        const double area = areaUnderCurve(path.expected, isHot);
        if (std::isnan(area))
            continue;
        sum += area;
        count += 1;
    }
    return count > 0 ? sum / count : Unknown;
}

void BandedRanks::add(double distance, double expected, double realised)
{
    Band &band = m_bands[static_cast<int>(distance / BandWidth)];
    band.expected.push_back(expected);
    band.realised.push_back(realised);
}

double BandedRanks::correlation() const
{
    double sum = 0, count = 0;
    for (const auto &[number, band] : m_bands) {
        const auto cases = static_cast<double>(band.expected.size());
        if (band.expected.size() < LeastCases)
            continue;
        sum += cases * rankCorrelation(band.expected, band.realised);
        count += cases;
    }
    return count > 0 ? sum / count : Unknown;
}

double brightness(const std::vector<ScoredPath> &paths)
{
    BandedRanks ranks;
    for (const ScoredPath &path : paths) {
        const auto pieces = static_cast<std::size_t>(std::lround(BandWidth / path.pieceLength));
        for (std::size_t first = 0; first + pieces <= path.expected.size(); first += pieces) {
            const auto sum = [&](const std::vector<double> &of) {
                const auto begin = of.begin() + static_cast<std::ptrdiff_t>(first);
                return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(pieces), 0.0);
            };
            const auto band = static_cast<double>(first / pieces);
            ranks.add((band + 0.5) * BandWidth, sum(path.expected), sum(path.realised));
        }
    }
    return ranks.correlation();
}

} // namespace isobar
