#pragma once
#include <QColor>

namespace isobar {

/// Contrast of two opaque colours by WCAG 2: 1 (equal) to 21 (black on white). Text needs 4.5, graphics 3.
double contrastRatio(const QColor &a, const QColor &b);
/// Near-black or white: what is better to read on `background`.
QColor textOn(const QColor &background);
/// `colour` made lighter or darker, hue kept, until its contrast on `background` is at least `ratio` (or no more can be
/// had).
QColor withContrast(QColor colour, const QColor &background, double ratio);
/// `share` (0..1) of `over` laid over the opaque `under`.
QColor blend(const QColor &under, const QColor &over, double share);

} // namespace isobar
