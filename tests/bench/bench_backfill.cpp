// Time from the start until the history of BTC, then of all demo assets, is there, and the requests that it took.
//   bench_backfill [ENDPOINTS.json] [seconds to wait at most]
// Without endpoints: the demo market in this process, whose building is not counted.
#include "app/runtime/runtime.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <atomic>
#include <cstdio>
#include <map>
#include <mutex>

using namespace isobar;

namespace {

struct Count {
    int requests = 0, refused = 0;
    std::size_t bytes = 0;
};

struct Counter : FrameSink {
    void takeFrame(std::string_view venue, int, const Frame &frame) override
    {
        if (frame.via != Via::Rest)
            return;
        const std::lock_guard lock(mutex);
        Count &count = counts[std::string(venue)];
        ++count.requests;
        count.bytes += frame.text.size();
    }
    std::mutex mutex;
    std::map<std::string, Count> counts;
};

const std::vector<std::string> Assets{"BTC", "ETH", "SOL", "XRP", "DOGE", "PEPE"};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    RuntimeConfig config;
    config.watched = Assets;
    config.focus = "BTC";
    if (argc > 1)
        config.source.endpointsFile = QString::fromLocal8Bit(argv[1]);
    else
        config.source.demoScenario = QStringLiteral("calm");
    Runtime runtime(config);
    Counter counter;
    runtime.setFrameSink(&counter);
    QElapsedTimer watch;
    watch.start();
    if (const auto started = runtime.start(); !started) {
        std::fprintf(stderr, "bench_backfill: %s\n", started.error().c_str());
        return 1;
    }
    std::printf("%6.2f s  runtime started\n", static_cast<double>(watch.restart()) / 1000);

    std::map<std::string, bool> said;
    const auto say = [&](const char *what, bool is) {
        if (is && !std::exchange(said[what], true)) {
            const std::lock_guard lock(counter.mutex);
            std::printf("%6.2f s  %s\n          ", static_cast<double>(watch.elapsed()) / 1000, what);
            for (const auto &[venue, count] : counter.counts)
                std::printf(
                    " %s %d calls %.1f MB ", venue.c_str(), count.requests, static_cast<double>(count.bytes) / 1e6);
            std::printf("\n");
            std::fflush(stdout);
        }
    };
    QObject::connect(&runtime, &Runtime::snapshotChanged, &app, [&] {
        const SnapshotPtr snapshot = runtime.snapshot();
        const AssetSnapshot *btc = snapshot->find("BTC");
        say("BTC shows its change of 24 h", btc && btc->change24h.has_value());
        say("BTC has 7 days of funding", btc && btc->aggregateHistory && btc->aggregateHistory->size() > 7 * 24);
        const auto is = [&](bool (HistoryProgress::Part::*done)() const, bool all) {
            std::size_t found = 0;
            for (const std::string &name : Assets) {
                const AssetSnapshot *asset = snapshot->find(name);
                const bool isThere = asset && !asset->venues.empty() && asset->history.bars.venues > 0
                    && (asset->history.bars.*done)() && (asset->history.openInterest.*done)();
                if (isThere)
                    ++found;
                if (name == "BTC" && !all)
                    return isThere;
            }
            return found == Assets.size();
        };
        say("week of BTC", is(&HistoryProgress::Part::isUsable, false));
        say("week of all", is(&HistoryProgress::Part::isUsable, true));
        say("month of BTC", is(&HistoryProgress::Part::isComplete, false));
        const bool isDone = is(&HistoryProgress::Part::isComplete, true);
        say("month of all", isDone);
        if (isDone)
            QCoreApplication::quit();
    });
    QTimer::singleShot(argc > 2 ? std::atoi(argv[2]) * 1000 : 120'000, &app, [&] {
        std::printf("not complete in time\n");
        if (const SnapshotPtr snapshot = runtime.snapshot()) {
            for (const auto &asset : snapshot->assets) {
                const auto &[bars, interest] = asset->history;
                std::printf("%s: bars %d/%d, month %d; open interest %d/%d, month %d\n", asset->asset.c_str(),
                    bars.week, bars.venues, bars.month, interest.week, interest.venues, interest.month);
            }
        }
        QCoreApplication::exit(1);
    });
    return QCoreApplication::exec();
}
