#pragma once
#include "widgets/heatmap/cellpainter.h"

#include <QRect>

#include <cstdint>
#include <vector>

namespace isobar::heatmap {

/// Pixels that are written at once.
inline constexpr int Spill = 4;

/// A run of columns of one tile at one level, and where its codes stand in the gathered row.
struct Segment {
    const LevelTile *first = nullptr, *second = nullptr;
    int level = 0, column = 0, count = 0;
    std::size_t offset = 0;
    double openMs = 0, columnMs = 0; ///< of its first column
    double fromMs = 0, toMs = 0; ///< what is drawn of it
};

/// A code that stands for several pixels.
struct Run {
    std::uint32_t cell;
    int x, width;
};

/// Pixels of one kind: runs of one code each, or pixel by pixel.
struct Stretch {
    int x = 0, end = 0;
    std::size_t run = 0, runEnd = 0; ///< none: by pixel
    bool isShort = false; ///< runs of neighbouring codes, none longer than Spill
};

/// How the pixels of a row come from codes; the same for all rows of a rectangle.
class ColumnPlan {
public:
    ColumnPlan(const std::vector<CellSpan> &spans, const PixelGrid &time, const QRect &rect, bool bySide);

    std::vector<Segment> segments;
    std::vector<Stretch> stretches;
    std::vector<Run> runs;
    std::vector<std::uint16_t> starts; ///< of the runs
    /// By pixel: its code, or `codes` more: the maximum of that and the next. Two a pixel are few enough for 16 bits.
    std::vector<std::uint16_t> shown;
    bool hasPairs = false; ///< some pixel shows the maximum of two
    std::size_t codes = 0; ///< in a gathered row

private:
    void add(const CellSpan &span, double fromMs, double toMs, double msPerPixel, std::size_t offset);
    void place(const PixelGrid &time, const QRect &rect);
    void stretch(int width, bool bySide);

    std::vector<std::size_t> m_segmentOf; // by pixel
};

} // namespace isobar::heatmap
