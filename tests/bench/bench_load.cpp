// The whole program under load (issue "All 26 venues"): `isobar-cli simulate` with all venues and 50 assets in a
// process of its own, the program's session with its window (without a display) here. Bursts of 20 000 frames a second
// for 10 s and of 100 000 for a second, within which all contracts settle, all rates change and every venue with a
// public feed prints liquidations of all assets. Goals: no stall of the window of 50 ms, a queue that stays within its
// bound, no connection lost, no frame undecoded, no liquidation, rate or settlement lost or doubled, and 95 of 100
// large liquidations in the burst told within a second of their read from the socket.
//   bench_load [SECONDS BEFORE THE FIRST BURST [PROFILE FOLDER]]   (150: the history is there by then)
// The settings of a profile folder are the program's own; exit status 1: a goal was missed.
#include "app/gui/session.h"
#include "core/settings/settingsstore.h"
#include "core/simulation/servers/clockfile.h"
#include "core/storage/journal.h"
#include "tests/app/cli/clirunner.h"
#include "tests/bench/loadprobe.h"
#include "tests/bench/loadscript.h"

#include <QDir>

#include <cstdio>

using namespace isobar;
using namespace isobar::loadbench;

namespace {

constexpr int Assets = 50;
constexpr double MostStallMs = 50;
/// dYdX says neither when a settlement comes nor that it came: its list is asked for every five minutes.
constexpr TimeMs SettlementsWithinMs = 330 * SecondMs;

struct Counts {
    std::uint64_t frames = 0, errors = 0, reconnects = 0;
};

Counts countsOf(const SnapshotPtr &snapshot)
{
    Counts counts;
    for (const VenueHealthRow &row : snapshot ? snapshot->venues : std::vector<VenueHealthRow>()) {
        counts.frames += row.health.frames;
        counts.errors += row.health.decodeErrors;
        counts.reconnects += row.health.reconnects;
    }
    return counts;
}

/// What was measured over a part of the run.
struct Part {
    std::string name;
    double seconds = 0, stallMs = 0, clockStallMs = 0, queueFill = 0, ownCpu = 0, simulatorCpu = 0, ownMb = 0,
           simulatorMb = 0;
    double frames = 0;
    int snapshots = 0;
    HandledEvent longest;
    Counts counts; ///< at its end
};

/// Watches a run part by part.
class Recorder {
public:
    Recorder(ProbedApplication &application, const Session &session, qint64 simulator)
        : m_application(application), m_session(session), m_simulator(simulator), m_probe(application)
    {
        QObject::connect(&session.runtime(), &Runtime::snapshotChanged, &m_context, [this] {
            ++m_part.snapshots;
            m_part.queueFill = std::max(m_part.queueFill, m_session.runtime().snapshot()->queueFill);
        });
        begin("start");
    }

    void begin(const std::string &name)
    {
        m_part = Part();
        m_part.name = name;
        m_probe.reset();
        m_since.start();
        m_ownBefore = ProcessUse::of(QCoreApplication::applicationPid());
        m_simulatorBefore = ProcessUse::of(m_simulator);
        m_framesBefore = countsOf(m_session.runtime().snapshot()).frames;
    }
    Part end()
    {
        m_part.seconds = static_cast<double>(m_since.elapsed()) / 1e3;
        m_part.stallMs = m_probe.ownMs;
        m_part.clockStallMs = m_probe.clockMs;
        m_part.longest = m_application.longest;
        const ProcessUse own = ProcessUse::of(QCoreApplication::applicationPid());
        const ProcessUse simulator = ProcessUse::of(m_simulator);
        m_part.ownCpu = (own.cpuS - m_ownBefore.cpuS) / m_part.seconds;
        m_part.simulatorCpu = (simulator.cpuS - m_simulatorBefore.cpuS) / m_part.seconds;
        m_part.ownMb = own.residentMb;
        m_part.simulatorMb = simulator.residentMb;
        m_part.counts = countsOf(m_session.runtime().snapshot());
        m_part.frames = static_cast<double>(m_part.counts.frames - m_framesBefore);
        print(m_part);
        return m_part;
    }

private:
    static void print(const Part &part)
    {
        std::printf("%-22s %5.0f s  %7.0f frames/s  stall %6.1f ms (by the clock %.1f)  queue %5.1f %%  "
                    "%4.1f snapshots/s  CPU %3.0f %% + simulator %3.0f %%  %4.0f MB + %4.0f MB\n",
            part.name.c_str(), part.seconds, part.frames / part.seconds, part.stallMs, part.clockStallMs,
            part.queueFill * 100, part.snapshots / part.seconds, part.ownCpu * 100, part.simulatorCpu * 100, part.ownMb,
            part.simulatorMb);
        std::printf("%-22s longest event %.1f ms (%.1f of CPU, %.1f by the clock): %s, type %d\n", "",
            part.longest.ownMs, part.longest.cpuMs, part.longest.wallMs, part.longest.receiver.c_str(),
            part.longest.type);
        std::fflush(stdout);
    }

    ProbedApplication &m_application;
    const Session &m_session;
    qint64 m_simulator;
    StallProbe m_probe;
    QObject m_context;
    QElapsedTimer m_since;
    Part m_part;
    ProcessUse m_ownBefore, m_simulatorBefore;
    std::uint64_t m_framesBefore = 0;
};

class Verdicts {
public:
    void say(bool isGood, const std::string &sentence)
    {
        std::printf("%s  %s\n", isGood ? "ok    " : "MISSED", sentence.c_str());
        m_isGood = m_isGood && isGood;
    }
    bool isGood() const { return m_isGood; }

private:
    bool m_isGood = true;
};

std::string text(const char *format, double first, double second = 0)
{
    char out[256];
    std::snprintf(out, sizeof out, format, first, second);
    return out;
}

/// How many rates of the snapshot are not those of the script; the first few are named.
int wrongRates(const SnapshotPtr &snapshot, const LoadScript &script, bool isTold)
{
    int wrong = 0;
    std::set<std::string> seen;
    for (const auto &asset : snapshot->assets) {
        for (const VenueRow &venue : asset->venues) {
            for (const ContractRow &row : venue.contracts) {
                const std::string name = venue.venue + ' ' + row.symbol;
                const auto truth = script.rates8h.find(name);
                if (truth == script.rates8h.end())
                    continue;
                seen.insert(name);
                const bool isRight =
                    row.spot8h && std::abs(*row.spot8h - truth->second) <= 2e-4 * std::abs(truth->second);
                if (isRight || tellsRatesLate(venue.venue))
                    continue;
                if (++wrong <= 8 && isTold)
                    std::printf("        %s: %g instead of %g\n", name.c_str(), row.spot8h.value_or(0), truth->second);
            }
        }
    }
    return wrong + static_cast<int>(script.rates8h.size() - seen.size());
}

/// The liquidations and settlements that the engine consumed.
struct Consumed {
    std::map<std::string, std::vector<Liquidation>> liquidations; ///< by "venue symbol"
    std::map<std::string, std::vector<TimeMs>> settlements;
    std::map<std::string, std::vector<std::pair<double, TimeMs>>> receipts; ///< of liquidations: price, transport time
    std::size_t liquidationCount = 0, items = 0;
    std::set<std::string> settling; ///< contracts whose venue tells what was settled
};

Consumed consumed(const std::string &journal)
{
    Consumed out;
    InstrumentNames names;
    auto reader = JournalReader::open(journal, names);
    if (!reader)
        return out;
    const auto nameOf = [&](InstrumentId id) { return names.key(id).venue + ' ' + names.key(id).symbol; };
    while (const auto item = reader->next()) {
        ++out.items;
        if (const auto *reference = std::get_if<ReferencePtr>(&*item)) {
            for (const Instrument &each : (*reference)->instruments) {
                const HistoryRange range{HistoryKind::Funding, 0, DayMs, HourMs};
                if (!each.continuousFunding && !venueById(each.venue)->history(each, range).empty())
                    out.settling.insert(nameOf(each.id));
            }
        }
        const auto *observation = std::get_if<Observation>(&*item);
        if (!observation)
            continue;
        if (const auto *liquidation = std::get_if<Liquidation>(&observation->payload)) {
            out.liquidations[nameOf(observation->instrument)].push_back(*liquidation);
            out.receipts[nameOf(observation->instrument)].emplace_back(liquidation->price, observation->transportMs);
            ++out.liquidationCount;
        } else if (const auto *settlement = std::get_if<Settlement>(&observation->payload)) {
            out.settlements[nameOf(observation->instrument)].push_back(settlement->timeMs);
        }
    }
    return out;
}

/// Within the second of the script's line, which the market may have printed up to a step later.
bool isSame(const Kill &kill, const Liquidation &liquidation)
{
    return std::abs(liquidation.price - kill.price) < kill.tick / 2
        && std::abs(liquidation.timeMs - kill.timeMs) <= 2 * SecondMs;
}

void judgeLiquidations(Verdicts &verdicts, const LoadScript &script, const Consumed &engine)
{
    std::size_t lost = 0, doubled = 0;
    std::map<std::string, int> lostOf;
    for (const Kill &kill : script.kills) {
        const auto found = engine.liquidations.find(kill.venue + ' ' + kill.symbol);
        std::ptrdiff_t count = 0;
        bool isSuperseded = false; // some feeds have one a second
        if (found != engine.liquidations.end()) {
            for (const Liquidation &each : found->second) {
                if (isSame(kill, each))
                    ++count;
                else if (std::abs(each.timeMs - kill.timeMs) <= SecondMs)
                    isSuperseded = true;
            }
        }
        const bool isThrottled = venueById(kill.venue)->profile().traits.liquidations == LiquidationFeed::Throttled;
        if (count == 0 && !(isThrottled && isSuperseded)) {
            ++lost;
            ++lostOf[kill.venue];
        }
        doubled += count > 1 ? 1 : 0;
    }
    for (const auto &[name, all] : engine.liquidations) {
        std::set<std::uint64_t> keys;
        for (const Liquidation &each : all)
            doubled += keys.insert(each.eventKey).second ? 0 : 1;
    }
    for (const auto &[venue, count] : lostOf)
        std::printf("        %s: %d liquidations lost\n", venue.c_str(), count);
    verdicts.say(!script.kills.empty() && lost == 0 && doubled == 0,
        text("of %.0f scripted liquidations %.0f were lost", double(script.kills.size()), double(lost))
            + text(", %.0f of all %.0f came twice", double(doubled), double(engine.liquidationCount)));
}

void judgeSettlements(Verdicts &verdicts, const LoadScript &script, const Consumed &engine, TimeMs boundaryMs)
{
    std::size_t expected = 0, lost = 0, doubled = 0;
    std::map<std::string, std::string> lostOf;
    for (const std::string &name : script.contracts) {
        if (!engine.settling.contains(name))
            continue;
        ++expected;
        const auto found = engine.settlements.find(name);
        std::ptrdiff_t count = 0;
        if (found != engine.settlements.end())
            count = std::ranges::count_if(
                found->second, [&](TimeMs at) { return std::abs(at - boundaryMs) < MinuteMs / 2; });
        if (count == 0) {
            ++lost;
            lostOf[name.substr(0, name.find(' '))] += name.substr(name.find(' '));
        }
        doubled += count > 1 ? 1 : 0;
    }
    for (const auto &[venue, names] : lostOf)
        std::printf("        %s: settlements lost of%s\n", venue.c_str(), names.c_str());
    verdicts.say(expected > 0 && lost == 0 && doubled == 0,
        text("of %.0f settlements in the burst %.0f were lost", double(expected), double(lost))
            + text(", %.0f came twice", double(doubled)));
}

/// When LARGE_LIQUIDATION of a contract was raised and told: the session's own slots, with the call of the desktop's
/// notification service in them, have run by then.
class EventTimes {
public:
    explicit EventTimes(const Session &session)
    {
        QObject::connect(&session.runtime(), &Runtime::eventRaised, &m_context, [this](const RaisedEvent &raised) {
            const auto *payload = std::get_if<LargeLiquidationPayload>(&raised.event.payload);
            if (payload)
                m_toldMs.emplace(payload->contract, SystemClock().transportMs());
        });
    }
    std::optional<TimeMs> of(const std::string &contract) const
    {
        const auto found = m_toldMs.find(contract);
        return found == m_toldMs.end() ? std::nullopt : std::optional(found->second);
    }

private:
    QObject m_context;
    std::map<std::string, TimeMs> m_toldMs; // the first of each
};

/// Goal: 95 of 100 events without a confirmation time are told within a second of the read from the socket.
void judgeLatency(Verdicts &verdicts, const LoadScript &script, const Consumed &engine, const EventTimes &times)
{
    constexpr double Goal = 1000;
    std::vector<double> ms;
    for (const Kill &kill : script.large) {
        const auto told = times.of(kill.symbol);
        const auto found = engine.receipts.find(kill.venue + ' ' + kill.symbol);
        if (!told || found == engine.receipts.end())
            continue;
        for (const auto &[price, transportMs] : found->second) {
            if (std::abs(price - kill.price) < kill.tick / 2) {
                ms.push_back(static_cast<double>(*told - transportMs));
                break;
            }
        }
    }
    std::sort(ms.begin(), ms.end());
    const auto quantile = [&](double q) {
        return ms[static_cast<std::size_t>(q * static_cast<double>(ms.size() - 1))];
    };
    verdicts.say(ms.size() == script.large.size() && quantile(0.95) < Goal,
        text("of %.0f large liquidations in the burst %.0f were told", double(script.large.size()), double(ms.size()))
            + (ms.empty() ? std::string()
                          : text(": from the socket to the notification median %.0f ms, 95 %% within %.0f ms",
                                quantile(0.5), quantile(0.95))
                        + text(", the longest %.0f ms", ms.back())));
}

void writeSettings(const QString &profile)
{
    const SettingsStore store(QDir(profile).filePath(QStringLiteral("settings.ini")));
    Settings settings = store.load();
    settings.watched.clear();
    for (const simulation::AssetProfile &each : simulation::assetProfiles(Assets))
        settings.watched.append(QString::fromStdString(each.name));
    settings.asset = QStringLiteral("BTC");
    if (const auto saved = store.save(settings); !saved)
        std::fprintf(stderr, "bench_load: %s\n", saved.error().c_str());
}

void waitUntil(TimeMs wallMs)
{
    const SystemClock clock;
    QEventLoop loop;
    QTimer::singleShot(
        std::max<int>(0, static_cast<int>(wallMs - clock.transportMs())), Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    ProbedApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    const QTemporaryDir folder;
    const QString profile = argc > 2 ? QString::fromLocal8Bit(argv[2]) : folder.path();
    writeSettings(profile);

    const Timetable times(argc > 1 ? std::max(30, std::atoi(argv[1])) : 150);
    const TimeMs beganMs = SystemClock().transportMs();
    const TimeMs boundaryMs = floorTo(beganMs, 8 * HourMs);
    simulation::ClockFile clock;
    clock.scenario = simulation::Scenario::Calm;
    clock.startMs = boundaryMs - times.settlementS * SecondMs;
    clock.clock = {beganMs, clock.startMs, 1};
    const QString clockFile = folder.filePath(QStringLiteral("clock.json"));
    const LoadScript script = loadScript(Assets, times, clock.startMs);
    if (const auto written = simulation::writeClockFile(clockFile, clock); !written) {
        std::fprintf(stderr, "bench_load: %s\n", written.error().c_str());
        return 1;
    }
    clirunner::Simulator simulator(
        {QStringLiteral("--assets"), QString::number(Assets), QStringLiteral("--clock"), clockFile,
            QStringLiteral("--script"), clirunner::writeLines(folder, QStringLiteral("load.jsonl"), script.lines)},
        120'000);
    if (!simulator.isUp())
        return 1;
    const auto at = [&](int second) { return beganMs + second * SecondMs; };
    std::printf("%zu contracts on %zu venues, %zu liquidations; simulator up after %.1f s\n", script.contracts.size(),
        allVenues().size(), script.kills.size(), static_cast<double>(SystemClock().transportMs() - beganMs) / 1e3);

    SourceOptions source;
    source.endpointsFile = simulator.endpointsFile();
    const QString journal = folder.filePath(QStringLiteral("load.journal"));
    auto session = std::make_unique<Session>(source, profile, journal);
    if (const auto started = session->start(); !started) {
        std::fprintf(stderr, "bench_load: %s\n", started.error().c_str());
        return 1;
    }
    const EventTimes eventTimes(*session); // after the session's own slots
    std::vector<Part> parts;
    {
        Recorder recorder(application, *session, simulator.process().processId());
        const auto measure = [&](const char *name, int untilS) {
            recorder.begin(name);
            waitUntil(at(untilS));
            parts.push_back(recorder.end());
        };
        measure("start and history", times.burstS - 15);
        measure("usual", times.burstS);
        measure("20 000 frames/s", times.burstS + times.burstForS + 2);
        measure("usual", times.peakS);
        measure("100 000 frames/s, 1 s", times.peakS + times.peakForS + 4);
        measure("after", times.endS);
        // Some venues tell rates once a minute.
        for (int waited = 0; waited < 120 && wrongRates(session->runtime().snapshot(), script, false) > 0; ++waited)
            waitUntil(SystemClock().transportMs() + SecondMs);
        waitUntil(std::max(SystemClock().transportMs() + SecondMs, at(times.settlementS) + SettlementsWithinMs));
    }
    Verdicts verdicts;
    const auto part = [&](const char *name) -> const Part & {
        return *std::ranges::find_if(parts, [&](const Part &each) { return each.name == name; });
    };
    const double usual = part("usual").frames / part("usual").seconds;
    const double burst = part("20 000 frames/s").frames - usual * part("20 000 frames/s").seconds;
    const double peak = part("100 000 frames/s, 1 s").frames - usual * part("100 000 frames/s, 1 s").seconds;
    verdicts.say(burst >= 0.95 * BurstFramesPerSecond * times.burstForS,
        text("the burst of %.0f frames: %.0f came", BurstFramesPerSecond * times.burstForS, burst));
    verdicts.say(peak >= 0.95 * PeakFramesPerSecond * times.peakForS,
        text("the peak of %.0f frames: %.0f came", PeakFramesPerSecond * times.peakForS, peak));
    for (const Part &each : parts) {
        verdicts.say(each.stallMs < MostStallMs,
            each.name + text(": longest stall of the window %.1f ms (goal %.0f)", each.stallMs, MostStallMs)
                + text(", %.1f ms by the clock of this machine", each.clockStallMs));
        verdicts.say(each.queueFill < 1, each.name + text(": queue at most %.1f %% full", each.queueFill * 100));
    }
    const Counts &before = parts[1].counts, &after = parts.back().counts;
    verdicts.say(after.reconnects == before.reconnects,
        text("%.0f reconnections since the first burst", double(after.reconnects - before.reconnects)));
    verdicts.say(after.errors == 0, text("%.0f frames could not be decoded", double(after.errors)));
    const SnapshotPtr last = session->runtime().snapshot();
    verdicts.say(last->venuesLive == last->venuesTotal,
        text("%.0f of %.0f venues are live", last->venuesLive, last->venuesTotal));
    for (const VenueHealthRow &row : last->venues) {
        if (row.health.state != HealthState::Live || row.health.decodeErrors > 0)
            std::printf("        %s: %s; %s\n", row.health.venue.c_str(), row.health.reason.c_str(),
                row.health.lastError.c_str());
    }
    const int wrong = wrongRates(last, script, true);
    verdicts.say(wrong == 0, text("of %.0f changed rates %.0f are not shown", double(script.rates8h.size()), wrong));
    session.reset();
    const Consumed engine = consumed(journal.toStdString());
    judgeLiquidations(verdicts, script, engine);
    judgeSettlements(verdicts, script, engine, boundaryMs);
    judgeLatency(verdicts, script, engine, eventTimes);
    return verdicts.isGood() ? 0 : 1;
}
