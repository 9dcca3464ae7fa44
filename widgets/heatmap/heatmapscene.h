#pragma once
#include "core/levelgrid/levelmap.h"
#include "core/settings/heatmapchoices.h"
#include "core/settings/settings.h"
#include "core/snapshot/positionview.h"
#include "core/snapshot/snapshot.h"
#include "widgets/heatmap/viewport.h"

#include <QRectF>

#include <memory>
#include <vector>

class QFontMetricsF;

namespace isobar::heatmap {

/// What is drawn and how: the kept choices, and what holds for this asset and this sitting only.
struct HeatmapOptions : HeatmapChoices {
    LevelFilter filter;
    /// Handles of the legend: expected prints in USD per 0.1 % of price; 0: the asset's own scale.
    double lowUsd = 0, highUsd = 0;
    bool operator==(const HeatmapOptions &) const = default;
};

/// All that a picture of the heatmap is made of, whether on the screen, in a screenshot or from the command line.
/// Plain values; cheap to copy.
struct HeatmapScene {
    QString asset; ///< its name
    LevelMapPtr map; ///< null: not made yet
    std::shared_ptr<const AssetSnapshot> market; ///< prices, funding, liquidations; may be null
    HeatmapOptions options;
    Viewport view;
    TimeZoneChoice zone = TimeZoneChoice::Utc;
    TimeMs nowMs = 0; ///< market time
    std::shared_ptr<const std::vector<PositionView>> positions; ///< own ones in the asset; null: none to be drawn
    bool isReopened = false; ///< of the moment that a saved picture was of, not of now
};

enum class StripKind { OpenInterest, VolumeDelta, Liquidations, Funding };

/// One strip under the plot, on its time axis.
struct StripArea {
    StripKind kind = StripKind::OpenInterest;
    QRectF plot; ///< as wide as the plot of the heatmap
    QRectF labels; ///< right of it: name, value, scale
};

/// Where everything stands, in logical pixels. What is off or has no room is an empty rectangle.
///
///     legend (pictures only; in the window the legend is a widget)
///     plot                              | edge map | price axis
///     strips                            | their labels
///     time axis                         |
struct HeatmapAreas {
    QRectF whole, legend, plot, edge, priceAxis, timeAxis;
    std::vector<StripArea> strips;
    QRectF stripsBox() const; ///< all strips with their labels
};

/// `metrics` of the axis font. `hasLegend` leaves a line for the legend at the top.
HeatmapAreas layoutOf(
    const QRectF &whole, const HeatmapOptions &options, const QFontMetricsF &metrics, bool hasLegend = false);

/// Expected prints in USD per 0.1 % of price that an unscaled level (USD per cell) of the map stands for, and back.
double printsOfLevel(const LevelMap &map, double usdPerCell);
double levelOfPrints(const LevelMap &map, double printsUsd);
/// Open interest in USD that would be closed with so many expected prints (MODEL 3.8).
double openInterestOfPrints(const LevelMap &map, double printsUsd);

/// The colour scale in force, in unscaled USD per cell: the asset's own (or that of opens-only), with the handles of
/// the legend in place of its ends.
LevelScale scaleInForce(const LevelMap &map, const HeatmapOptions &options);

} // namespace isobar::heatmap
