#include "widgets/heatmap/columnplan.h"

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double LeastShortRun = 1.1, LeastRun = 2; // pixels a code on average, from which on runs are faster

} // namespace

int levelFor(double msPerPixel, TimeMs stepMs)
{
    int level = 0;
    while (level + 1 < LevelTile::Levels && static_cast<double>(stepMs << (level + 1)) <= msPerPixel)
        ++level;
    return level;
}

ColumnPlan::ColumnPlan(const std::vector<CellSpan> &spans, const PixelGrid &time, const QRect &rect, bool bySide)
{
    std::size_t offset = 1; // code 0: nothing
    for (const CellSpan &span : spans) {
        // Only what the rectangle shows; one pixel more, since it ends where the next one begins.
        const double fromMs = std::max(span.fromMs, time.at(rect.left()));
        const double toMs = std::min(span.toMs, time.at(rect.left() + rect.width() + 1));
        if (!span.first || toMs <= fromMs)
            continue;
        if (!segments.empty() && fromMs > segments.back().toMs)
            ++offset; // a hole has a code of its own, always 0
        add(span, fromMs, toMs, time.perPixel, offset);
        offset += static_cast<std::size_t>(segments.back().count);
    }
    codes = offset + 1;
    place(time, rect);
    stretch(rect.width(), bySide);
    for (const Run &run : runs)
        starts.push_back(static_cast<std::uint16_t>(run.x));
}

void ColumnPlan::add(const CellSpan &span, double fromMs, double toMs, double msPerPixel, std::size_t offset)
{
    Segment segment;
    segment.first = span.first.get();
    segment.second = span.second.get();
    segment.level = levelFor(msPerPixel, span.first->stepMs());
    const double length = static_cast<double>(span.first->stepMs() << segment.level);
    const auto open = static_cast<double>(span.first->openMs());
    const int columns = LevelTile::columnsOf(segment.level);
    segment.column = std::clamp(static_cast<int>(std::floor((fromMs - open) / length)), 0, columns - 1);
    const int end = std::clamp(static_cast<int>(std::ceil((toMs - open) / length)), 0, columns);
    segment.count = std::max(1, end - segment.column);
    segment.offset = offset;
    segment.openMs = open + segment.column * length;
    segment.columnMs = length;
    segment.fromMs = fromMs;
    segment.toMs = toMs;
    segments.push_back(segment);
}

/// Finds the codes of each pixel.
void ColumnPlan::place(const PixelGrid &time, const QRect &rect)
{
    shown.resize(static_cast<std::size_t>(rect.width()));
    m_segmentOf.resize(shown.size());
    std::size_t s = 0;
    const auto cellAt = [&](double ms) -> std::uint32_t {
        while (s < segments.size() && ms >= segments[s].toMs)
            ++s;
        if (s == segments.size())
            return s == 0 ? 0 : static_cast<std::uint32_t>(codes - 1);
        const Segment &segment = segments[s];
        if (ms < segment.fromMs)
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
        // The columns that begin in a pixel, two at most; else the one that goes on in it.
        const bool isPair = next > here + 1;
        shown[i] = static_cast<std::uint16_t>(isPair ? here + codes : here);
        hasPairs |= isPair;
        here = next;
    }
}

/// Sorts the pixels into stretches; where a code stands for enough pixels, it is looked up once for all of them.
void ColumnPlan::stretch(int width, bool bySide)
{
    for (int x = 0; x < width;) {
        const std::size_t segment = m_segmentOf[static_cast<std::size_t>(x)];
        const int begin = x;
        const std::size_t firstRun = runs.size();
        for (; x < width && m_segmentOf[static_cast<std::size_t>(x)] == segment; ++x) {
            const auto i = static_cast<std::size_t>(x);
            if (x > begin && shown[i] == shown[i - 1])
                ++runs.back().width;
            else
                runs.push_back({shown[i], x, 1});
        }
        const auto count = static_cast<double>(runs.size() - firstRun);
        bool isShort = true;
        for (std::size_t r = firstRun; r < runs.size(); ++r)
            isShort &= runs[r].width <= Spill && (r == firstRun || runs[r].cell == runs[r - 1].cell + 1);
        const bool isRun = !bySide && x - begin >= (isShort ? LeastShortRun : LeastRun) * count;
        if (!isRun)
            runs.resize(firstRun);
        stretches.push_back({begin, x, firstRun, runs.size(), isShort});
    }
}

} // namespace isobar::heatmap
