// GUI time of the funding matrix: 400 assets on 26 venues, of which every rate changes each second. Prints the median
// of one update (model diff and repaint of what is in view), the CPU time of the GUI thread for each second of such a
// stream (five snapshots a second, a new matrix with one of them), and the cost of a scroll step in both directions.
#include "tests/support/matrixsamples.h"
#include "widgets/matrix/matrixpanel.h"
#include "widgets/matrix/matrixtable.h"
#include "widgets/matrix/matrixview.h"
#include "widgets/style/appstyle.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QScrollBar>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

using namespace isobar;

namespace {

constexpr int Assets = 400, Venues = 26, Turns = 60, PerSecond = 5;

double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

double medianMs(const char *name, int times, const std::function<void(int)> &step)
{
    std::vector<double> spent;
    for (int i = 0; i < times; ++i) {
        const double start = threadMs();
        step(i);
        QApplication::processEvents();
        spent.push_back(threadMs() - start);
    }
    std::sort(spent.begin(), spent.end());
    std::printf("%s: median %.2f ms, p10 %.2f, p90 %.2f\n", name, spent[spent.size() / 2], spent[spent.size() / 10],
        spent[spent.size() * 9 / 10]);
    return spent[spent.size() / 2];
}

void measure(MatrixPanel &panel, const std::vector<SnapshotPtr> &snapshots)
{
    panel.showSnapshot(snapshots.front());
    QApplication::processEvents();
    QScrollBar *down = panel.view().scrolling().verticalScrollBar();
    QScrollBar *across = panel.view().scrolling().horizontalScrollBar();
    const double update = medianMs(
        "one update, every rate changed", Turns - 1, [&](int i) { panel.showSnapshot(snapshots[std::size_t(i) + 1]); });
    const double same =
        medianMs("a snapshot with the same matrix", Turns, [&](int) { panel.showSnapshot(snapshots.back()); });
    std::printf(
        "%d x %d cells a second: %.1f ms of GUI time per second\n", Assets, Venues, update + (PerSecond - 1) * same);
    medianMs("scroll step, three rows down", 80, [&](int i) { down->setValue(i * 66); });
    medianMs("scroll step, one venue across", 80, [&](int i) { across->setValue((i % 10) * 70); });
    medianMs("full repaint", 40, [&](int) {
        panel.view().scrolling().viewport()->update();
        panel.view().frozen().viewport()->update();
    });
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    Theme theme;
    applyAppStyle(app, theme);
    std::vector<SnapshotPtr> snapshots;
    for (int turn = 0; turn < Turns; ++turn)
        snapshots.push_back(samples::matrixSnapshot(samples::matrixOf(Assets, Venues, turn)));
    for (const QSize size : {QSize(900, 430), QSize(1400, 900), QSize(2600, 1800)}) {
        std::printf("-- %d x %d\n", size.width(), size.height());
        MatrixPanel panel(theme);
        panel.resize(size);
        panel.show();
        measure(panel, snapshots);
    }
    return 0;
}
