#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QString>

#include <vector>

class QPainter;

namespace isobar::heatmap {

/// The clusters that are drawn: of each side the `most` with the most expected prints whose peak is in view, in the
/// order of the map (nearest first). Pure.
std::vector<const Cluster *> labelledClusters(const LevelMap &map, const Viewport &view, std::size_t most = 3);

/// Upper edges of labels of a height whose middles shall stand at `wanted` (in any order): pushed apart and inside
/// [top, bottom]; in the order of `wanted`. Pure.
std::vector<double> spreadLabels(const std::vector<double> &wanted, double height, double top, double bottom);

/// A cluster's label with the place of its box.
struct ClusterLabel {
    const Cluster *cluster = nullptr;
    QString text, state; ///< state: "armed", "loaded" or empty
    QRectF box, band; ///< band: its prices, from now to the right edge
};
std::vector<ClusterLabel> clusterLabels(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme);

void paintClusters(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme);

} // namespace isobar::heatmap
