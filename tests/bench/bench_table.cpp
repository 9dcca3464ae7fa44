// GUI time of the funding table: 26 venues, 20 updates a second, in which every row's prices and a third of the rates
// change. Prints the median of one update (model diff and repaint) and the CPU time of the GUI thread for each second
// of such a stream, flashing digits and countdowns included.
#include "tests/support/snapshotbuilder.h"
#include "widgets/funding/fundingview.h"
#include "widgets/style/appstyle.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace isobar;

namespace {

constexpr int Venues = 26;
constexpr int PerSecond = 20;
constexpr int Updates = 200;

double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

std::vector<SnapshotPtr> stream()
{
    SnapshotBuilder builder;
    builder.withVenues(Venues);
    std::vector<SnapshotPtr> snapshots;
    for (int update = 0; update < Updates; ++update) {
        builder.advance(1000 / PerSecond);
        auto &rows = builder.asset("BTC").venues;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double step = double((update * 7 + int(i) * 13) % 19 - 9);
            rows[i].mark = 67912.4 + step * 1.7;
            rows[i].index = 67912.4 + step * 1.1;
            rows[i].premium = *rows[i].mark / *rows[i].index - 1;
            if ((update + int(i)) % 3 == 0)
                SnapshotBuilder::setRate(rows[i], 0.0001 + step * 0.000003);
        }
        builder.finish();
        snapshots.push_back(builder.build());
    }
    return snapshots;
}

double singleUpdateMs(FundingView &view, const std::vector<SnapshotPtr> &snapshots)
{
    std::vector<double> times;
    for (const SnapshotPtr &snapshot : snapshots) {
        const double start = threadMs();
        view.showSnapshot(snapshot);
        QApplication::processEvents();
        times.push_back(threadMs() - start);
    }
    std::sort(times.begin(), times.end());
    std::printf("one update: median %.2f ms, p10 %.2f, p90 %.2f\n", times[times.size() / 2], times[times.size() / 10],
        times[times.size() * 9 / 10]);
    return times[times.size() / 2];
}

void streamMs(FundingView &view, const std::vector<SnapshotPtr> &snapshots)
{
    QEventLoop loop;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    std::size_t next = 0;
    QObject::connect(&timer, &QTimer::timeout, &view, [&] {
        if (next == snapshots.size())
            loop.quit();
        else
            view.showSnapshot(snapshots[next++]);
    });
    QElapsedTimer wall;
    wall.start();
    const double start = threadMs();
    timer.start(1000 / PerSecond);
    loop.exec();
    const double spent = threadMs() - start;
    std::printf("%d rows x %d updates/s: %.1f ms of GUI time per second (%.1f s measured)\n", Venues, PerSecond,
        spent / (double(wall.elapsed()) / 1e3), double(wall.elapsed()) / 1e3);
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    Theme theme;
    applyAppStyle(app, theme);
    FundingView view(theme);
    view.resize(840, 760);
    view.show();
    const std::vector<SnapshotPtr> snapshots = stream();
    view.showSnapshot(snapshots.front());
    QApplication::processEvents();
    singleUpdateMs(view, snapshots);
    streamMs(view, snapshots);
    return 0;
}
