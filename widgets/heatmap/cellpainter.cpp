#include "widgets/heatmap/cellpainter.h"

#include "widgets/heatmap/columnplan.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace isobar::heatmap {

namespace {

constexpr int PrefetchRows = 12;
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

/// The codes of a row, and behind them the maxima of each two neighbours: what a pixel shows is one of these.
struct CodeRow {
    std::size_t codes;
    std::vector<std::uint8_t> values;

    explicit CodeRow(std::size_t count) : codes(count), values(2 * count) { }
    void pairUp()
    {
        const std::uint8_t *in = values.data();
        std::uint8_t *out = values.data() + codes;
        for (std::size_t i = 0; i + 1 < codes; ++i)
            out[i] = std::max(in[i], in[i + 1]);
        out[codes - 1] = in[codes - 1];
    }
};

/// Copies a row past the caches: a large picture would only drive out of them what is needed again, and its lines need
/// not be read before they are written.
inline void stream(uchar *to, const uchar *from, std::size_t bytes)
{
#if defined(__SSE2__)
    constexpr std::size_t Step = sizeof(__m128i);
    const std::size_t head = std::min(bytes, (Step - reinterpret_cast<std::uintptr_t>(to) % Step) % Step);
    std::memcpy(to, from, head);
    std::size_t at = head;
    for (; at + Step <= bytes; at += Step)
        _mm_stream_si128(
            reinterpret_cast<__m128i *>(to + at), _mm_loadu_si128(reinterpret_cast<const __m128i *>(from + at)));
    std::memcpy(to + at, from + at, bytes - at);
#else
    std::memcpy(to, from, bytes);
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

/// The maximum of the tile's rows [low, high) of the lattice, for the columns of a segment.
inline void gather(const LevelTile *tile, const Segment &segment, int low, int high, std::uint8_t *out)
{
    const auto count = static_cast<std::size_t>(segment.count);
    const int first = tile ? std::max(low, tile->firstRow()) : 0;
    const int end = tile ? std::min(high, tile->firstRow() + tile->rows()) : 0;
    if (first >= end) {
        std::memset(out, 0, count);
        return;
    }
    const auto stride = static_cast<std::size_t>(LevelTile::columnsOf(segment.level));
    const std::uint8_t *codes =
        tile->row(segment.level, first - tile->firstRow()) + static_cast<std::size_t>(segment.column);
    const int ahead = PrefetchRows * (end - first); // rows go down
    if (first - ahead >= tile->firstRow()) {
        const std::uint8_t *next = codes - static_cast<std::size_t>(ahead) * stride;
        for (std::size_t at = 0; at < stride * static_cast<std::size_t>(end - first); at += CacheLine)
            prefetch(next + at);
    }
    maxOfRows(codes, stride, end - first, count, out);
}

/// Four pixels of a colour, some of them perhaps beyond its run: the next run writes them again.
inline void putFour(QRgb *at, QRgb colour)
{
    const std::array<QRgb, Spill> four{colour, colour, colour, colour};
    std::memcpy(at, four.data(), sizeof(four));
}

/// `out` has room for Spill pixels behind its end, here and below.
void writeShortRuns(
    const ColumnPlan &plan, const Stretch &stretch, const std::uint8_t *codes, const ColourTable &table, QRgb *out)
{
    const std::uint8_t *code = codes + plan.runs[stretch.run].cell;
    const std::uint16_t *start = plan.starts.data() + stretch.run;
    std::size_t left = stretch.runEnd - stretch.run;
    if constexpr (std::endian::native == std::endian::little) {
        // Eight codes and four places a load: loads are what takes the time.
        for (; left >= 8; left -= 8, code += 8, start += 8) {
            std::uint64_t eight = 0, low = 0, high = 0;
            std::memcpy(&eight, code, sizeof(eight));
            std::memcpy(&low, start, sizeof(low));
            std::memcpy(&high, start + 4, sizeof(high));
            for (int i = 0; i < 4; ++i) {
                putFour(out + (low >> (16 * i) & 0xffffU), table[eight >> (8 * i) & 0xffU]);
            }
            for (int i = 0; i < 4; ++i)
                putFour(out + (high >> (16 * i) & 0xffffU), table[eight >> (8 * i + 32) & 0xffU]);
        }
    }
    for (; left > 0; --left)
        putFour(out + *start++, table[*code++]);
}

void writeRuns(
    const ColumnPlan &plan, const Stretch &stretch, const std::uint8_t *codes, const ColourTable &table, QRgb *out)
{
    for (std::size_t r = stretch.run; r < stretch.runEnd; ++r) {
        const Run &run = plan.runs[r];
        const QRgb colour = table[codes[run.cell]];
        for (int done = 0; done < run.width; done += Spill)
            putFour(out + run.x + done, colour);
    }
}

void writePixels(
    const ColumnPlan &plan, const Stretch &stretch, const std::uint8_t *codes, const ColourTable &table, QRgb *out)
{
    const std::uint16_t *shown = plan.shown.data();
    int x = stretch.x;
    if constexpr (std::endian::native == std::endian::little) {
        // Four indices a load, two pixels a store: loads and stores are what takes the time.
        for (; x + 4 <= stretch.end; x += 4) {
            std::uint64_t four = 0;
            std::memcpy(&four, shown + x, sizeof(four));
            const auto colour = [&](std::uint64_t index) { return std::uint64_t{table[codes[index & 0xffffU]]}; };
            const std::uint64_t a = colour(four) | colour(four >> 16) << 32;
            const std::uint64_t b = colour(four >> 32) | colour(four >> 48) << 32;
            std::memcpy(out + x, &a, sizeof(a));
            std::memcpy(out + x + 2, &b, sizeof(b));
        }
    }
    for (; x < stretch.end; ++x)
        out[x] = table[codes[shown[x]]];
}

void writeSides(const ColumnPlan &plan, const Stretch &stretch, const std::uint8_t *longs, const std::uint8_t *shorts,
    const CellColours &colours, QRgb *out)
{
    const std::uint16_t *shown = plan.shown.data();
    for (int x = stretch.x; x < stretch.end; ++x) {
        const std::uint8_t a = longs[shown[x]], b = shorts[shown[x]];
        out[x] = a >= b ? colours.first[a] : colours.second[b];
    }
}

} // namespace

void paintCells(QImage &image, const QRect &rect, const std::vector<CellSpan> &spans, const PixelGrid &time,
    const PixelGrid &price, double cellWidth, const CellColours &colours)
{
    const QRect area = rect & image.rect();
    if (area.isEmpty() || image.format() != QImage::Format_RGB32)
        return;
    const ColumnPlan plan(spans, time, area, colours.isSplit);
    CodeRow firsts(plan.codes), seconds(plan.codes);
    const auto lineBytes = static_cast<std::size_t>(image.bytesPerLine());
    const std::size_t width = static_cast<std::size_t>(area.width()) * sizeof(QRgb);
    const bool isNarrow = area.width() < 64;
    const bool isLarge = width * static_cast<std::size_t>(area.height()) >= StreamBytes;
    std::vector<QRgb> row(static_cast<std::size_t>(area.width() + Spill));
    const auto *rowBytes = reinterpret_cast<const uchar *>(row.data());
    const auto put = [&](uchar *to) {
        if (isLarge)
            stream(to, rowBytes, width);
        else
            std::memcpy(to, rowBytes, width);
    };
    uchar *line = image.bits() + static_cast<std::size_t>(area.top()) * lineBytes
        + static_cast<std::size_t>(area.left()) * sizeof(QRgb);
    int lowBefore = 0, highBefore = 0; // an empty range: no row
    for (int y = area.top(); y <= area.bottom(); ++y, line += lineBytes) {
        if (isNarrow && y + PrefetchRows <= area.bottom())
            prefetch(line + PrefetchRows * lineBytes);
        const int low = rowOf(price.at(y + 1), cellWidth);
        const int high = std::max(low + 1, rowOf(price.at(y), cellWidth));
        if (low == lowBefore && high == highBefore) {
            put(line);
            continue;
        }
        lowBefore = low;
        highBefore = high;
        for (const Segment &segment : plan.segments) {
            gather(segment.first, segment, low, high, firsts.values.data() + segment.offset);
            if (colours.isSplit)
                gather(segment.second, segment, low, high, seconds.values.data() + segment.offset);
        }
        if (plan.hasPairs) {
            firsts.pairUp();
            if (colours.isSplit)
                seconds.pairUp();
        }
        QRgb *out = row.data();
        for (const Stretch &stretch : plan.stretches) {
            if (colours.isSplit)
                writeSides(plan, stretch, firsts.values.data(), seconds.values.data(), colours, out);
            else if (stretch.runEnd > stretch.run && stretch.isShort)
                writeShortRuns(plan, stretch, firsts.values.data(), colours.first, out);
            else if (stretch.runEnd > stretch.run)
                writeRuns(plan, stretch, firsts.values.data(), colours.first, out);
            else
                writePixels(plan, stretch, firsts.values.data(), colours.first, out);
        }
        put(line);
    }
    if (isLarge)
        finishStreams();
}

} // namespace isobar::heatmap
