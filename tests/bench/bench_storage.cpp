// What storing costs: the journal and the local history of 400 contracts that all speak every second, and finding a
// moment in an hour of recorded frames.
#include "core/storage/historywriter.h"
#include "core/storage/journal.h"
#include "core/storage/recording.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>

using namespace isobar;

namespace {

constexpr int Contracts = 400, Seconds = 600;
constexpr TimeMs Start = 1'763'000'040'000;

struct FixedClock final : Clock {
    TimeMs transportMs() const override { return now; }
    TimeMs marketMs() const override { return now; }
    std::atomic<TimeMs> now = Start;
};

ReferencePtr reference(InstrumentNames &names)
{
    auto made = std::make_shared<Reference>();
    made->venue.id = "bybit";
    for (int i = 0; i < Contracts; ++i) {
        Instrument instrument;
        instrument.venue = "bybit";
        instrument.symbol = "COIN" + std::to_string(i);
        instrument.asset = "BTC";
        instrument.id = names.intern(instrument.venue, instrument.symbol);
        made->instruments.push_back(instrument);
    }
    return made;
}

/// Mark, funding, open interest and traded second of each contract, then the beat.
std::vector<StreamItem> second(const Reference &reference, int n)
{
    const TimeMs now = Start + n * SecondMs;
    std::vector<StreamItem> items;
    for (const Instrument &instrument : reference.instruments) {
        const double price = 68'000.1 + 0.1 * ((n * 7919 + static_cast<int>(instrument.id.value) * 104'729) % 1000);
        const auto add = [&](Payload payload) {
            items.emplace_back(Observation{instrument.id, now, now, std::move(payload)});
        };
        add(Mark{price, price - 1.7});
        add(Funding{0.0001 + 1e-8 * (n % 97), 8, Start + 8 * HourMs, std::nullopt});
        add(OpenInterest{54'321.125 + n % 31, std::nullopt, std::nullopt});
        add(TradeSecond{now - SecondMs, 0.37 * (n % 11), 1.13, price + 3.1, price - 2.9, price, 12});
    }
    items.emplace_back(Beat{now, now});
    return items;
}

double perSecond(std::size_t count, const QElapsedTimer &timer)
{
    return static_cast<double>(count) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

void benchJournal(const QTemporaryDir &folder)
{
    InstrumentNames names;
    const ReferencePtr contracts = reference(names);
    const QString file = folder.filePath(QStringLiteral("journal"));
    StorageThread thread;
    BlockQueueLimits limits;
    limits.queuedBytes = std::size_t(4) << 30; // the bench is faster than any market
    auto journal = JournalWriter::create(file.toStdString(), {}, thread, {}, limits);
    std::size_t count = 0;
    QElapsedTimer timer;
    timer.start();
    for (int n = 0; n < Seconds; ++n) {
        const std::vector<StreamItem> items = second(*contracts, n);
        (*journal)->append(items, names);
        count += items.size();
    }
    (*journal)->close();
    const auto bytes = static_cast<double>(QFileInfo(file).size());
    std::printf("journal: %.2f M items/s (%.0f times real time), %.1f bytes an item, %.0f MB an hour\n",
        perSecond(count, timer) / 1e6, perSecond(Seconds, timer), bytes / static_cast<double>(count),
        bytes * 3600 / Seconds / 1e6);
}

void benchHistory(const QTemporaryDir &folder)
{
    InstrumentNames names;
    const ReferencePtr contracts = reference(names);
    HistorySetup setup;
    setup.path = folder.filePath(QStringLiteral("history.sqlite")).toStdString();
    FixedClock clock;
    StorageThread thread{std::chrono::hours(1)};
    HistoryWriter writer(setup, names, clock, thread, {});
    const StreamItem first = contracts;
    writer.append(std::span(&first, 1));
    std::size_t count = 0;
    QElapsedTimer timer;
    timer.start();
    for (int n = 0; n < Seconds; ++n) {
        const std::vector<StreamItem> items = second(*contracts, n);
        writer.append(items);
        thread.waitForJobs(); // a transaction a second
        clock.now += SecondMs;
        count += items.size();
    }
    const double share = 100.0 / perSecond(Seconds, timer);
    writer.close();
    const auto bytes = static_cast<double>(QFileInfo(QString::fromStdString(setup.path)).size());
    std::printf("history: %.2f M items/s, %.1f %% of a core in real time, %.0f MB a day\n",
        perSecond(count, timer) / 1e6, share, bytes * 86'400 / Seconds / 1e6);
}

void benchSeek(const QTemporaryDir &folder)
{
    const QString file = folder.filePath(QStringLiteral("frames"));
    constexpr int FramesASecond = 800, Length = 3600;
    {
        StorageThread thread;
        BlockQueueLimits limits;
        limits.queuedBytes = std::size_t(4) << 30;
        auto writer = RecordingWriter::create(file.toStdString(), {}, thread, {}, limits);
        std::string text(250, 'x');
        for (int n = 0; n < Length * FramesASecond; ++n) {
            std::snprintf(text.data(), text.size(), "{\"p\":%d.%d,\"q\":%d", n % 70'001, n % 10,
                n % 9973 * 7919 % 1009); // within an int
            (*writer)->takeFrame("bybit", 1, {Via::Ws, text, "/v5/public/linear", Start + n * 1000LL / FramesASecond});
        }
    }
    auto reader = RecordingReader::open(file.toStdString());
    QElapsedTimer timer;
    timer.start();
    reader->span(); // makes the index
    const double index = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        const TimeMs to = Start + (i * 7919LL % Length) * SecondMs;
        timer.restart();
        reader->seek(to);
        const auto frame = reader->next();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (!frame || frame->frame.transportMs < to)
            std::printf("seek failed\n");
    }
    std::sort(times.begin(), times.end());
    std::printf("seek: an hour of %d frames, %.0f MB; index %.1f ms, then median %.2f ms, longest %.2f ms\n",
        Length * FramesASecond, static_cast<double>(QFileInfo(file).size()) / 1e6, index, times[times.size() / 2],
        times.back());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    benchJournal(folder);
    benchHistory(folder);
    benchSeek(folder);
}
