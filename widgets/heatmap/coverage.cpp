#include "widgets/heatmap/coverage.h"

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double HourPixelMs = 20.0 * MinuteMs, FiveMinutePixelMs = 3.0 * MinuteMs;
constexpr std::size_t SeriesCount = 3;

/// The series in the order in which they stand in for one another: the wanted one, coarser ones, finer ones.
std::array<std::size_t, SeriesCount> orderFrom(std::size_t wanted)
{
    std::array<std::size_t, SeriesCount> order{};
    std::size_t at = 0;
    for (std::size_t s = wanted; s < SeriesCount; ++s)
        order[at++] = s;
    for (std::size_t s = wanted; s-- > 0;)
        order[at++] = s;
    return order;
}

class Coverage {
public:
    Coverage(const std::array<LevelSeries, SeriesCount> &series, std::size_t wanted)
        : m_series(series), m_order(orderFrom(wanted))
    {
    }

    void fill(double fromMs, double toMs, std::size_t rank = 0)
    {
        if (rank == SeriesCount || fromMs >= toMs)
            return;
        double at = fromMs;
        for (const LevelChunkPtr &chunk : m_series[m_order[rank]].chunks) {
            const double begin = std::max(at, static_cast<double>(chunk->columnMs(chunk->firstColumn)));
            const double end = std::min(toMs, static_cast<double>(chunk->columnMs(chunk->end())));
            if (end <= begin)
                continue;
            fill(at, begin, rank + 1);
            spans.push_back({chunk, begin, end});
            at = end;
        }
        fill(at, toMs, rank + 1);
    }

    std::vector<CoverSpan> spans;

private:
    const std::array<LevelSeries, SeriesCount> &m_series;
    std::array<std::size_t, SeriesCount> m_order;
};

} // namespace

std::size_t seriesFor(double msPerPixel)
{
    if (msPerPixel >= HourPixelMs)
        return LevelMap::HourSeries;
    return msPerPixel >= FiveMinutePixelMs ? LevelMap::FiveMinuteSeries : LevelMap::MinuteSeries;
}

double knownEnd(const std::array<LevelSeries, 3> &series)
{
    for (const LevelSeries &each : series) {
        if (!each.chunks.empty())
            return static_cast<double>(each.endMs());
    }
    return 0;
}

std::vector<CoverSpan> coverage(
    const std::array<LevelSeries, 3> &series, std::size_t wanted, double fromMs, double toMs)
{
    Coverage cover(series, wanted);
    cover.fill(fromMs, std::min(toMs, knownEnd(series)));
    return std::move(cover.spans);
}

std::vector<std::pair<double, double>> differences(
    const std::vector<CoverSpan> &before, const std::vector<CoverSpan> &now, double fromMs, double toMs)
{
    std::vector<double> edges{fromMs, toMs};
    for (const std::vector<CoverSpan> *spans : {&before, &now}) {
        for (const CoverSpan &span : *spans) {
            edges.push_back(std::clamp(span.fromMs, fromMs, std::max(fromMs, toMs)));
            edges.push_back(std::clamp(span.toMs, fromMs, std::max(fromMs, toMs)));
        }
    }
    std::sort(edges.begin(), edges.end());
    const auto stepAt = [](const std::vector<CoverSpan> &spans, double ms) -> TimeMs {
        const auto found = std::find_if(
            spans.begin(), spans.end(), [ms](const CoverSpan &span) { return ms >= span.fromMs && ms < span.toMs; });
        return found == spans.end() ? 0 : found->chunk->stepMs;
    };
    std::vector<std::pair<double, double>> out;
    for (std::size_t i = 1; i < edges.size() && fromMs < toMs; ++i) {
        const double middle = (edges[i - 1] + edges[i]) / 2;
        if (edges[i] > edges[i - 1] && stepAt(before, middle) != stepAt(now, middle))
            out.emplace_back(edges[i - 1], edges[i]);
    }
    return out;
}

std::vector<DrawnColumn> columnsOf(const std::vector<CoverSpan> &spans)
{
    std::vector<DrawnColumn> columns;
    for (const CoverSpan &span : spans) {
        const LevelChunk &chunk = *span.chunk;
        const auto step = static_cast<double>(chunk.stepMs), open = static_cast<double>(chunk.openMs);
        const int first = std::max(chunk.firstColumn, static_cast<int>(std::floor((span.fromMs - open) / step)));
        const int end = std::min(chunk.end(), static_cast<int>(std::ceil((span.toMs - open) / step)));
        for (int c = first; c < end; ++c) {
            const double from = open + step * c;
            columns.push_back({&chunk.columns[static_cast<std::size_t>(c)], std::max(from, span.fromMs),
                std::min(from + step, span.toMs)});
        }
    }
    return columns;
}

} // namespace isobar::heatmap
