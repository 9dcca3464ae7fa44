#include "widgets/gauge/gaugegeometry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace isobar::gauge {

namespace {

constexpr std::array<double, 13> Ticks{
    -0.003, -0.001, -0.0005, -0.0002, -0.0001, -0.00005, 0, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.003};
constexpr std::array<std::size_t, 13> SeatingOrder{6, 12, 0, 8, 4, 11, 1, 10, 2, 9, 3, 7, 5};
constexpr int Lanes = 5;

double scaleEnd() { return std::asinh(FullScale8h / Knee8h); }

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

} // namespace

double positionOf(double rate8h) { return std::asinh(rate8h / Knee8h) / scaleEnd(); }

double rateAt(double position) { return Knee8h * std::sinh(position * scaleEnd()); }

bool isPegged(double rate8h) { return std::abs(rate8h) > FullScale8h; }

double angleOf(double rate8h) { return HalfSweep * std::clamp(positionOf(rate8h), -1.0, 1.0); }

double rateAtAngle(double degrees) { return rateAt(std::clamp(degrees / HalfSweep, -1.0, 1.0)); }

std::span<const double> tickRates() { return Ticks; }

Layout layoutFor(QSizeF size, double lineHeight)
{
    Layout layout;
    layout.scale = std::clamp(size.height() / 150, 1.0, 1.3);
    const double line = lineHeight * layout.scale;
    const double margin = 4;
    const bool hasWords = size.width() >= 280;
    const double dialWidth = hasWords ? size.width() * (size.width() < 400 ? 0.5 : 0.52) : size.width();
    layout.dial = QRectF(0, 0, dialWidth, size.height());

    // The number with its second line stands under the hub; labels stand around the band.
    const double numberHeight = 2.75 * line;
    const double labelSpace = line + 4;
    const double byHeight = size.height() - labelSpace - numberHeight - margin;
    const double byWidth = (dialWidth / 2 - 2.1 * line - margin) / std::sin(radians(HalfSweep));
    layout.radius = std::max(12.0, std::min(byHeight, byWidth));
    layout.band = std::clamp(layout.radius * 0.085, 5.0, 13.0);
    const double used = labelSpace + layout.radius + numberHeight;
    const double top = std::max(0.0, (size.height() - used) / 2);
    layout.hub = QPointF(dialWidth / 2, top + labelSpace + layout.radius);
    layout.number = QRectF(0, layout.hub.y() + 2, dialWidth, numberHeight);
    if (hasWords)
        layout.words =
            QRectF(dialWidth + 2, margin, size.width() - dialWidth - 2 - 2 * margin, size.height() - 2 * margin);
    return layout;
}

QPointF pointAt(const Layout &layout, double degrees, double radius)
{
    return layout.hub + QPointF(radius * std::sin(radians(degrees)), -radius * std::cos(radians(degrees)));
}

QPointF labelCentre(const Layout &layout, double rate8h, double labelWidth, double labelHeight)
{
    // The label's box touches the circle 3 pixels outside the band whatever the angle.
    const double angle = radians(angleOf(rate8h));
    const double reach = std::abs(std::sin(angle)) * labelWidth / 2 + std::abs(std::cos(angle)) * labelHeight / 2;
    return pointAt(layout, angleOf(rate8h), layout.radius + 3 + reach);
}

std::vector<std::size_t> labelledTicks(const Layout &layout, double labelWidth, double labelHeight)
{
    std::vector<std::size_t> seated;
    std::vector<QRectF> taken;
    for (const std::size_t tick : SeatingOrder) {
        QRectF box(0, 0, labelWidth + 3, labelHeight);
        box.moveCenter(labelCentre(layout, Ticks[tick], labelWidth, labelHeight));
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF &other) { return other.intersects(box); }))
            continue;
        taken.push_back(box);
        seated.push_back(tick);
    }
    std::sort(seated.begin(), seated.end());
    return seated;
}

double dotRadius(double weight, const Layout &layout)
{
    const double largest = std::clamp(layout.radius * 0.075, 4.5, 11.0);
    return std::max(2.5, largest * std::sqrt(std::clamp(weight, 0.0, 1.0) / 0.4));
}

std::vector<Dot> placeDots(const Layout &layout, std::span<const DotInput> venues)
{
    std::vector<std::size_t> order(venues.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return venues[a].weight > venues[b].weight; });

    const double inner = layout.radius - layout.band - 2;
    const double step = std::min(1.9 * dotRadius(0.25, layout), inner * 0.6 / Lanes);
    std::vector<Dot> dots;
    for (const std::size_t index : order) {
        Dot dot{index, {}, dotRadius(venues[index].weight, layout), 0};
        const double angle = angleOf(venues[index].rate8h);
        for (dot.lane = 0; dot.lane < Lanes; ++dot.lane) {
            dot.centre = pointAt(layout, angle, inner - dot.radius - dot.lane * step);
            const bool isFree = std::none_of(dots.begin(), dots.end(),
                [&](const Dot &other) { return distance(other.centre, dot.centre) < other.radius + dot.radius + 1; });
            if (isFree)
                break;
        }
        dot.lane = std::min(dot.lane, Lanes - 1);
        dots.push_back(dot);
    }
    return dots;
}

int dotAt(std::span<const Dot> dots, QPointF position)
{
    int nearest = -1;
    double best = 2;
    for (std::size_t i = 0; i < dots.size(); ++i) {
        const double beyond = distance(dots[i].centre, position) - dots[i].radius;
        if (beyond <= best) {
            best = beyond;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

} // namespace isobar::gauge
