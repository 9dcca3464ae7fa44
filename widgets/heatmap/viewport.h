#pragma once
#include "core/base/time.h"

#include <QRectF>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

/// What part of time x price is looked at. Prices are kept as their logarithm, so that a distance in per cent is the
/// same height everywhere.
struct Viewport {
    double fromMs = 0, toMs = 0; ///< market time at the left and right edge
    double logLow = 0, logHigh = 0; ///< ln(price) at the lower and upper edge

    bool isValid() const { return toMs > fromMs && logHigh > logLow; }
    double spanMs() const { return toMs - fromMs; }
    double logSpan() const { return logHigh - logLow; }
    double low() const { return std::exp(logLow); }
    double high() const { return std::exp(logHigh); }
    bool operator==(const Viewport &) const = default;
};

/// Time and price to logical pixels of a rectangle and back. The left and the upper edge belong to `fromMs` and
/// `logHigh`. The viewport must be valid and the rectangle not empty.
struct PlotTransform {
    Viewport view;
    QRectF area;

    double x(double ms) const { return area.left() + (ms - view.fromMs) / view.spanMs() * area.width(); }
    double ms(double x) const { return view.fromMs + (x - area.left()) / area.width() * view.spanMs(); }
    double yOfLog(double logPrice) const
    {
        return area.top() + (view.logHigh - logPrice) / view.logSpan() * area.height();
    }
    double y(double price) const { return yOfLog(std::log(price)); }
    double logPrice(double y) const { return view.logHigh - (y - area.top()) / area.height() * view.logSpan(); }
    double price(double y) const { return std::exp(logPrice(y)); }
    double msPerPixel() const { return view.spanMs() / area.width(); }
};

} // namespace isobar::heatmap
