#include "app/cli/commands/replay.h"

#include "app/cli/commands/watchjson.h"
#include "app/cli/progressline.h"
#include "app/runtime/quitsignals.h"
#include "app/runtime/replayfile.h"
#include "core/base/numbers.h"
#include "core/market/eventjson.h"
#include "core/replay/replaydriver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QTimer>
#include <cstdio>
#include <optional>

namespace isobar {

namespace {

struct ReplayOptions {
    std::string file;
    bool json = false;
    bool table = false; ///< the funding table at the end instead of the events
    std::optional<double> speed; ///< none: as fast as it goes
    std::vector<std::string> assets; ///< empty: those of the recorded run
};

int usageError(const QString &text)
{
    std::fprintf(stderr, "isobar-cli replay: %s\n", qPrintable(text));
    return 2;
}

/// The first numbers of a payload, by their names in the JSON.
struct FirstNumbers {
    std::string &out;
    int &left;
    void operator()(std::string_view name, double value, FieldUnit, FieldRole) const
    {
        if (left <= 0)
            return;
        --left;
        out += "  " + std::string(name) + " " + formatShortest(value);
    }
    void operator()(std::string_view, const auto &, FieldUnit, FieldRole) const { }
};

std::string eventLine(const Event &event)
{
    const QString time = QDateTime::fromMSecsSinceEpoch(event.timeMs, Qt::UTC).toString(Qt::ISODate);
    char text[256];
    std::snprintf(text, sizeof text, "%s  P%d  %-25s  %-6s  %-5s  %-9s  %-7s", qPrintable(time),
        static_cast<int>(event.priority), std::string(eventTypeName(event.type)).c_str(), event.asset.c_str(),
        event.side ? std::string(sideName(*event.side)).c_str() : "-", std::string(scopeName(event.scope)).c_str(),
        std::string(eventStateName(event.state)).c_str());
    std::string line = text;
    int left = 3;
    std::visit(
        [&](const auto &payload) {
            std::decay_t<decltype(payload)>::fields(payload, FirstNumbers{line, left});
        },
        event.payload);
    return line;
}

/// An engine that begins anew when a source does, and prints its events or, at the end, the table of its first asset.
class Player {
public:
    Player(EngineSettings settings, InstrumentNames &names, const ReplayOptions &options)
        : m_settings(std::move(settings)), m_names(names), m_json(options.json), m_table(options.table)
    {
        restart();
    }

    void take(const StreamItem &item)
    {
        m_engine->take(item);
        if (!std::holds_alternative<Beat>(item))
            return;
        for (const Event &event : m_engine->takeEvents()) {
            ++m_events;
            if (m_table)
                continue;
            std::printf("%s\n", (m_json ? eventToJson(event) : eventLine(event)).c_str());
        }
    }
    void finish()
    {
        if (!m_table)
            return;
        const SnapshotPtr snapshot = m_engine->snapshot(0);
        const AssetSnapshot &asset = *snapshot->assets.front();
        std::printf("%s", m_json ? (watchJson(asset) + "\n").c_str() : watchTable(asset).c_str());
    }
    void restart() { m_engine = std::make_unique<Engine>(m_settings, runAtOnce(), nullptr, &m_names); }
    std::uint64_t events() const { return m_events; }

private:
    EngineSettings m_settings;
    InstrumentNames &m_names;
    bool m_json, m_table;
    std::unique_ptr<Engine> m_engine;
    std::uint64_t m_events = 0;
};

/// "42 %, 2026-02-27 14:03:22 UTC": how far, and the recorded time.
std::string progressText(TimeMs atMs, const std::pair<TimeMs, TimeMs> &span)
{
    const TimeMs all = std::max<TimeMs>(1, span.second - span.first);
    return QStringLiteral("%1 %, %2 UTC")
        .arg(100 * (atMs - span.first) / all)
        .arg(QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")))
        .toStdString();
}

/// Plays the source to its end or until a signal; the status of the program.
int play(ReplaySource &source, Player &player, const ReplayOptions &options)
{
    const SystemClock clock;
    ReplayDriver driver(source, clock, options.speed.value_or(1));
    const auto interrupted = std::make_shared<bool>(false);
    const QuitSignals quit([interrupted] {
        *interrupted = true;
        QCoreApplication::quit();
    });
    ProgressLine progress;
    const auto span = source.span();
    QTimer next;
    next.setSingleShot(true);
    QObject::connect(&next, &QTimer::timeout, &next, [&] {
        if (!options.speed) {
            for (int n = 0; n < 20'000 && source.nextMs(); ++n)
                source.deliver();
        } else {
            driver.advance();
            std::fflush(stdout);
        }
        if (const auto at = source.nextMs(); at && span)
            progress.show(progressText(*at, *span));
        if (!source.nextMs())
            QCoreApplication::quit();
        else
            next.start(options.speed ? static_cast<int>(driver.untilDueMs().value_or(0)) : 0);
    });
    next.start(0);
    QCoreApplication::exec();
    progress.clear();
    player.finish();
    std::fflush(stdout);
    if (const std::string report = source.report(); !report.empty())
        std::fprintf(stderr, "isobar-cli replay: %s: %s\n", options.file.c_str(), report.c_str());
    std::fprintf(stderr, "%llu events%s\n", static_cast<unsigned long long>(player.events()),
        !span              ? "; the file holds nothing"
            : *interrupted ? "; stopped before the end"
                           : "");
    return 0;
}

int replay(const ReplayOptions &options)
{
    std::unique_ptr<Player> player;
    Result<std::unique_ptr<ReplayFile>> file = ReplayFile::open(options.file, options.assets,
        {[&player](const StreamItem &item) { player->take(item); }, [&player] { player->restart(); }});
    if (!file) {
        std::fprintf(stderr, "isobar-cli replay: %s\n", file.error().c_str());
        return 1;
    }
    player = std::make_unique<Player>((*file)->engineSettings(), (*file)->names(), options);
    const int status = play((*file)->source(), *player, options);
    if ((*file)->decodeErrors() > 0 || (*file)->strangeFrames() > 0) {
        std::fprintf(stderr, "isobar-cli replay: %llu frames could not be read, %llu of venues not known\n",
            static_cast<unsigned long long>((*file)->decodeErrors()),
            static_cast<unsigned long long>((*file)->strangeFrames()));
    }
    return status;
}

} // namespace

int runReplay(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Plays a journal or a recording of raw frames through the engine and prints the event log."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The journal or recording."));
    parser.addOptions({
        {QStringLiteral("json"), QStringLiteral("One JSON object an event, or for the table.")},
        {QStringLiteral("table"),
            QStringLiteral("Print the funding table as it stood at the end instead of the events.")},
        {QStringLiteral("speed"), QStringLiteral("Recorded seconds per second (0.25 to 100); else as fast as it goes."),
            QStringLiteral("factor")},
        {QStringLiteral("asset"), QStringLiteral("Assets to look at, comma separated; else those that were recorded."),
            QStringLiteral("names")},
    });
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli replay")) + arguments))
        return usageError(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    if (parser.positionalArguments().size() != 1)
        return usageError(QStringLiteral("wants one FILE"));
    ReplayOptions options;
    options.file = parser.positionalArguments().first().toStdString();
    options.json = parser.isSet(QStringLiteral("json"));
    options.table = parser.isSet(QStringLiteral("table"));
    if (parser.isSet(QStringLiteral("speed"))) {
        bool isNumber = false;
        options.speed = parser.value(QStringLiteral("speed")).toDouble(&isNumber);
        if (!isNumber || !(*options.speed >= ReplayClock::MinSpeed && *options.speed <= ReplayClock::MaxSpeed))
            return usageError(QStringLiteral("--speed wants a number from 0.25 to 100"));
    }
    for (const QString &name : parser.value(QStringLiteral("asset")).split(QLatin1Char(','), Qt::SkipEmptyParts))
        options.assets.push_back(name.trimmed().toUpper().toStdString());

    return replay(options);
}

} // namespace isobar
