#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/legendscale.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

class QPainter;

namespace isobar::heatmap {

class LegendWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::LegendWords)
public:
    static QString title(const HeatmapOptions &options); ///< "Modelled prints per 0.1%"
    /// "scale of 21 Sep", or that the colours are relative; for opens-only its score beside ours (MODEL 4.2).
    static QString note(const HeatmapScene &scene);
    static QString shortNote(const HeatmapScene &scene);
    /// "$1M · 1.1 bp": prints, and what they are of the open interest.
    static QString tick(const LevelMap &map, double usd);
    /// The whole legend as a sentence.
    static QString spoken(const HeatmapScene &scene);
};

/// Where the parts of a legend stand in its line.
struct LegendLayout {
    QRectF title, bar, ticks, note; ///< ticks: the line under the bar; empty where there is no room
    double x(double position) const { return bar.left() + position * bar.width(); }
    double position(double x) const { return bar.width() > 0 ? (x - bar.left()) / bar.width() : 0; }
};
LegendLayout legendLayout(const QRectF &area, const HeatmapScene &scene, const Theme &theme);

/// The colour bar with its values, in one line.
void paintLegendIn(QPainter &painter, const QRectF &area, const HeatmapScene &scene, const Theme &theme);
/// The handles over it; `active` is drawn stronger.
void paintLegendHandles(QPainter &painter, const QRectF &area, const HeatmapScene &scene, const Theme &theme,
    std::optional<LegendHandle> active);
/// As a part of a picture.
void paintLegend(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme);

} // namespace isobar::heatmap
