// How a replay runs in the window: pace reached at 100 times, how long the window does not answer, time of seeks.
//
//     bench_replay FILE [SECONDS]      a journal or a recording; SECONDS of wall time (30)
#include "app/gui/replaydesk.h"
#include "widgets/charts/fundinghistory.h"
#include "widgets/events/eventlist.h"
#include "widgets/funding/fundingview.h"
#include "widgets/gauge/gaugewidget.h"
#include "widgets/heatmap/clustertable.h"
#include "widgets/heatmap/heatmappanel.h"
#include "widgets/replay/replaybar.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/style/appstyle.h"
#include "widgets/tape/tapepanel.h"
#include "widgets/venues/venuespanel.h"
#include "widgets/watchlist/watchtable.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace isobar;

namespace {

/// Gaps between ticks of a timer that wants to run every 5 ms: what a user waits for an answer.
class Stalls {
public:
    Stalls()
    {
        m_since.start();
        QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] { m_gaps.push_back(m_since.restart()); });
        m_tick.start(5);
    }
    void print(const char *what)
    {
        std::sort(m_gaps.begin(), m_gaps.end());
        const auto at = [this](double share) {
            return m_gaps.empty() ? 0 : m_gaps[static_cast<std::size_t>(share * double(m_gaps.size() - 1))];
        };
        std::printf("%s: window answers within %lld ms (median), %lld ms (99 %%), %lld ms (worst)\n", what, at(0.5),
            at(0.99), at(1));
        m_gaps.clear();
    }

private:
    QTimer m_tick;
    QElapsedTimer m_since;
    std::vector<qint64> m_gaps;
};

void runFor(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

double seekSeconds(ReplayDesk &desk, TimeMs to)
{
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    desk.standAt(to, [&loop](const SnapshotPtr &) { loop.quit(); });
    loop.exec();
    return double(timer.elapsed()) / 1000;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "bench_replay FILE [SECONDS]\n");
        return 2;
    }
    Theme theme;
    applyAppStyle(application, theme);
    MainWindow window(theme);
    auto *events = new EventList(theme);
    const auto add = [&window](const char *id, auto *panel, Place place) {
        window.addPanel(
            QString::fromLatin1(id), [id] { return QString::fromLatin1(id); }, panel, place);
    };
    add("heatmap", new HeatmapPanel(theme), Place::Centre);
    add("history", new FundingHistory(theme), Place::Centre);
    add("gauge", new GaugeWidget(theme), Place::RightTop);
    add("funding", new FundingView(theme), Place::Right);
    add("watchlist", new WatchTable(theme), Place::Left);
    add("events", events, Place::Bottom);
    add("tape", new TapePanel(theme), Place::Bottom);
    add("clusters", new ClusterTable(theme), Place::Bottom);
    add("venues", new VenuesPanel(theme), Place::Bottom);
    auto *bar = new ReplayBar(theme);
    window.addBar(bar);
    ReplayDesk desk(window, *bar, *events);
    window.start({});
    window.setWindowState(Qt::WindowNoState);
    window.resize(1920, 1080);
    window.show();

    if (const auto opened = desk.open(QString::fromLocal8Bit(argv[1]), 100); !opened) {
        std::fprintf(stderr, "%s\n", opened.error().c_str());
        return 1;
    }
    const ReplayStand &stand = desk.replay()->stand();
    std::printf("%.0f s of market time at %g times the recorded second\n", double(stand.lastMs - stand.firstMs) / 1000,
        desk.replay()->marketSpeed());
    Stalls stalls;
    const int seconds = argc > 2 ? std::atoi(argv[2]) : 30;
    for (int at = 0; at < seconds && !stand.isAtEnd; at += 5) {
        runFor(5000);
        std::printf("after %d s: %.1f %% played, pace %.1f of %.0f\n", at + 5,
            100 * double(stand.atMs - stand.firstMs) / double(stand.lastMs - stand.firstMs), stand.reachedSpeed,
            stand.speed);
    }
    stalls.print("at 100 times");
    std::printf("seek to the end: %.2f s\n", seekSeconds(desk, stand.lastMs));
    stalls.print("on its way to the end");
    std::printf("seek back to the middle: %.2f s\n", seekSeconds(desk, (stand.firstMs + stand.lastMs) / 2));
    stalls.print("on its way back");
    return 0;
}
