// Writes a local history as fast as the product does until it is killed: see tst_historykill.cpp.
//
//     historyvictim PATH FIRST-LIQUIDATION FIRST-EVENT
//
// Lines on stdout: "L n" liquidation n is on its way; "E n" event n is acknowledged as stored, "K n" as known already;
// "R" a round of the storage thread has ended.
#include "core/storage/historywriter.h"

#include <QCoreApplication>
#include <cstdlib>
#include <string>
#include <thread>
#include <unistd.h>

using namespace isobar;

namespace {

void say(const std::string &line)
{
    // One write each, so that no line is lost or torn by the kill.
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
        std::_Exit(1);
}

class Rounds final : public StorageClient {
public:
    void writeOut() override { say("R\n"); }
};

ReferencePtr reference(InstrumentNames &names)
{
    auto made = std::make_shared<Reference>();
    made->venue.id = "bybit";
    for (int i = 0; i < 40; ++i) {
        Instrument instrument;
        instrument.venue = "bybit";
        instrument.symbol = "COIN" + std::to_string(i);
        instrument.asset = "BTC";
        instrument.id = names.intern(instrument.venue, instrument.symbol);
        made->instruments.push_back(instrument);
    }
    return made;
}

/// What a second brings of each contract, and the beat after it. `n` grows by one each time.
std::vector<StreamItem> second(const Reference &reference, int n)
{
    const TimeMs now = 1'763'000'000'000 + n * 10 * SecondMs;
    std::vector<StreamItem> items;
    for (const Instrument &instrument : reference.instruments) {
        const auto add = [&](Payload payload) {
            items.emplace_back(Observation{instrument.id, now, now, std::move(payload)});
        };
        add(Mark{100.0 + n % 7, std::nullopt});
        add(TradeSecond{now - SecondMs, 1, 2, 101.0 + n % 5, 99, 100, 3});
        add(OpenInterest{1000.0 + n, std::nullopt, std::nullopt});
        add(Funding{0.0001 * (n % 9), 8, now, std::nullopt});
    }
    Liquidation liquidation{PositionSide::Long, 100, 1, 100, now, static_cast<std::uint64_t>(n)};
    items.emplace_back(Observation{reference.instruments.front().id, now, now, liquidation});
    items.emplace_back(Beat{now, now});
    return items;
}

Event eventOf(int n)
{
    Event event;
    event.id = static_cast<std::uint64_t>(n);
    event.asset = "BTC";
    event.timeMs = 1'763'000'000'000 + n;
    event.payload = FundingExtremePayload{};
    return event;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // finds the driver of the database
    if (argc != 4)
        return 2;
    InstrumentNames names;
    const SystemClock clock;
    StorageThread thread;
    HistoryWriter::Links links;
    links.acknowledge = [](std::uint64_t ticket, EventFate fate, const std::string &reason) {
        const char *letter = fate == EventFate::Stored ? "E " : fate == EventFate::Known ? "K " : "N ";
        say(letter + std::to_string(ticket) + reason + "\n");
    };
    HistorySetup setup;
    setup.path = argv[1];
    HistoryWriter writer(setup, names, clock, thread, links);
    Rounds rounds;
    thread.add(rounds);

    const ReferencePtr contracts = reference(names);
    const StreamItem first = contracts;
    writer.append(std::span(&first, 1));
    int event = std::atoi(argv[3]);
    for (int n = std::atoi(argv[2]);; ++n) {
        writer.append(second(*contracts, n));
        say("L " + std::to_string(n) + "\n");
        if (n % 5 == 0) {
            writer.append(static_cast<std::uint64_t>(event), eventOf(event));
            ++event;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(4));
    }
}
