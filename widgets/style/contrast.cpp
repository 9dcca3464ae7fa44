#include "widgets/style/contrast.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor textOn(const QColor &background)
{
    const QColor dark(0x10, 0x12, 0x17);
    const QColor light(Qt::white);
    return contrastRatio(dark, background) >= contrastRatio(light, background) ? dark : light;
}

QColor withContrast(QColor colour, const QColor &background, double ratio)
{
    const double step = luminance(background) < 0.18 ? 0.02 : -0.02;
    float hue = 0;
    float saturation = 0;
    float lightness = 0;
    colour.getHslF(&hue, &saturation, &lightness);
    while (contrastRatio(colour, background) < ratio) {
        lightness += static_cast<float>(step);
        if (lightness < 0.0F || lightness > 1.0F)
            break;
        colour = QColor::fromHslF(std::max(hue, 0.0F), saturation, lightness);
    }
    return colour;
}

QColor blend(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](float a, float b) { return static_cast<float>(a + (b - a) * share); };
    return QColor::fromRgbF(
        mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()), mix(under.blueF(), over.blueF()));
}

} // namespace isobar
