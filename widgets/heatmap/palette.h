#pragma once
#include "core/levelgrid/levelcode.h"
#include "core/settings/heatmapchoices.h"

#include <QColor>

#include <array>

/// Colours of levels. Pure.
namespace isobar::heatmap {

/// Perceptual lightness (Oklab), 0 to 1.
double lightness(QRgb colour);

/// Colour of a brightness u in (0, 1]: evenly lighter on a dark ground, evenly darker on a light one.
QRgb rampColour(HeatRamp ramp, double u, bool isDark);
/// The same in the hue of a token, for levels of one side.
QRgb sideColour(const QColor &token, double u, bool isDark);

/// A colour for each code of a level.
using ColourTable = std::array<QRgb, 256>;

/// Brightness of a level on the scale: by its logarithm (MODEL 4.1), or by the level itself.
double brightnessOf(const LevelScale &scale, double usdPerCell, bool isLog);

/// `ground` where the brightness is 0. `colourAt(u)` gives the rest.
template <class ColourAt>
ColourTable colourTable(const LevelScale &scale, bool isLog, QRgb ground, const ColourAt &colourAt)
{
    ColourTable table;
    for (std::size_t code = 0; code < table.size(); ++code) {
        const double u = brightnessOf(scale, levelOfCode(static_cast<std::uint8_t>(code)), isLog);
        table[code] = u > 0 ? colourAt(u) : ground;
    }
    return table;
}

} // namespace isobar::heatmap
