#include "widgets/heatmap/celllayer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace isobar::heatmap {

void scrollPixels(QImage &image, int dx, int dy)
{
    const int width = image.width() - std::abs(dx), height = image.height() - std::abs(dy);
    if (width <= 0 || height <= 0)
        return;
    const auto lineBytes = static_cast<std::ptrdiff_t>(image.bytesPerLine());
    const auto pixel = static_cast<std::ptrdiff_t>(sizeof(QRgb));
    uchar *bits = image.bits();
    const uchar *from = bits + std::max(0, -dy) * lineBytes + std::max(0, -dx) * pixel;
    uchar *to = bits + std::max(0, dy) * lineBytes + std::max(0, dx) * pixel;
    if (dx == 0) {
        std::memmove(to, from, static_cast<std::size_t>(lineBytes * height));
        return;
    }
    // Rows in the order in which none is overwritten before it was moved.
    for (int i = 0; i < height; ++i) {
        const std::ptrdiff_t row = dy > 0 ? height - 1 - i : i;
        std::memmove(to + row * lineBytes, from + row * lineBytes, static_cast<std::size_t>(width * pixel));
    }
}

void CellLayer::invalidate(double fromMs, double toMs) { m_dirty.emplace_back(fromMs, toMs); }

bool CellLayer::scrollTo(const PixelGrid &time, const PixelGrid &price, QRegion &exposed)
{
    const std::int64_t dx = m_time.first - time.first, dy = m_price.first - price.first;
    if (std::abs(dx) >= m_image.width() || std::abs(dy) >= m_image.height())
        return false;
    const auto x = static_cast<int>(dx), y = static_cast<int>(dy);
    if (x != 0 || y != 0)
        scrollPixels(m_image, x, y);
    exposed = QRegion(m_image.rect()) - m_image.rect().translated(x, y);
    return true;
}

QRegion CellLayer::dirtyColumns(const CellInput &input) const
{
    QRegion region;
    const auto pixelOf = [this](double ms) { return ms / m_time.perPixel - static_cast<double>(m_time.first); };
    const auto width = static_cast<double>(input.size.width());
    const auto add = [&](double fromMs, double toMs) {
        // A pixel shows what begins in it, and what the one before began.
        const int from = static_cast<int>(std::floor(std::clamp(pixelOf(fromMs) - 1, 0.0, width)));
        const int to = static_cast<int>(std::ceil(std::clamp(pixelOf(toMs) + 1, 0.0, width)));
        if (to > from)
            region += QRect(from, 0, to - from, input.size.height());
    };
    for (const auto &[from, to] : m_dirty)
        add(from, to);
    for (const auto &[from, to] : differences(
             m_cover, input.cover, std::max(m_view.fromMs, input.view.fromMs), std::min(m_view.toMs, input.view.toMs)))
        add(from, to);
    return region;
}

CellLayer::Work CellLayer::render(const CellInput &input)
{
    m_changed = QRegion();
    if (input.size.isEmpty() || !input.view.isValid() || !input.colours)
        return Work::None;
    PixelGrid time = timePixels(input.view, input.size.width());
    PixelGrid price = pricePixels(input.view, input.size.height());
    const bool canKeep =
        !m_isAllDirty && m_image.size() == input.size && time.hasScaleOf(m_time) && price.hasScaleOf(m_price);
    QRegion region;
    Work work = Work::All;
    if (canKeep) {
        time = {m_time.perPixel, std::llround(input.view.fromMs / m_time.perPixel)};
        price = {m_price.perPixel, std::llround(-input.view.logHigh / m_price.perPixel)};
        const bool isMoved = time.first != m_time.first || price.first != m_price.first;
        if (scrollTo(time, price, region)) {
            m_time = time;
            m_price = price;
            region += dirtyColumns(input);
            work = isMoved ? Work::Scroll : region.isEmpty() ? Work::None : Work::Part;
        }
    }
    m_time = time;
    m_price = price;
    if (work == Work::All) {
        if (m_image.size() != input.size)
            m_image = QImage(input.size, QImage::Format_RGB32);
        region = m_image.rect();
    }
    for (const QRect &rect : region)
        paintCells(m_image, rect, input.spans, time, price, input.cellWidth, *input.colours);
    m_changed = work == Work::Scroll ? QRegion(m_image.rect()) : region;
    m_view = input.view;
    m_cover = input.cover;
    m_dirty.clear();
    m_isAllDirty = false;
    return work;
}

} // namespace isobar::heatmap
