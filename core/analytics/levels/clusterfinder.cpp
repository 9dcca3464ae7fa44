#include "core/analytics/levels/clusterfinder.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

std::vector<double> smoothed(const std::vector<float> &cells, double sigma)
{
    const int radius = std::max(1, static_cast<int>(std::ceil(4 * sigma)));
    std::vector<double> kernel(static_cast<std::size_t>(2 * radius + 1));
    double sum = 0;
    for (int i = -radius; i <= radius; ++i)
        sum += kernel[static_cast<std::size_t>(i + radius)] = std::exp(-0.5 * i * i / (sigma * sigma));
    std::vector<double> out(cells.size());
    const int count = static_cast<int>(cells.size());
    for (int i = 0; i < count; ++i) {
        double value = 0;
        for (int k = std::max(-radius, -i); k <= std::min(radius, count - 1 - i); ++k)
            value += kernel[static_cast<std::size_t>(k + radius)]
                * static_cast<double>(cells[static_cast<std::size_t>(i + k)]);
        out[static_cast<std::size_t>(i)] = value / sum;
    }
    return out;
}

class Finder {
public:
    Finder(const ClusterInputs &inputs, const ClusterSettings &settings)
        : m_inputs(inputs), m_settings(settings), m_profile(inputs.fold.profile()),
          m_volatility(inputs.fold.volatility()), m_width(inputs.fold.lattice().cellWidth)
    {
    }

    void find(PositionSide side, std::vector<Cluster> &out)
    {
        const std::vector<float> &cells = m_profile.usd[static_cast<std::size_t>(side)];
        const std::vector<double> smooth = smoothed(cells, m_settings.smoothing / m_width);
        const double least = m_settings.leastShare * totalNear(cells);
        const std::size_t before = out.size();
        for (const CellRange &run : runs(side, smooth)) {
            double usd = 0;
            for (int i = run.first; i < run.end; ++i)
                usd += static_cast<double>(cells[static_cast<std::size_t>(i)]);
            if (usd > 0 && usd >= least)
                out.push_back(describe(side, run, smooth, usd));
        }
        std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
            [](const Cluster &a, const Cluster &b) { return a.distance < b.distance; });
    }

private:
    double distanceOf(int index) const
    {
        const double position = m_profile.range.first + index + 0.5;
        return std::abs(position * m_width - std::log(m_profile.price));
    }

    double totalNear(const std::vector<float> &cells) const
    {
        double total = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (distanceOf(static_cast<int>(i)) <= m_settings.shareReach)
                total += static_cast<double>(cells[i]);
        }
        return total;
    }

    /// Runs of dense cells (indices into the profile), joined over small gaps.
    std::vector<CellRange> runs(PositionSide side, const std::vector<double> &smooth) const
    {
        std::array<double, LevelStatistics::Bands> median{};
        for (std::size_t b = 0; b < median.size(); ++b)
            median[b] = m_inputs.statistics.medianAt(side, (static_cast<double>(b) + 0.5) * LevelStatistics::BandWidth);
        const int gap = static_cast<int>(std::lround(m_settings.joinGap / m_width));
        std::vector<CellRange> found;
        for (int i = 0; i < static_cast<int>(smooth.size()); ++i) {
            const bool isBelow = m_profile.range.first + i < m_profile.priceCell;
            if (isBelow != (side == PositionSide::Long))
                continue;
            const auto band = static_cast<std::size_t>(distanceOf(i) / LevelStatistics::BandWidth);
            const double usual = band < median.size() ? median[band] : 0;
            if (usual <= 0 || smooth[static_cast<std::size_t>(i)] < m_settings.overMedian * usual)
                continue;
            if (!found.empty() && i - found.back().end <= gap)
                found.back().end = i + 1;
            else
                found.push_back({i, i + 1});
        }
        return found;
    }

    Cluster describe(PositionSide side, const CellRange &run, const std::vector<double> &smooth, double usd) const
    {
        const auto begin = smooth.begin() + run.first;
        const int peak = run.first + static_cast<int>(std::max_element(begin, smooth.begin() + run.end) - begin);
        const Lattice &lattice = m_inputs.fold.lattice();
        const int base = m_profile.range.first;
        Cluster cluster;
        cluster.side = side;
        cluster.low = lattice.lowerPrice(base + run.first);
        cluster.high = lattice.lowerPrice(base + run.end);
        cluster.peak = lattice.centrePrice(base + peak);
        cluster.printsUsd = usd * m_inputs.reportedScale;
        cluster.oiClosedUsd = cluster.printsUsd / m_inputs.coverage;
        cluster.distance = distanceOf(peak);
        cluster.meanAgeHours = m_inputs.fold.meanAgeHours(side, {base + run.first, base + run.end});
        cluster.touch24h = touchProbability(cluster.distance, m_volatility.over(24));
        cluster.touch4h = touchProbability(cluster.distance, m_volatility.over(4));
        if (m_inputs.openInterestUsd > 0) {
            const double near = m_profile.around(side, base + peak + 0.5, m_settings.loadHalfWidth / m_width);
            cluster.loadRank = m_inputs.statistics.loadRank(side, cluster.distance, near / m_inputs.openInterestUsd);
        }
        cluster.load = loadOf(cluster);
        return cluster;
    }

    ClusterLoad loadOf(const Cluster &cluster) const
    {
        const double enough = m_settings.loadedShareOfOi * m_inputs.openInterestUsd * m_inputs.coverage;
        const bool isLoaded = cluster.loadRank && *cluster.loadRank >= m_settings.loadedRank
            && cluster.printsUsd >= enough && m_volatility.isWarm;
        if (isLoaded && cluster.touch4h >= m_settings.armedTouch4h)
            return ClusterLoad::Armed;
        if (isLoaded && cluster.touch24h >= m_settings.loadedTouch24h)
            return ClusterLoad::Loaded;
        return ClusterLoad::Plain;
    }

    const ClusterInputs &m_inputs;
    const ClusterSettings &m_settings;
    ExposureProfile m_profile;
    Volatility m_volatility;
    double m_width;
};

} // namespace

std::vector<Cluster> findClusters(const ClusterInputs &inputs, const ClusterSettings &settings)
{
    std::vector<Cluster> clusters;
    if (inputs.fold.price() <= 0)
        return clusters;
    Finder finder(inputs, settings);
    finder.find(PositionSide::Long, clusters);
    finder.find(PositionSide::Short, clusters);
    return clusters;
}

} // namespace isobar
