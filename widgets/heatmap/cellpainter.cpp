#include "widgets/heatmap/cellpainter.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace isobar::heatmap {

namespace {

constexpr int Spill = 4; // pixels that are written at once

/// A run of columns of one tile at one level, and where its codes stand in the gathered row.
struct Segment {
    const LevelTile *first = nullptr, *second = nullptr;
    int level = 0, column = 0, count = 0;
    std::size_t offset = 0;
    double openMs = 0, columnMs = 0; // of its first column
};

/// A code that stands for several pixels.
struct Run {
    std::uint32_t cell;
    int x, width;
};

/// Pixels of one kind: runs of one code each, or up to two codes a pixel.
struct Stretch {
    int x = 0, end = 0;
    std::size_t run = 0, runEnd = 0; // none: by pixel
};

/// How the pixels of a row come from codes; the same for all rows.
class ColumnPlan {
public:
    ColumnPlan(const std::vector<CellSpan> &spans, const PixelGrid &time, const QRect &rect, bool bySide)
    {
        const double msPerPixel = time.perPixel;
        std::size_t offset = 1; // code 0: nothing
        std::vector<double> ends;
        for (const CellSpan &span : spans) {
            if (!span.first || span.toMs <= span.fromMs)
                continue;
            if (!ends.empty() && span.fromMs > ends.back())
                ++offset; // a hole has a code of its own, always 0
            add(span, msPerPixel, offset);
            offset += static_cast<std::size_t>(segments.back().count);
            ends.push_back(span.toMs);
        }
        codes = offset + 1;
        place(spans, time, rect, ends);
        stretch(rect.width(), bySide);
    }

    std::vector<Segment> segments;
    std::vector<Stretch> stretches;
    std::vector<Run> runs;
    std::vector<std::uint32_t> from, last; // codes of each pixel: its first and its last
    std::size_t codes = 0; // in a gathered row

private:
    void add(const CellSpan &span, double msPerPixel, std::size_t offset)
    {
        Segment segment;
        segment.first = span.first.get();
        segment.second = span.second.get();
        segment.level = levelFor(msPerPixel, span.first->stepMs());
        const double length = static_cast<double>(span.first->stepMs() << segment.level);
        const auto open = static_cast<double>(span.first->openMs());
        const int columns = LevelTile::columnsOf(segment.level);
        segment.column = std::clamp(static_cast<int>(std::floor((span.fromMs - open) / length)), 0, columns - 1);
        const int end = std::clamp(static_cast<int>(std::ceil((span.toMs - open) / length)), 0, columns);
        segment.count = std::max(1, end - segment.column);
        segment.offset = offset;
        segment.openMs = open + segment.column * length;
        segment.columnMs = length;
        segments.push_back(segment);
    }

    /// Finds the codes of each pixel.
    void place(
        const std::vector<CellSpan> &spans, const PixelGrid &time, const QRect &rect, const std::vector<double> &ends)
    {
        std::vector<double> begins;
        for (const CellSpan &span : spans) {
            if (span.first && span.toMs > span.fromMs)
                begins.push_back(span.fromMs);
        }
        from.resize(static_cast<std::size_t>(rect.width()));
        last.resize(from.size());
        m_segmentOf.resize(from.size());
        std::size_t s = 0;
        const auto cellAt = [&](double ms) -> std::uint32_t {
            while (s < ends.size() && ms >= ends[s])
                ++s;
            if (s == ends.size())
                return s == 0 ? 0 : static_cast<std::uint32_t>(codes - 1);
            const Segment &segment = segments[s];
            if (ms < begins[s])
                return static_cast<std::uint32_t>(segment.offset - 1); // a hole, or before all
            const int column = static_cast<int>((ms - segment.openMs) / segment.columnMs);
            return static_cast<std::uint32_t>(
                segment.offset + static_cast<std::size_t>(std::clamp(column, 0, segment.count - 1)));
        };
        std::uint32_t here = cellAt(time.at(rect.left()));
        for (int x = 0; x < rect.width(); ++x) {
            const auto i = static_cast<std::size_t>(x);
            m_segmentOf[i] = s;
            const std::uint32_t next = cellAt(time.at(rect.left() + x + 1));
            from[i] = here;
            last[i] = std::max(here, next == 0 ? 0 : next - 1);
            here = next;
        }
    }

    /// Sorts the pixels into stretches; where a code stands for enough pixels, it is looked up once for all of them.
    void stretch(int width, bool bySide)
    {
        for (int x = 0; x < width;) {
            const std::size_t segment = m_segmentOf[static_cast<std::size_t>(x)];
            const int begin = x;
            const std::size_t firstRun = runs.size();
            bool hasPairs = bySide;
            for (; x < width && m_segmentOf[static_cast<std::size_t>(x)] == segment; ++x) {
                const auto i = static_cast<std::size_t>(x);
                hasPairs |= last[i] != from[i];
                if (x > begin && from[i] == from[i - 1])
                    ++runs.back().width;
                else
                    runs.push_back({from[i], x, 1});
            }
            const auto count = static_cast<int>(runs.size() - firstRun);
            if (hasPairs || (x - begin) * 5 < count * 6) {
                runs.resize(firstRun);
                stretches.push_back({begin, x, 0, 0});
            } else {
                stretches.push_back({begin, x, firstRun, runs.size()});
            }
        }
    }

    std::vector<std::size_t> m_segmentOf; // by pixel
};

/// The maximum of the tile's rows [low, high) of the lattice, for the columns of a segment.
void gather(const LevelTile *tile, const Segment &segment, int low, int high, std::uint8_t *out)
{
    const auto count = static_cast<std::size_t>(segment.count);
    const int first = tile ? std::max(low, tile->firstRow()) : 0;
    const int end = tile ? std::min(high, tile->firstRow() + tile->rows()) : 0;
    if (first >= end) {
        std::memset(out, 0, count);
        return;
    }
    std::memcpy(out, tile->row(segment.level, first - tile->firstRow()) + segment.column, count);
    for (int row = first + 1; row < end; ++row) {
        const std::uint8_t *in = tile->row(segment.level, row - tile->firstRow()) + segment.column;
        for (std::size_t i = 0; i < count; ++i)
            out[i] = std::max(out[i], in[i]);
    }
}

void writeRuns(const ColumnPlan &plan, const Stretch &stretch, int safeEnd, const std::uint8_t *codes,
    const ColourTable &table, QRgb *out)
{
    for (std::size_t r = stretch.run; r < stretch.runEnd; ++r) {
        const Run &run = plan.runs[r];
        const QRgb colour = table[codes[run.cell]];
        QRgb *at = out + run.x;
        if (run.x + run.width + Spill <= safeEnd) {
            // Four pixels at once, some of them beyond the run: the next run writes them again.
            const std::array<QRgb, Spill> four{colour, colour, colour, colour};
            for (int done = 0; done < run.width; done += Spill)
                std::memcpy(at + done, four.data(), sizeof(four));
        } else {
            std::fill(at, at + run.width, colour);
        }
    }
}

void writePixels(
    const ColumnPlan &plan, const Stretch &stretch, const std::uint8_t *codes, const ColourTable &table, QRgb *out)
{
    const std::uint32_t *from = plan.from.data(), *last = plan.last.data();
    for (int x = stretch.x; x < stretch.end; ++x)
        out[x] = table[std::max(codes[from[x]], codes[last[x]])];
}

void writeSides(const ColumnPlan &plan, const Stretch &stretch, const std::uint8_t *longs, const std::uint8_t *shorts,
    const CellColours &colours, QRgb *out)
{
    const std::uint32_t *from = plan.from.data(), *last = plan.last.data();
    for (int x = stretch.x; x < stretch.end; ++x) {
        const std::uint8_t a = std::max(longs[from[x]], longs[last[x]]);
        const std::uint8_t b = std::max(shorts[from[x]], shorts[last[x]]);
        out[x] = a >= b ? colours.first[a] : colours.second[b];
    }
}

} // namespace

int levelFor(double msPerPixel, TimeMs stepMs)
{
    int level = 0;
    while (level + 1 < LevelTile::Levels && static_cast<double>(stepMs << (level + 1)) <= msPerPixel)
        ++level;
    return level;
}

void paintCells(QImage &image, const QRect &rect, const std::vector<CellSpan> &spans, const PixelGrid &time,
    const PixelGrid &price, double cellWidth, const CellColours &colours)
{
    const QRect area = rect & image.rect();
    if (area.isEmpty() || image.format() != QImage::Format_RGB32)
        return;
    const ColumnPlan plan(spans, time, area, colours.isSplit);
    std::vector<std::uint8_t> firsts(plan.codes), seconds(colours.isSplit ? plan.codes : 0);
    const auto lineBytes = static_cast<std::size_t>(image.bytesPerLine());
    const std::size_t width = static_cast<std::size_t>(area.width()) * sizeof(QRgb);
    uchar *line = image.bits() + static_cast<std::size_t>(area.top()) * lineBytes
        + static_cast<std::size_t>(area.left()) * sizeof(QRgb);
    int lowBefore = 0, highBefore = 0; // an empty range: no row
    for (int y = area.top(); y <= area.bottom(); ++y, line += lineBytes) {
        const int low = static_cast<int>(std::floor(-price.at(y + 1) / cellWidth));
        const int high = std::max(low + 1, static_cast<int>(std::floor(-price.at(y) / cellWidth)));
        if (low == lowBefore && high == highBefore) {
            std::memcpy(line, line - lineBytes, width);
            continue;
        }
        lowBefore = low;
        highBefore = high;
        for (const Segment &segment : plan.segments) {
            gather(segment.first, segment, low, high, firsts.data() + segment.offset);
            if (colours.isSplit)
                gather(segment.second, segment, low, high, seconds.data() + segment.offset);
        }
        auto *out = reinterpret_cast<QRgb *>(line);
        for (const Stretch &stretch : plan.stretches) {
            if (colours.isSplit)
                writeSides(plan, stretch, firsts.data(), seconds.data(), colours, out);
            else if (stretch.runEnd > stretch.run)
                writeRuns(plan, stretch, area.width(), firsts.data(), colours.first, out);
            else
                writePixels(plan, stretch, firsts.data(), colours.first, out);
        }
    }
}

} // namespace isobar::heatmap
