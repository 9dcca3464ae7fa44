#pragma once
#include "core/engine/engine.h"
#include "core/storage/journal.h"
#include "tests/support/streambuilder.h"

#include <cmath>
#include <string>
#include <vector>

/// A journal on the disk of a market at sixty times its pace: ten hours in ten minutes, with levels, and with a crowd
/// that tips over after an hour, and another after four. What the engine of the recorded run told is kept beside it.
namespace journalsample {

using namespace isobar;

inline constexpr TimeMs Start = 1'772'150'400'000 + 90 * MinuteMs; // 2026-02-27 01:30 UTC
inline constexpr int Seconds = 600; // of transport time
inline constexpr double Speed = 60;

inline ClockSpec clockOfRun() { return {Start, Start, Speed}; }

struct Run {
    std::vector<StreamItem> items;
    std::vector<Event> events;
};

inline void fillPast(StreamBuilder &stream)
{
    const StreamBuilder::Venue &venue = stream.venue("bybit");
    for (TimeMs at = Start - 3 * DayMs; at < Start; at += 5 * MinuteMs) {
        const double price = 68'000 * (1 + 0.02 * std::sin(static_cast<double>(at) / (9.0 * HourMs)));
        stream.observe(venue, Candle{at, 5 * MinuteMs, price, price * 1.001, price * 0.999, price, 100, 60});
        stream.observe(venue, OpenInterest{88'000 + 10 * std::sin(static_cast<double>(at) / HourMs), {}, at});
    }
}

inline Run writeJournal(const std::string &path)
{
    Run run;
    EngineSettings settings;
    settings.watched = {"BTC"};
    Engine engine(settings);
    StreamBuilder stream(Start, Speed, [&](const StreamItem &item) {
        run.items.push_back(item);
        engine.take(item);
        for (Event &event : engine.takeEvents())
            run.events.push_back(std::move(event));
    });
    stream.add("binance-usdm", "Binance", 0.0001, 8, 12e9);
    stream.add("bybit", "Bybit", 0.0001, 8, 6e9);
    stream.add("hyperliquid", "Hyperliquid", 0.0000125, 1, 4e9);
    for (const char *id : {"binance-usdm", "bybit", "hyperliquid"}) {
        const double rate = stream.venue(id).rate;
        stream.settlePast(id, 31, [rate](TimeMs) { return rate; });
    }
    fillPast(stream);
    for (int second = 0; second < Seconds; ++second) {
        if (second == 60 || second == 240) { // long, then short
            const double sign = second == 60 ? 1 : -1;
            stream.venue("binance-usdm").rate = sign * 0.0012;
            stream.venue("bybit").rate = sign * 0.0015;
            stream.venue("hyperliquid").rate = sign * 0.00018;
        }
        stream.venue("bybit").mark = 68'000 * (1 + 0.01 * std::sin(second / 40.0));
        stream.run(1);
    }

    FileHeader header;
    header.createdMs = Start;
    header.clock = clockOfRun();
    header.watched = {"BTC"};
    StorageThread thread(std::chrono::hours(1));
    BlockQueueLimits limits;
    limits.blockBytes = 4096;
    auto writer = JournalWriter::create(path, header, thread, {}, limits);
    if (writer)
        (*writer)->append(run.items, stream.names());
    return run;
}

} // namespace journalsample
