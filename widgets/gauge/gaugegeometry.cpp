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
    const double numberHeight = 3.05 * line;
    const double labelSpace = line + 4;
    const double byHeight = size.height() - labelSpace - numberHeight - 2;
    const double byWidth = (dialWidth / 2 - 1.3 * line - margin) / std::sin(radians(HalfSweep));
    layout.radius = std::max(12.0, std::min(byHeight, byWidth));
    layout.band = std::clamp(layout.radius * 0.085, 5.0, 13.0);
    const double used = labelSpace + layout.radius + numberHeight;
    const double top = std::max(0.0, (size.height() - used) / 2);
    layout.hub = QPointF(dialWidth / 2, top + labelSpace + layout.radius);
    layout.number = QRectF(0, layout.hub.y(), dialWidth, numberHeight);
    if (hasWords)
        layout.words =
            QRectF(dialWidth + 2, margin, size.width() - dialWidth - 2 - 2 * margin, size.height() - 2 * margin);
    return layout;
}

QPointF pointAt(const Layout &layout, double degrees, double radius)
{
    return layout.hub + QPointF(radius * std::sin(radians(degrees)), -radius * std::cos(radians(degrees)));
}

QString tickText(double rate8h)
{
    QString text = QString::number(std::abs(rate8h) * 100, 'g', 3);
    if (text.startsWith(QLatin1String("0.")))
        text.remove(0, 1);
    return text;
}

QRectF labelBox(const Layout &layout, double rate8h, QSizeF digit)
{
    // The point takes half the room of a digit. The box touches the circle 3 pixels outside the band at every angle.
    const auto characters = static_cast<double>(tickText(rate8h).size()) - (rate8h == 0 ? 0 : 0.5);
    QRectF box(0, 0, characters * digit.width(), digit.height());
    const double angle = radians(angleOf(rate8h));
    const double reach = std::abs(std::sin(angle)) * box.width() / 2 + std::abs(std::cos(angle)) * box.height() / 2;
    box.moveCenter(pointAt(layout, angleOf(rate8h), layout.radius + 3 + reach));
    return box;
}

std::vector<std::size_t> labelledTicks(const Layout &layout, QSizeF digit)
{
    std::vector<std::size_t> seated;
    std::vector<QRectF> taken;
    for (const std::size_t tick : SeatingOrder) {
        const QRectF box = labelBox(layout, Ticks[tick], digit).adjusted(-1.5, 0, 1.5, 0);
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
    std::vector<Dot> dots;
    for (const std::size_t index : order) {
        Dot dot{index, {}, dotRadius(venues[index].weight, layout), 0};
        const double angle = angleOf(venues[index].rate8h), deepest = inner * 0.7;
        for (dot.depth = 0; dot.depth < deepest; dot.depth += 1) {
            dot.centre = pointAt(layout, angle, inner - dot.radius - dot.depth);
            const bool isFree = std::none_of(dots.begin(), dots.end(),
                [&](const Dot &other) { return distance(other.centre, dot.centre) < other.radius + dot.radius + 1; });
            if (isFree)
                break;
        }
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
