#pragma once
#include "core/levelgrid/levelmap.h"
#include "widgets/heatmap/viewport.h"

#include <optional>
#include <vector>

/// How a view becomes another one. Pure.
namespace isobar::heatmap {

/// Share of the width that lies right of now: room for labels and for what is to come.
inline constexpr double FutureShare = 0.14;
inline constexpr double LeastSpanMs = 20.0 * MinuteMs, MostSpanMs = 92.0 * DayMs;
inline constexpr double LeastLogSpan = 0.001, MostLogSpan = 2.4;

/// Zooms so that `factor` times as much (below 1: less) is seen, and the moment `ms` and the price exp(`logPrice`) stay
/// where they are on the screen; also at the limits.
Viewport zoomedAt(const Viewport &view, double ms, double logPrice, double timeFactor, double priceFactor);
Viewport panned(const Viewport &view, double ms, double logPrice);
/// Spans within the limits, the centre kept.
Viewport limited(Viewport view);

/// The moment that stands at the edge of the past when `hours` of it are in view with room for the future.
void showHours(Viewport &view, double nowMs, double hours);
/// Hours of the past in view while now is in it.
double hoursInView(const Viewport &view, double nowMs);
/// Moves the view so that `nowMs` stands where it stands when following live.
Viewport followed(const Viewport &view, double nowMs);
/// Whether now stands where it does when following live (within half a pixel's worth of time).
bool isAtLive(const Viewport &view, double nowMs, double toleranceMs);

/// The price window of the start (PRODUCT 3): the larger of +-4 %, 3 daily sigmas and three clusters a side; wider
/// where the prices of [fromMs, nowMs] are not all in it. Absent without a price.
std::optional<std::pair<double, double>> priceWindow(const LevelMap &map, TimeMs fromMs);
/// The view of the start.
std::optional<Viewport> startView(const LevelMap &map, double nowMs, double hours);

/// The price window moved just so far that the price stands within the middle four fifths of it.
Viewport withPriceInView(const Viewport &view, double price);
/// The price in the middle.
Viewport centredOn(const Viewport &view, double price);

/// The views that were zoomed from, newest last.
class ZoomHistory {
public:
    static constexpr std::size_t Most = 100;
    void push(const Viewport &view);
    std::optional<Viewport> pop();
    void clear() { m_views.clear(); }
    std::size_t size() const { return m_views.size(); }

private:
    std::vector<Viewport> m_views;
};

/// The pixels of one axis, numbered absolutely: pixel i holds the values [i, i + 1) x perPixel. A picture that was
/// scrolled by whole pixels is then exactly the one that would be painted anew.
struct PixelGrid {
    double perPixel = 1;
    std::int64_t first = 0; ///< number of the picture's first pixel
    double at(int pixel) const { return static_cast<double>(first + pixel) * perPixel; }
    bool hasScaleOf(const PixelGrid &other) const
    {
        return std::abs(perPixel - other.perPixel) <= 1e-9 * std::abs(perPixel);
    }
    bool operator==(const PixelGrid &) const = default;
};

/// Time to the right.
PixelGrid timePixels(const Viewport &view, int width);
/// Prices fall downwards: the values are -ln(price).
PixelGrid pricePixels(const Viewport &view, int height);

} // namespace isobar::heatmap
