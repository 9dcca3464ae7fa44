#include "widgets/heatmap/viewportmath.h"

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double LeastHalfWindow = 0.04; // of the price
constexpr double SigmasInView = 3;
constexpr int ClustersInView = 3;
constexpr double Margin = 0.06; // of the window, above and below what must be in it
constexpr double MiddleShare = 0.8;

/// Range of a side of the axis: [from, to] zoomed about `at`.
std::pair<double, double> zoomed(double from, double to, double at, double factor, double least, double most)
{
    const double span = to - from;
    const double wanted = std::clamp(span * factor, least, most);
    const double share = (at - from) / span;
    const double begin = at - share * wanted;
    return {begin, begin + wanted};
}

} // namespace

Viewport zoomedAt(const Viewport &view, double ms, double logPrice, double timeFactor, double priceFactor)
{
    Viewport out = view;
    std::tie(out.fromMs, out.toMs) = zoomed(view.fromMs, view.toMs, ms, timeFactor, LeastSpanMs, MostSpanMs);
    std::tie(out.logLow, out.logHigh) =
        zoomed(view.logLow, view.logHigh, logPrice, priceFactor, LeastLogSpan, MostLogSpan);
    return out;
}

Viewport panned(const Viewport &view, double ms, double logPrice)
{
    return {view.fromMs + ms, view.toMs + ms, view.logLow + logPrice, view.logHigh + logPrice};
}

Viewport limited(Viewport view)
{
    return zoomedAt(view, (view.fromMs + view.toMs) / 2, (view.logLow + view.logHigh) / 2, 1, 1);
}

void showHours(Viewport &view, double nowMs, double hours)
{
    const double past = hours * static_cast<double>(HourMs);
    const double span = std::clamp(past / (1 - FutureShare), LeastSpanMs, MostSpanMs);
    view.toMs = nowMs + span * FutureShare;
    view.fromMs = view.toMs - span;
}

double hoursInView(const Viewport &view, double nowMs)
{
    return std::max(0.0, nowMs - view.fromMs) / static_cast<double>(HourMs);
}

Viewport followed(const Viewport &view, double nowMs)
{
    const double shift = nowMs + view.spanMs() * FutureShare - view.toMs;
    return panned(view, shift, 0);
}

bool isAtLive(const Viewport &view, double nowMs, double toleranceMs)
{
    return std::abs(nowMs + view.spanMs() * FutureShare - view.toMs) <= toleranceMs;
}

std::optional<std::pair<double, double>> priceWindow(const LevelMap &map, TimeMs fromMs)
{
    if (map.price <= 0)
        return std::nullopt;
    const double centre = std::log(map.price);
    const double half =
        std::max(std::log1p(LeastHalfWindow), map.volatility.isWarm ? SigmasInView * map.volatility.daily() : 0.0);
    double low = centre - half, high = centre + half;
    std::array<int, 2> seen{};
    for (const Cluster &cluster : map.clusters) { // nearest first
        if (++seen[static_cast<std::size_t>(cluster.side)] > ClustersInView)
            continue;
        low = std::min(low, std::log(cluster.low));
        high = std::max(high, std::log(cluster.high));
    }
    for (const LevelSeries &series : map.series) {
        for (const LevelChunkPtr &chunk : series.chunks) {
            for (int c = chunk->firstColumn; c < chunk->end(); ++c) {
                const LevelColumn &column = chunk->columns[static_cast<std::size_t>(c)];
                if (!column.hasPrice() || chunk->columnMs(c) < fromMs)
                    continue;
                low = std::min(low, std::log(static_cast<double>(column.low)));
                high = std::max(high, std::log(static_cast<double>(column.high)));
            }
        }
    }
    const double margin = (high - low) * Margin;
    return std::pair(low - margin, high + margin);
}

std::optional<Viewport> startView(const LevelMap &map, double nowMs, double hours)
{
    Viewport view;
    showHours(view, nowMs, hours);
    const auto window = priceWindow(map, static_cast<TimeMs>(view.fromMs));
    if (!window)
        return std::nullopt;
    std::tie(view.logLow, view.logHigh) = *window;
    return limited(view);
}

Viewport withPriceInView(const Viewport &view, double price)
{
    if (price <= 0)
        return view;
    const double at = std::log(price), edge = view.logSpan() * (1 - MiddleShare) / 2;
    const double above = at - (view.logHigh - edge), below = view.logLow + edge - at;
    return panned(view, 0, above > 0 ? above : below > 0 ? -below : 0);
}

Viewport centredOn(const Viewport &view, double price)
{
    return price > 0 ? panned(view, 0, std::log(price) - (view.logLow + view.logHigh) / 2) : view;
}

void ZoomHistory::push(const Viewport &view)
{
    if (!m_views.empty() && m_views.back() == view)
        return;
    if (m_views.size() == Most)
        m_views.erase(m_views.begin());
    m_views.push_back(view);
}

std::optional<Viewport> ZoomHistory::pop()
{
    if (m_views.empty())
        return std::nullopt;
    const Viewport view = m_views.back();
    m_views.pop_back();
    return view;
}

PixelGrid timePixels(const Viewport &view, int width)
{
    const double perPixel = view.spanMs() / std::max(1, width);
    return {perPixel, std::llround(view.fromMs / perPixel)};
}

PixelGrid pricePixels(const Viewport &view, int height)
{
    const double perPixel = view.logSpan() / std::max(1, height);
    return {perPixel, std::llround(-view.logHigh / perPixel)};
}

} // namespace isobar::heatmap
