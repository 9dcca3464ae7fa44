#include "widgets/heatmap/columnplan.h"

#include <algorithm>
#include <cmath>

#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
#include <tmmintrin.h>
#define ISOBAR_HAS_SHUFFLE 1
#endif

namespace isobar::heatmap {

namespace {

Source sourceOf(const LevelTile *tile, int level, int column)
{
    if (!tile || tile->rows() == 0)
        return {};
    return {tile->row(level, 0) + column, tile->firstRow(), tile->firstRow() + tile->rows()};
}

} // namespace

int levelFor(double msPerPixel, TimeMs stepMs)
{
    int level = 0;
    while (level + 1 < LevelTile::Levels && static_cast<double>(stepMs << (level + 1)) <= msPerPixel)
        ++level;
    return level;
}

ColumnPlan::ColumnPlan(const std::vector<CellSpan> &spans, const PixelGrid &time, const QRect &rect)
{
    std::size_t offset = 1; // code 0: nothing
    for (const CellSpan &span : spans) {
        // Only what the rectangle shows; one pixel more, since it ends where the next one begins.
        const double fromMs = std::max(span.fromMs, time.at(rect.left()));
        const double toMs = std::min(span.toMs, time.at(rect.left() + rect.width() + 1));
        if (!span.first || toMs <= fromMs)
            continue;
        if (!m_segments.empty() && fromMs > m_segments.back().toMs)
            ++offset; // a hole has a code of its own, always 0
        add(span, fromMs, toMs, time.perPixel, offset);
        offset += m_segments.back().count;
    }
    m_codes = offset + 1;
    place(time, rect);
    group();
}

void ColumnPlan::add(const CellSpan &span, double fromMs, double toMs, double msPerPixel, std::size_t offset)
{
    const int level = levelFor(msPerPixel, span.first->stepMs());
    const int columns = LevelTile::columnsOf(level);
    const double length = static_cast<double>(span.first->stepMs() << level);
    const auto open = static_cast<double>(span.first->openMs());
    const int column = std::clamp(static_cast<int>(std::floor((fromMs - open) / length)), 0, columns - 1);
    const int end = std::clamp(static_cast<int>(std::ceil((toMs - open) / length)), 0, columns);
    Segment segment;
    segment.first = sourceOf(span.first.get(), level, column);
    segment.second = sourceOf(span.second.get(), level, column);
    segment.stride = static_cast<std::size_t>(columns);
    segment.count = static_cast<std::size_t>(std::max(1, end - column));
    segment.offset = offset;
    segment.openMs = open + column * length;
    segment.columnMs = length;
    segment.fromMs = fromMs;
    segment.toMs = toMs;
    m_segments.push_back(segment);
}

/// Finds the codes of each pixel.
void ColumnPlan::place(const PixelGrid &time, const QRect &rect)
{
    std::size_t s = 0;
    const auto cellAt = [&](double ms) -> std::uint32_t {
        while (s < m_segments.size() && ms >= m_segments[s].toMs)
            ++s;
        if (s == m_segments.size())
            return s == 0 ? 0 : static_cast<std::uint32_t>(m_codes - 1);
        const Segment &segment = m_segments[s];
        if (ms < segment.fromMs)
            return static_cast<std::uint32_t>(segment.offset - 1); // a hole, or before all
        const int column = static_cast<int>((ms - segment.openMs) / segment.columnMs);
        return static_cast<std::uint32_t>(
            segment.offset + std::min(static_cast<std::size_t>(std::max(column, 0)), segment.count - 1));
    };
    std::uint32_t here = cellAt(time.at(rect.left()));
    for (int x = 0; x < rect.width(); ++x) {
        const std::uint32_t next = cellAt(time.at(rect.left() + x + 1));
        m_firsts.push_back(here);
        m_seconds.push_back(next > here + 1 ? here + 1 : here);
        here = next;
    }
}

void ColumnPlan::group()
{
    while (m_firsts.size() % (2 * GroupPixels) != 0) { // groups are packed two at a time
        m_firsts.push_back(m_firsts.back());
        m_seconds.push_back(m_seconds.back());
    }
    for (std::size_t x = 0; x < m_firsts.size(); x += GroupPixels) {
        const std::uint32_t base = m_firsts[x];
        if (m_seconds[x + GroupPixels - 1] - base >= Block)
            m_farGroups.push_back(m_bases.size());
        Places places{};
        for (std::size_t i = 0; i < GroupPixels; ++i) {
            places[i] = static_cast<std::uint8_t>(m_firsts[x + i] - base);
            places[GroupPixels + i] = static_cast<std::uint8_t>(m_seconds[x + i] - base);
        }
        m_bases.push_back(base);
        m_places.push_back(places);
    }
}

void ColumnPlan::packOneByOne(std::size_t group, const std::uint8_t *gathered, std::uint8_t *packed) const
{
    const std::size_t begin = group * GroupPixels;
    for (std::size_t x = begin; x < begin + GroupPixels; ++x)
        packed[x] = std::max(gathered[m_firsts[x]], gathered[m_seconds[x]]);
}

#ifdef ISOBAR_HAS_SHUFFLE
/// All 64-bit PCs since 2006 have the instruction, but compilers may use it only when told.
__attribute__((target("ssse3"))) void ColumnPlan::packGroups(const std::uint8_t *gathered, std::uint8_t *packed) const
{
    const auto load = [](const std::uint8_t *from) { return _mm_loadu_si128(reinterpret_cast<const __m128i *>(from)); };
    const std::uint32_t *base = m_bases.data(), *const end = base + m_bases.size();
    const std::uint8_t *places = m_places.data()->data();
    for (; base != end; base += 2, places += 2 * Block, packed += 2 * GroupPixels) {
        const __m128i a = _mm_shuffle_epi8(load(gathered + base[0]), load(places));
        const __m128i b = _mm_shuffle_epi8(load(gathered + base[1]), load(places + Block));
        const __m128i most = _mm_max_epu8(_mm_unpacklo_epi64(a, b), _mm_unpackhi_epi64(a, b));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(packed), most);
    }
}

void ColumnPlan::pack(const std::uint8_t *gathered, std::uint8_t *packed) const
{
    static const bool hasShuffle = __builtin_cpu_supports("ssse3");
    if (!hasShuffle) {
        for (std::size_t g = 0; g < m_bases.size(); ++g)
            packOneByOne(g, gathered, packed);
        return;
    }
    packGroups(gathered, packed);
    for (const std::size_t g : m_farGroups)
        packOneByOne(g, gathered, packed);
}
#else
void ColumnPlan::pack(const std::uint8_t *gathered, std::uint8_t *packed) const
{
    for (std::size_t g = 0; g < m_bases.size(); ++g)
        packOneByOne(g, gathered, packed);
}
#endif

} // namespace isobar::heatmap
