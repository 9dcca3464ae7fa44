#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

class QPainter;

namespace isobar::heatmap {

/// A short sentence on a plate over the plot: what is still being fetched, what is old, what is not the model.
struct Chip {
    QString text;
    Token colour = Token::Badge; ///< of its left edge
    QRectF box;
    bool isBackToLive = false; ///< the one that can be clicked
};

class Chips {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::Chips)
public:
    /// In the upper left corner of the plot, one below the other; `isHeld` adds the one back to live at the right.
    static std::vector<Chip> of(const HeatmapScene &scene, const HeatmapAreas &areas, const Theme &theme, bool isHeld);
    static void paint(QPainter &painter, const std::vector<Chip> &chips, const Theme &theme);
    /// How far the past has been fetched: "open-interest history 3/4 venues"; empty when nothing is under way.
    static QString progress(const HistoryProgress &history);
    /// What does not come any more: "2 of 25 venues gave no price history"; empty when all is there.
    static QString missing(const HistoryProgress &history);
};

/// The map is told to be stale when its newest column is older than this, in market time.
inline constexpr TimeMs StaleMapMs = 3 * MinuteMs;

} // namespace isobar::heatmap
