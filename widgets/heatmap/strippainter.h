#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/heatmap/stripdata.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

class QPainter;

namespace isobar::heatmap {

/// Names and numbers of the strips.
class StripWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::StripWords)
public:
    struct Text {
        QString text;
        Token token = Token::Value;
    };
    /// `data` says since when liquidations are heard, where that is within `view`.
    static QString name(
        StripKind kind, const QString &asset, const StripData &data, const Viewport &view, TimeZoneChoice zone);
    /// The newest value, one text a line; a dash where nothing is known.
    static std::vector<Text> now(StripKind kind, const StripData &data);
    /// The value at a moment; empty when nothing is known there.
    static QString at(StripKind kind, const StripData &data, double ms);
};

/// The range of values that a strip shows over its height; absent: nothing to draw.
struct StripRange {
    double low = 0, high = 0;
    double y(const QRectF &area, double value) const
    {
        return area.bottom() - Margin - (value - low) / (high - low) * (area.height() - 2 * Margin);
    }
    static constexpr double Margin = 3; ///< logical pixels above and below
};
std::optional<StripRange> rangeOf(StripKind kind, const StripData &data, const Viewport &view);

/// The strips below the plot on its time axis: open interest in coins, cumulative volume delta from the left edge of
/// the view, observed liquidations (shorts up, longs down), funding per 8 h in the colour of who pays. One pass over
/// the columns; a pixel keeps its lowest and highest.
void paintStrips(QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme);
/// Values at a moment, over the painted strips.
void paintStripsCursor(
    QPainter &painter, const HeatmapAreas &areas, const HeatmapScene &scene, const Theme &theme, double ms);

} // namespace isobar::heatmap
