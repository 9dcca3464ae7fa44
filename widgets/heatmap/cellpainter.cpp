#include "widgets/heatmap/cellpainter.h"

#include "widgets/heatmap/columnplan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace isobar::heatmap {

namespace {

constexpr int PrefetchRows = 6;
constexpr std::size_t CacheLine = 64;
constexpr std::size_t StreamBytes = 1U << 20; // pictures from this size on are written past the caches

/// Tells the processor what is needed soon: narrow rectangles touch a new cache line in each row.
inline void prefetch(const void *address)
{
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    (void)address;
#endif
}

inline void finishStreams()
{
#if defined(__SSE2__)
    _mm_sfence();
#endif
}

/// The lattice row at a value of the price axis (-ln(price)): the floor, without a call.
inline int rowOf(double value, double cellWidth)
{
    const double row = -value / cellWidth;
    const int truncated = static_cast<int>(row);
    return truncated - (row < truncated);
}

/// The maximum of `rows` rows of codes that lie `stride` apart.
inline void maxOfRows(const std::uint8_t *codes, std::size_t stride, int rows, std::size_t count, std::uint8_t *out)
{
    std::size_t at = 0;
#if defined(__SSE2__)
    constexpr std::size_t Block = sizeof(__m128i);
    const auto block = [](const std::uint8_t *from) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
    };
    for (; at < count && count >= Block; at += Block) {
        at = std::min(at, count - Block); // the last one overlaps
        __m128i most = block(codes + at);
        for (int row = 1; row < rows; ++row)
            most = _mm_max_epu8(most, block(codes + static_cast<std::size_t>(row) * stride + at));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(out + at), most);
    }
#endif
    for (; at < count; ++at) {
        std::uint8_t most = codes[at];
        for (int row = 1; row < rows; ++row)
            most = std::max(most, codes[static_cast<std::size_t>(row) * stride + at]);
        out[at] = most;
    }
}

/// The maximum of the rows [low, high) of the lattice, for the columns of a segment.
inline void gather(const Source &source, const Segment &segment, int low, int high, std::uint8_t *out)
{
    const int first = std::max(low, source.firstRow);
    const int end = std::min(high, source.endRow);
    if (first >= end) {
        std::memset(out, 0, segment.count);
        return;
    }
    const std::size_t stride = segment.stride;
    const std::uint8_t *codes = source.codes + static_cast<std::size_t>(first - source.firstRow) * stride;
    const int ahead = PrefetchRows * (end - first); // rows go down
    if (first - ahead >= source.firstRow) {
        const std::uint8_t *next = codes - static_cast<std::size_t>(ahead) * stride;
        for (std::size_t at = 0; at < stride * static_cast<std::size_t>(end - first); at += CacheLine)
            prefetch(next + at);
    }
    maxOfRows(codes, stride, end - first, segment.count, out);
}

/// Lines of a picture that look alike, from the first one's left pixel on.
struct Lines {
    uchar *first = nullptr;
    std::size_t bytes = 0; ///< from one line to the next
    int count = 1;
};

/// Colours from codes, by pixel. `four` are those of x to x + 3.
struct TotalColours {
    const std::uint8_t *codes;
    const ColourTable &table;

    QRgb at(std::size_t x) const { return table[codes[x]]; }
#if defined(__SSE2__)
    __m128i four(std::size_t x) const
    {
        std::uint32_t fourCodes = 0; // one load; loads are what takes the time
        std::memcpy(&fourCodes, codes + x, sizeof(fourCodes));
        return _mm_unpacklo_epi64(two(fourCodes), two(fourCodes >> 16));
    }

private:
    __m128i two(std::uint32_t twoCodes) const
    {
        const auto colour = [&](std::uint32_t code) { return _mm_cvtsi32_si128(static_cast<int>(table[code])); };
        return _mm_unpacklo_epi32(colour(twoCodes & 0xffU), colour(twoCodes >> 8 & 0xffU));
    }
#endif
};

/// The higher code of the two, in its side's table.
struct SideColours {
    const std::uint8_t *longs, *shorts;
    const CellColours &colours;

    QRgb at(std::size_t x) const { return longs[x] >= shorts[x] ? colours.first[longs[x]] : colours.second[shorts[x]]; }
#if defined(__SSE2__)
    __m128i four(std::size_t x) const
    {
        const auto colour = [&](std::size_t i) { return static_cast<int>(at(x + i)); };
        return _mm_set_epi32(colour(3), colour(2), colour(1), colour(0));
    }
#endif
};

/// Each colour is made once and written into all lines. `isStreamed`: past the caches, which a large picture would only
/// fill, and its lines need not be read before they are written; the lines are aligned to 16 bytes then.
template <bool isStreamed, class Colours>
void writeLines(const Colours &colours, std::size_t pixels, const Lines &lines)
{
    std::size_t x = 0;
#if defined(__SSE2__)
    constexpr std::size_t Step = CacheLine / sizeof(QRgb), Four = sizeof(__m128i) / sizeof(QRgb);
    for (; x + Step <= pixels; x += Step) {
        __m128i row[Step / Four];
        for (std::size_t i = 0; i < std::size(row); ++i)
            row[i] = colours.four(x + i * Four);
        uchar *line = lines.first + x * sizeof(QRgb);
        for (int left = lines.count; left > 0; --left, line += lines.bytes) {
            auto *to = reinterpret_cast<__m128i *>(line);
            for (std::size_t i = 0; i < std::size(row); ++i) {
                if constexpr (isStreamed)
                    _mm_stream_si128(to + i, row[i]);
                else
                    _mm_storeu_si128(to + i, row[i]);
            }
        }
    }
#endif
    for (; x < pixels; ++x) {
        const QRgb colour = colours.at(x);
        uchar *line = lines.first + x * sizeof(QRgb);
        for (int left = lines.count; left > 0; --left, line += lines.bytes)
            std::memcpy(line, &colour, sizeof(colour));
    }
}

template <class Colours>
void writeLines(const Colours &colours, std::size_t pixels, const Lines &lines, bool isStreamed)
{
    if (isStreamed)
        writeLines<true>(colours, pixels, lines);
    else
        writeLines<false>(colours, pixels, lines);
}

/// The codes of a row of lattice cells, gathered from the tiles and then packed: one a pixel.
class RowCodes {
public:
    explicit RowCodes(const ColumnPlan &plan)
        : m_plan(plan), m_gathered(plan.gatheredBytes()), m_packed(plan.packedBytes())
    {
    }
    /// The maximum of the rows [low, high) of the lattice.
    void take(int low, int high, Source Segment::*side)
    {
        for (const Segment &segment : m_plan.segments())
            gather(segment.*side, segment, low, high, m_gathered.data() + segment.offset);
        m_plan.pack(m_gathered.data(), m_packed.data());
    }
    const std::uint8_t *pixels() const { return m_packed.data(); }

private:
    const ColumnPlan &m_plan;
    std::vector<std::uint8_t> m_gathered, m_packed;
};

} // namespace

void paintCells(QImage &image, const QRect &rect, const std::vector<CellSpan> &spans, const PixelGrid &time,
    const PixelGrid &price, double cellWidth, const CellColours &colours)
{
    const QRect area = rect & image.rect();
    if (area.isEmpty() || image.format() != QImage::Format_RGB32)
        return;
    const ColumnPlan plan(spans, time, area);
    RowCodes firsts(plan), seconds(plan);
    const auto width = static_cast<std::size_t>(area.width());
    Lines lines{image.bits() + static_cast<std::size_t>(area.top()) * static_cast<std::size_t>(image.bytesPerLine())
            + static_cast<std::size_t>(area.left()) * sizeof(QRgb),
        static_cast<std::size_t>(image.bytesPerLine()), 1};
    const bool isNarrow = area.width() < 64;
    const bool isStreamed = width * sizeof(QRgb) * static_cast<std::size_t>(area.height()) >= StreamBytes
        && (reinterpret_cast<std::uintptr_t>(lines.first) | lines.bytes) % 16 == 0;
    const auto rowsAt = [&](int y) {
        const int low = rowOf(price.at(y + 1), cellWidth);
        return std::pair(low, std::max(low + 1, rowOf(price.at(y), cellWidth)));
    };
    std::pair<int, int> rows = rowsAt(area.top());
    for (int y = area.top(); y <= area.bottom(); y += lines.count) {
        const auto [low, high] = rows;
        lines.count = 1;
        while (y + lines.count <= area.bottom() && (rows = rowsAt(y + lines.count)) == std::pair(low, high))
            ++lines.count;
        if (isNarrow && y + PrefetchRows <= area.bottom())
            prefetch(lines.first + PrefetchRows * lines.bytes);
        firsts.take(low, high, &Segment::first);
        if (colours.isSplit) {
            seconds.take(low, high, &Segment::second);
            writeLines(SideColours{firsts.pixels(), seconds.pixels(), colours}, width, lines, isStreamed);
        } else {
            writeLines(TotalColours{firsts.pixels(), colours.first}, width, lines, isStreamed);
        }
        lines.first += static_cast<std::size_t>(lines.count) * lines.bytes;
    }
    if (isStreamed)
        finishStreams();
}

} // namespace isobar::heatmap
