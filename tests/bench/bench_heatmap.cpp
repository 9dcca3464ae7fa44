// Painting of the heatmap's cells against the goals of PERFORMANCE 2: full redraw, a week, a pan step and a new minute,
// at 1080p and 4K, each in turn with its peers in one run: memcpy of the frame, drawImage from a cached picture, LUT +
// drawImage, and QCustomPlot's QCPColorMap. Prints medians of the CPU time of the thread (10 %..90 %), ratios, goals
// and verdicts; exit status 1 when a goal is missed.
//   bench_heatmap [ROUNDS]
// QCustomPlot is written with the keywords that our own code does without.
#undef QT_NO_KEYWORDS
#undef QT_NO_FOREACH
#undef QT_NO_CAST_FROM_ASCII
#undef QT_NO_CAST_TO_ASCII
#include <qcustomplot.h>

#include "widgets/heatmap/celllayer.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <string>

using namespace isobar;
using namespace isobar::heatmap;

namespace {

constexpr TimeMs Begin = 256 * MinuteMs * 100'000;
constexpr double CellWidth = 0.001;
constexpr int FirstRow = 10'000;

/// CPU time of this thread: others on the machine do not count.
double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// A grid of minutes x lattice rows as tiles, with levels that begin and end.
struct Grid {
    int columns, rows;
    std::vector<CellSpan> spans;
    std::vector<CoverSpan> cover;
    CellColours colours;
    LevelScale scale{400, 90'000, 0};

    Grid(int c, int r) : columns(c), rows(r)
    {
        std::uint32_t noise = 1;
        std::vector<std::vector<std::uint8_t>> level(static_cast<std::size_t>(rows));
        for (auto &row : level) {
            int code = 0, left = 0;
            for (int i = 0; i < columns; ++i) {
                if (left-- <= 0) {
                    noise = noise * 1664525U + 1013904223U;
                    code = (noise >> 24) & 1 ? 0 : 40 + static_cast<int>((noise >> 16) % 80);
                    left = 5 + static_cast<int>((noise >> 8) % 90);
                }
                row.push_back(static_cast<std::uint8_t>(code));
            }
        }
        for (int first = 0; first < columns; first += ChunkColumns) {
            const TimeMs open = Begin + first * MinuteMs;
            auto tile = std::make_shared<LevelTile>(open, MinuteMs, FirstRow, rows);
            const int count = std::min(ChunkColumns, columns - first);
            for (int row = 0; row < rows; ++row)
                std::copy_n(level[static_cast<std::size_t>(row)].begin() + first, count, tile->row(0, row));
            for (int row = 0; row < rows; ++row)
                tile->buildLevels(row);
            const auto from = static_cast<double>(open);
            spans.push_back({tile, nullptr, from, from + static_cast<double>(count * MinuteMs)});
            auto chunk = std::make_shared<LevelChunk>();
            chunk->openMs = open;
            chunk->columns.resize(static_cast<std::size_t>(count));
            cover.push_back({chunk, spans.back().fromMs, spans.back().toMs});
        }
        colours.first =
            colourTable(scale, true, qRgb(14, 17, 23), [](double u) { return rampColour(HeatRamp::Viridis, u, true); });
    }
    Viewport all() const
    {
        const double low = FirstRow * CellWidth;
        return {
            static_cast<double>(Begin), static_cast<double>(Begin + columns * MinuteMs), low, low + rows * CellWidth};
    }
    double usd(int column, int row) const
    {
        const LevelTile &tile = *spans[static_cast<std::size_t>(column / ChunkColumns)].first;
        return levelOfCode(tile.row(0, row)[column % ChunkColumns]);
    }
    CellInput input(const Viewport &view, QSize size) const { return {view, size, cover, spans, CellWidth, &colours}; }
};

/// The peer: QCustomPlot's colour map over the same grid, as an application replots it. On its linear scale: on the
/// logarithmic one it is three times as slow, but it could be given logarithms, as our codes are.
class ColourMap {
public:
    ColourMap(const Grid &grid, QSize size)
    {
        m_plot.resize(size);
        m_plot.setViewport(QRect(QPoint(0, 0), size));
        m_plot.axisRect()->setAutoMargins(QCP::msNone);
        m_plot.axisRect()->setMargins(QMargins());
        m_plot.xAxis->setVisible(false);
        m_plot.yAxis->setVisible(false);
        m_map = new QCPColorMap(m_plot.xAxis, m_plot.yAxis);
        m_map->data()->setSize(grid.columns, grid.rows);
        m_map->data()->setRange({0, grid.columns - 1.0}, {0, grid.rows - 1.0});
        for (int c = 0; c < grid.columns; ++c) {
            for (int r = 0; r < grid.rows; ++r)
                m_map->data()->setCell(c, r, grid.usd(c, r));
        }
        m_map->setGradient(QCPColorGradient::gpPolar);
        m_map->setInterpolate(false);
        m_map->setDataRange({grid.scale.low, grid.scale.high});
        m_plot.xAxis->setRange(-0.5, grid.columns - 0.5);
        m_plot.yAxis->setRange(-0.5, grid.rows - 0.5);
        m_plot.show();
        m_plot.replot(QCustomPlot::rpImmediateRefresh);
    }
    void replotWithChangedCell()
    {
        m_map->data()->setCell(3, 3, m_value += 1);
        m_plot.replot(QCustomPlot::rpImmediateRefresh);
    }

private:
    QCustomPlot m_plot;
    QCPColorMap *m_map;
    double m_value = 0;
};

/// The peer: cells as floats through a table into a picture of the grid, which is then drawn in the size wanted.
struct FloatGrid {
    int columns, rows;
    std::vector<float> values;
    QImage picture;

    explicit FloatGrid(const Grid &grid)
        : columns(grid.columns), rows(grid.rows), picture(columns, rows, QImage::Format_RGB32)
    {
        for (int r = 0; r < rows; ++r) {
            for (int c = 0; c < columns; ++c)
                values.push_back(static_cast<float>(grid.usd(c, r)));
        }
    }
    void colour(const ColourTable &table)
    {
        for (int r = 0; r < rows; ++r) {
            const float *in = values.data() + static_cast<std::size_t>(r) * static_cast<std::size_t>(columns);
            auto *out = reinterpret_cast<QRgb *>(picture.scanLine(rows - 1 - r));
            for (int c = 0; c < columns; ++c)
                out[c] = table[static_cast<std::size_t>(std::clamp(in[c] * (255.0F / 90'000.0F), 0.0F, 255.0F))];
        }
    }
    void draw(QImage &frame, double shift) const
    {
        QPainter painter(&frame);
        painter.drawImage(QRectF(frame.rect()), picture, QRectF(shift, 0, columns - shift, rows));
    }
};

class Bench {
public:
    explicit Bench(int rounds) : m_rounds(rounds) { }
    void add(const std::string &name, const std::function<void()> &work) { m_work.push_back({name, work, {}}); }

    void run()
    {
        for (int round = 0; round < m_rounds; ++round) {
            for (auto &each : m_work) {
                each.work(); // warm: what the one before left in the caches is not its own
                const double start = threadMs();
                each.work();
                each.times.push_back(threadMs() - start);
            }
        }
        for (const auto &each : m_work)
            std::printf("  %-44s %8.3f ms  (%.3f..%.3f)\n", each.name.c_str(), quantile(each.times, 0.5),
                quantile(each.times, 0.1), quantile(each.times, 0.9));
    }
    /// Median of the ratios of the rounds, and their spread.
    bool judge(const std::string &what, const std::string &ours, const std::string &peer, double goal, bool isFaster)
    {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < timesOf(ours).size(); ++i)
            ratios.push_back(isFaster ? timesOf(peer)[i] / timesOf(ours)[i] : timesOf(ours)[i] / timesOf(peer)[i]);
        const double ratio = quantile(ratios, 0.5);
        const bool isMet = isFaster ? ratio >= goal : ratio <= goal;
        std::printf("%-46s %8.3f  (%.3f..%.3f)  goal %s %-6g %s\n", what.c_str(), ratio, quantile(ratios, 0.1),
            quantile(ratios, 0.9), isFaster ? ">=" : "<=", goal, isMet ? "met" : "MISSED");
        return isMet;
    }

private:
    struct Work {
        std::string name;
        std::function<void()> work;
        std::vector<double> times;
    };
    static double quantile(std::vector<double> values, double share)
    {
        std::sort(values.begin(), values.end());
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
    }
    const std::vector<double> &timesOf(const std::string &name) const
    {
        return std::find_if(m_work.begin(), m_work.end(), [&](const Work &each) { return each.name == name; })->times;
    }

    int m_rounds;
    std::vector<Work> m_work;
};

struct Frame {
    const char *name;
    QSize size;
    double weekGoal;
};

/// 1440 x 800 cells.
bool benchDay(const Frame &target, int rounds)
{
    const Grid grid(1440, 800);
    FloatGrid floats(grid);
    floats.colour(grid.colours.first);
    ColourMap map(grid, target.size);
    QImage frame(target.size, QImage::Format_RGB32), copy(target.size, QImage::Format_RGB32);
    frame.fill(0);
    copy.fill(0);
    const Viewport view = grid.all();
    const PixelGrid time = timePixels(view, target.size.width()), price = pricePixels(view, target.size.height());
    CellLayer pan, live;
    pan.render(grid.input(view, target.size));
    live.render(grid.input(view, target.size));
    Viewport moved = view;
    double direction = 1, shift = 0;

    std::printf("\n1440 x 800 cells, %s\n", target.name);
    Bench bench(rounds);
    bench.add("memcpy of the frame",
        [&] { std::memcpy(copy.bits(), frame.constBits(), static_cast<std::size_t>(frame.sizeInBytes())); });
    bench.add(
        "full redraw", [&] { paintCells(frame, frame.rect(), grid.spans, time, price, CellWidth, grid.colours); });
    bench.add("QCPColorMap, a cell changed", [&] { map.replotWithChangedCell(); });
    bench.add("LUT + drawImage", [&] {
        floats.colour(grid.colours.first);
        floats.draw(frame, 0);
    });
    bench.add("drawImage from a cached picture", [&] { floats.draw(frame, shift = shift == 0 ? 7 : 0); });
    bench.add("pan step of 12 pixels", [&] {
        moved = panned(moved, direction * 12 * time.perPixel, 0);
        direction = -direction;
        pan.render(grid.input(moved, target.size));
    });
    bench.add("new minute", [&] {
        live.invalidate(view.toMs - static_cast<double>(MinuteMs), view.toMs);
        live.render(grid.input(view, target.size));
    });
    bench.run();
    bool isMet = bench.judge("full redraw / memcpy", "full redraw", "memcpy of the frame", 1.3, false);
    isMet &= bench.judge("QCPColorMap / full redraw", "full redraw", "QCPColorMap, a cell changed", 5, true);
    isMet &= bench.judge("pan step / drawImage from a cached picture", "pan step of 12 pixels",
        "drawImage from a cached picture", 0.8, false);
    isMet &= bench.judge("new minute / LUT + drawImage", "new minute", "LUT + drawImage", 0.03, false);
    return isMet;
}

/// A week of minutes x 2 000 cells.
bool benchWeek(const Grid &grid, const Frame &target, int rounds)
{
    ColourMap map(grid, target.size);
    QImage frame(target.size, QImage::Format_RGB32), copy(target.size, QImage::Format_RGB32);
    frame.fill(0);
    copy.fill(0);
    const Viewport view = grid.all();
    Viewport day = view;
    day.fromMs = day.toMs - static_cast<double>(DayMs);
    const auto paint = [&](const Viewport &what) {
        paintCells(frame, frame.rect(), grid.spans, timePixels(what, target.size.width()),
            pricePixels(what, target.size.height()), CellWidth, grid.colours);
    };
    std::printf("\n10 080 x 2 000 cells, %s\n", target.name);
    Bench bench(rounds);
    bench.add("memcpy of the frame",
        [&] { std::memcpy(copy.bits(), frame.constBits(), static_cast<std::size_t>(frame.sizeInBytes())); });
    bench.add("whole week", [&] { paint(view); });
    bench.add("one day in view", [&] { paint(day); });
    bench.add("QCPColorMap, a cell changed", [&] { map.replotWithChangedCell(); });
    bench.run();
    return bench.judge("QCPColorMap / whole week", "whole week", "QCPColorMap, a cell changed", target.weekGoal, true);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(3, std::atoi(argv[1])) : 15;
    const Frame hd{"1920x1080", {1920, 1080}, 30}, uhd{"3840x2160", {3840, 2160}, 12};
    bool isMet = benchDay(hd, rounds);
    isMet &= benchDay(uhd, rounds);
    const Grid week(10'080, 2'000);
    isMet &= benchWeek(week, hd, rounds);
    isMet &= benchWeek(week, uhd, rounds);
    std::printf("\n%s\n", isMet ? "all goals met" : "a goal was missed");
    return isMet ? 0 : 1;
}
