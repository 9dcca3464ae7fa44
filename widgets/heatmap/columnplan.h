#pragma once
#include "widgets/heatmap/cellpainter.h"

#include <QRect>

#include <array>
#include <cstdint>
#include <vector>

namespace isobar::heatmap {

/// The codes of a segment's columns in one tile: those of row `r` begin at codes + (r - firstRow) * stride.
struct Source {
    const std::uint8_t *codes = nullptr;
    int firstRow = 0, endRow = 0; ///< no tile: no rows
};

/// A run of columns of one tile at one level, and where its codes stand in the gathered row.
struct Segment {
    Source first, second;
    std::size_t stride = 0, count = 0, offset = 0;
    double openMs = 0, columnMs = 0; ///< of its first column
    double fromMs = 0, toMs = 0; ///< what is drawn of it
};

/// How the pixels of a row come from codes; the same for all rows of a rectangle. A pixel shows the columns that begin
/// in it, two at most, else the one that goes on in it.
class ColumnPlan {
public:
    ColumnPlan(const std::vector<CellSpan> &spans, const PixelGrid &time, const QRect &rect);

    const std::vector<Segment> &segments() const { return m_segments; }
    /// Bytes of a gathered row; the last ones belong to no segment and are only read.
    std::size_t gatheredBytes() const { return m_codes + Block; }
    /// Bytes of a packed row: the pixels, rounded up to whole groups.
    std::size_t packedBytes() const { return m_firsts.size(); }
    /// One code a pixel from a gathered row.
    void pack(const std::uint8_t *gathered, std::uint8_t *packed) const;

private:
    static constexpr std::size_t GroupPixels = 8, Block = 16;
    /// Of eight pixels: where their first and second codes stand behind the first pixel's.
    using Places = std::array<std::uint8_t, Block>;

    void add(const CellSpan &span, double fromMs, double toMs, double msPerPixel, std::size_t offset);
    void place(const PixelGrid &time, const QRect &rect);
    void group();
    void packOneByOne(std::size_t group, const std::uint8_t *gathered, std::uint8_t *packed) const;
    void packGroups(const std::uint8_t *gathered, std::uint8_t *packed) const;

    std::vector<Segment> m_segments;
    std::size_t m_codes = 0; ///< in a gathered row
    std::vector<std::uint32_t> m_firsts, m_seconds; ///< codes of the pixels; the second may be the first
    std::vector<std::uint32_t> m_bases; ///< by group
    std::vector<Places> m_places; ///< by group
    std::vector<std::size_t> m_farGroups; ///< their codes do not fit in one block
};

} // namespace isobar::heatmap
