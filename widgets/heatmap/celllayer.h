#pragma once
#include "widgets/heatmap/cellpainter.h"
#include "widgets/heatmap/coverage.h"

#include <QImage>
#include <QRegion>

namespace isobar::heatmap {

/// What the cells are painted from.
struct CellInput {
    Viewport view;
    QSize size; ///< device pixels
    std::vector<CoverSpan> cover; ///< of the view
    std::vector<CellSpan> spans; ///< the same with tiles
    double cellWidth = 0.001;
    const CellColours *colours = nullptr;
};

/// The picture of the cells in device pixels. A pan scrolls it and paints what came in; a new minute paints its
/// columns.
class CellLayer {
public:
    enum class Work { None, Part, Scroll, All }; ///< what render() had to do

    /// The cells of [fromMs, toMs) are to be painted anew.
    void invalidate(double fromMs, double toMs);
    void invalidateAll() { m_isAllDirty = true; }

    /// Brings the picture up to date.
    Work render(const CellInput &input);
    const QImage &image() const { return m_image; }
    /// Where the picture is not what it was before the last render(), in device pixels; all of it after a scroll.
    const QRegion &changed() const { return m_changed; }

private:
    bool scrollTo(const PixelGrid &time, const PixelGrid &price, QRegion &exposed);
    QRegion dirtyColumns(const CellInput &input) const;

    QImage m_image;
    PixelGrid m_time, m_price;
    Viewport m_view;
    std::vector<CoverSpan> m_cover;
    std::vector<std::pair<double, double>> m_dirty; ///< stretches of time
    QRegion m_changed;
    bool m_isAllDirty = true;
};

/// Moves the content of a picture by whole pixels; what comes in keeps its old content.
void scrollPixels(QImage &image, int dx, int dy);

} // namespace isobar::heatmap
