#pragma once
#include "widgets/heatmap/heatmapscene.h"
#include "widgets/style/theme.h"

#include <QColor>
#include <QCoreApplication>
#include <QString>

#include <vector>

namespace isobar::heatmap {

/// What a picture says besides the scene: where the data come from.
struct ShotFacts {
    Origin origin = Origin::Live;
    QString scenario; ///< of a demo
    int venuesLive = 0, venuesTotal = 0;
};
ShotFacts shotFacts(const Snapshot &snapshot);

/// A visible layer with its colours.
struct ShotLayer {
    std::vector<QColor> colours; ///< one swatch, in stripes; empty: none
    QString text;
};

/// The caption of a picture (UX, Screenshot): everything that one who gets it by other ways must know to read it.
class ShotWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::heatmap::ShotWords)
public:
    static QString title(const HeatmapScene &scene); ///< "BTC – modelled liquidation levels, last 24 h"
    static QString range(const HeatmapScene &scene); ///< "last 24 h", or from when until when
    /// UTC and local time, price, aggregate funding; each a part that stays together.
    static std::vector<QString> facts(const HeatmapScene &scene);
    /// Venues with coverage, and how far the history was there.
    static QString venues(const HeatmapScene &scene, const ShotFacts &facts);
    static std::vector<ShotLayer> layers(const HeatmapScene &scene, const Theme &theme);
    /// What filters leave; empty when nothing is left out.
    static QString filters(const HeatmapScene &scene);
    static QString badge(const ShotFacts &facts); ///< "DEMO tour", "REPLAY"; empty when live
};

} // namespace isobar::heatmap
