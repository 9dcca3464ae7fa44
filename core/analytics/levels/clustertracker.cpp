#include "core/analytics/levels/clustertracker.h"

#include "core/base/hash.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double LeastOverlap = 0.5;

double overlap(const Cluster &a, const Cluster &b)
{
    if (a.side != b.side)
        return 0;
    const double shared = std::log(std::min(a.high, b.high) / std::max(a.low, b.low));
    const double narrower = std::min(std::log(a.high / a.low), std::log(b.high / b.low));
    return shared > 0 && narrower > 0 ? shared / narrower : 0;
}

} // namespace

void ClusterTracker::identify(std::vector<Cluster> &clusters, TimeMs marketMs)
{
    struct Match {
        double overlap;
        std::size_t now, before;
    };
    std::vector<Match> matches;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        for (std::size_t j = 0; j < m_before.size(); ++j) {
            if (const double shared = overlap(clusters[i], m_before[j]); shared >= LeastOverlap)
                matches.push_back({shared, i, j});
        }
    }
    std::stable_sort(
        matches.begin(), matches.end(), [](const Match &a, const Match &b) { return a.overlap > b.overlap; });
    std::vector<bool> isTaken(m_before.size());
    for (const Match &match : matches) {
        Cluster &cluster = clusters[match.now];
        if (cluster.id != 0 || isTaken[match.before])
            continue;
        cluster.id = m_before[match.before].id;
        cluster.firstSeenMs = m_before[match.before].firstSeenMs;
        isTaken[match.before] = true;
    }
    for (Cluster &cluster : clusters) {
        if (cluster.id != 0)
            continue;
        cluster.firstSeenMs = marketMs;
        cluster.id = StableHash()
                         .add(m_asset)
                         .add(static_cast<std::int64_t>(cluster.side))
                         .add(marketMs)
                         .add(static_cast<std::int64_t>(std::llround(1e6 * std::log(cluster.peak))))
                         .value();
    }
    m_before = clusters;
}

} // namespace isobar
