#include "widgets/heatmap/palette.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace isobar::heatmap {

namespace {

// Ramps are paths through hue and chroma; the lightness (Oklab, B. Ottosson 2020) always goes straight from end to end,
// so that equal steps of u look equal. A colour that no screen has loses chroma until it has one.
struct Lab {
    double l = 0, a = 0, b = 0;
};
struct Linear {
    double r = 0, g = 0, b = 0;
    bool isDisplayable() const
    {
        const auto in = [](double v) { return v > -0.0005 && v < 1.0005; };
        return in(r) && in(g) && in(b);
    }
};

struct Stop {
    double u, hue, chroma; // degrees
};
// Violet, blue, teal, green, yellow.
constexpr std::array ViridisStops{Stop{0, 300, 0.10}, Stop{0.22, 268, 0.115}, Stop{0.45, 205, 0.085},
    Stop{0.68, 155, 0.14}, Stop{0.86, 122, 0.185}, Stop{1, 104, 0.19}};
// Violet, magenta, red, orange, pale yellow.
constexpr std::array InfernoStops{Stop{0, 292, 0.09}, Stop{0.25, 330, 0.145}, Stop{0.5, 385, 0.19},
    Stop{0.72, 413, 0.18}, Stop{0.88, 442, 0.16}, Stop{1, 462, 0.10}};
// Blue, grey, yellow: told apart with any kind of colour blindness.
constexpr std::array ColourBlindStops{
    Stop{0, 262, 0.11}, Stop{0.35, 262, 0.06}, Stop{0.52, 250, 0.012}, Stop{0.6, 95, 0.03}, Stop{1, 97, 0.17}};
constexpr std::array GreyStops{Stop{0, 265, 0.012}, Stop{1, 265, 0.006}};

constexpr double DarkFrom = 0.30, DarkTo = 0.95, LightFrom = 0.93, LightTo = 0.30;

std::span<const Stop> stopsOf(HeatRamp ramp)
{
    switch (ramp) {
    case HeatRamp::Viridis:
        return ViridisStops;
    case HeatRamp::Inferno:
        return InfernoStops;
    case HeatRamp::Grey:
        return GreyStops;
    case HeatRamp::ColourBlind:
        return ColourBlindStops;
    }
    return ViridisStops;
}

double toLinear(int channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

int fromLinear(double value)
{
    const double v = std::clamp(value, 0.0, 1.0);
    const double c = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    return static_cast<int>(std::lround(c * 255));
}

Lab labOf(QRgb colour)
{
    const double r = toLinear(qRed(colour)), g = toLinear(qGreen(colour)), b = toLinear(qBlue(colour));
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Linear linearOf(const Lab &lab)
{
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

QRgb colourOf(double lightnessAt, double hueDegrees, double chroma)
{
    const double hue = hueDegrees * std::numbers::pi / 180;
    Linear linear = linearOf({lightnessAt, chroma * std::cos(hue), chroma * std::sin(hue)});
    for (double left = chroma; !linear.isDisplayable() && left > 0.001;) {
        left *= 0.96;
        linear = linearOf({lightnessAt, left * std::cos(hue), left * std::sin(hue)});
    }
    return qRgb(fromLinear(linear.r), fromLinear(linear.g), fromLinear(linear.b));
}

double lightnessAt(double u, bool isDark)
{
    return isDark ? DarkFrom + (DarkTo - DarkFrom) * u : LightFrom + (LightTo - LightFrom) * u;
}

} // namespace

double lightness(QRgb colour) { return labOf(colour).l; }

QRgb rampColour(HeatRamp ramp, double u, bool isDark)
{
    const std::span<const Stop> stops = stopsOf(ramp);
    // On a light ground the ramp runs backwards through the same hues: little is pale, much is dark.
    const double at = isDark ? u : 1 - u;
    std::size_t i = 1;
    while (i + 1 < stops.size() && stops[i].u < at)
        ++i;
    const Stop &a = stops[i - 1], &b = stops[i];
    const double part = std::clamp((at - a.u) / (b.u - a.u), 0.0, 1.0);
    const double muted = isDark ? 1 : std::min(1.0, 0.3 + 1.4 * u); // little must not shout on white
    return colourOf(
        lightnessAt(u, isDark), a.hue + (b.hue - a.hue) * part, muted * (a.chroma + (b.chroma - a.chroma) * part));
}

QRgb sideColour(const QColor &token, double u, bool isDark)
{
    const Lab lab = labOf(token.rgb());
    const double hue = std::atan2(lab.b, lab.a) * 180 / std::numbers::pi;
    const double chroma = std::hypot(lab.a, lab.b);
    return colourOf(lightnessAt(u, isDark), hue, chroma * (0.55 + 0.55 * std::min(u, 0.8)));
}

double brightnessOf(const LevelScale &scale, double usdPerCell, bool isLog)
{
    if (isLog)
        return scale.brightness(usdPerCell);
    return scale.isSet() ? std::clamp((usdPerCell - scale.low) / (scale.high - scale.low), 0.0, 1.0) : 0;
}

} // namespace isobar::heatmap
