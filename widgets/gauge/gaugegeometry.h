#pragma once
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <cstddef>
#include <span>
#include <vector>

/// Where things stand on the dial: pure numbers, no painter. Rates are fractions per 8 h, angles degrees clockwise from
/// the top, lengths logical pixels.
namespace isobar::gauge {

inline constexpr double Knee8h = 0.0001; ///< the scale is about linear below, logarithmic above
inline constexpr double FullScale8h = 0.003; ///< both ends of the dial
inline constexpr double HalfSweep = 78; ///< degrees from the top to either end

/// asinh(F / knee) / asinh(30): -1 and 1 are the ends, 0 the top. Not clamped: beyond 1 means pegged.
double positionOf(double rate8h);
/// Inverse of positionOf.
double rateAt(double position);
bool isPegged(double rate8h);
/// Clamped to the ends of the dial.
double angleOf(double rate8h);
/// Inverse of angleOf within the dial; angles beyond an end give that end.
double rateAtAngle(double degrees);

/// The rates that carry a tick, from the left end to the right one, zero included.
std::span<const double> tickRates();

/// The parts of the widget: dial at the left, words at the right, the number under the hub.
struct Layout {
    QRectF dial, number, words;
    QPointF hub;
    double radius = 0; ///< of the outer edge of the band
    double band = 0; ///< thickness of the band
    double scale = 1; ///< of the fonts; 1 at a height of 150
    bool operator==(const Layout &) const = default;
};
/// `lineHeight` is that of the label font at scale 1. Works from 300 x 140 up; smaller sizes give a small dial without
/// words.
Layout layoutFor(QSizeF size, double lineHeight);

QPointF pointAt(const Layout &layout, double degrees, double radius);

/// ".05": per cent without its leading zero, as the ticks show it.
QString tickText(double rate8h);
/// The box of a tick's label outside the band; `digit` is the size of one character.
QRectF labelBox(const Layout &layout, double rate8h, QSizeF digit);
/// Indices into tickRates() of the ticks whose labels do not touch each other; the more telling ones (0, the ends,
/// 0.01 %, 0.1 %) are seated first.
std::vector<std::size_t> labelledTicks(const Layout &layout, QSizeF digit);

/// A venue on the dial. Weight 0: shown, but not part of the aggregate.
struct DotInput {
    double rate8h = 0;
    double weight = 0; ///< 0..1
};
struct Dot {
    std::size_t index = 0; ///< of its DotInput
    QPointF centre;
    double radius = 0;
    double depth = 0; ///< how far inside the band it was pushed by others
};
/// Area grows with the weight, so that a dot twice as heavy looks twice as large.
double dotRadius(double weight, const Layout &layout);
/// Seats each dot at its angle, as near to the band as it can be without touching another; heavy ones choose first.
/// When there is no room left down to the hub dots overlap rather than leave their angle.
std::vector<Dot> placeDots(const Layout &layout, std::span<const DotInput> venues);
/// The dot under `position`, nearest first, with two pixels of grace; -1 when there is none.
int dotAt(std::span<const Dot> dots, QPointF position);

} // namespace isobar::gauge
