#include "app/cli/commands/watch.h"

#include "app/cli/commands/replay.h"
#include "app/cli/commands/watchjson.h"
#include "app/runtime/quitsignals.h"
#include "app/runtime/runtime.h"
#include "core/market/eventjson.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#include <cstdio>
#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace isobar {

namespace {

bool isOnTerminal()
{
#ifdef Q_OS_WIN
    return ::_isatty(::_fileno(stdout)) != 0;
#else
    return ::isatty(STDOUT_FILENO) != 0;
#endif
}

struct WatchOptions {
    QString asset = QStringLiteral("BTC");
    bool once = false, events = false, json = false;
    double waitSeconds = 15;
};

/// One that can be compared with the others: its interval is known too.
bool hasRate(const VenueRow &venue)
{
    for (const ContractRow &row : venue.contracts) {
        if (row.spot8h && row.mark)
            return true;
    }
    return false;
}

/// Every venue that can be reached has a rate for the asset: nothing more is to be waited for.
bool isComplete(const Snapshot &snapshot, const AssetSnapshot &asset)
{
    for (const VenueHealthRow &venue : snapshot.venues) {
        const HealthState state = venue.health.state;
        if (state == HealthState::Starting)
            return false;
        if (state != HealthState::Live && state != HealthState::Stale && state != HealthState::Mute)
            continue;
        const auto found = std::find_if(asset.venues.begin(), asset.venues.end(),
            [&](const VenueRow &row) { return row.venue == venue.health.venue; });
        if (found != asset.venues.end() && !hasRate(*found))
            return false;
    }
    return !snapshot.venues.empty() && std::any_of(asset.venues.begin(), asset.venues.end(), hasRate);
}

/// Prints what the runtime brings until `once` is satisfied or the user stops it.
class Watch : public QObject {
public:
    Watch(Runtime &runtime, WatchOptions options) : m_runtime(runtime), m_options(std::move(options))
    {
        connect(&runtime, &Runtime::snapshotChanged, this, &Watch::showSnapshot);
        connect(&runtime, &Runtime::eventRaised, this, &Watch::printEvent);
        connect(&runtime, &Runtime::storageTroubled, this, [](const StorageTrouble &trouble) {
            if (!trouble.reason.empty())
                std::fprintf(stderr, "isobar-cli watch: %s: %s\n", trouble.store.c_str(), trouble.reason.c_str());
        });
        if (m_options.once)
            QTimer::singleShot(static_cast<int>(m_options.waitSeconds * 1000), this, [this] { finish(); });
    }

private:
    const AssetSnapshot *asset() const
    {
        const SnapshotPtr snapshot = m_runtime.snapshot();
        return snapshot ? snapshot->find(m_options.asset.toStdString()) : nullptr;
    }

    void showSnapshot()
    {
        const AssetSnapshot *shown = asset();
        if (!shown)
            return;
        if (m_options.once) {
            if (isComplete(*m_runtime.snapshot(), *shown))
                finish();
            return;
        }
        if (m_options.events || shown->marketMs - m_printedMs < SecondMs)
            return;
        m_printedMs = shown->marketMs;
        print(*shown);
    }

    void print(const AssetSnapshot &shown)
    {
        if (m_options.json) {
            std::printf("%s\n", watchJson(shown).c_str());
        } else {
            if (!m_options.once && isOnTerminal())
                std::fputs("\x1b[H\x1b[2J", stdout);
            std::fputs(watchTable(shown).c_str(), stdout);
        }
        std::fflush(stdout);
    }

    void printEvent(const RaisedEvent &raised)
    {
        if (!m_options.events)
            return;
        std::printf("%s\n", eventToJson(raised.event).c_str());
        std::fflush(stdout);
    }

    void finish()
    {
        const AssetSnapshot *shown = asset();
        const bool hasData = shown && std::any_of(shown->venues.begin(), shown->venues.end(), hasRate);
        if (shown)
            print(*shown);
        if (!hasData)
            std::fprintf(stderr, "isobar-cli watch: no venue gave a rate for %s within %g s\n",
                qPrintable(m_options.asset), m_options.waitSeconds);
        m_options.once = false; // the timer and a snapshot may both call
        disconnect(&m_runtime, nullptr, this, nullptr);
        QCoreApplication::exit(hasData ? 0 : 1);
    }

    Runtime &m_runtime;
    WatchOptions m_options;
    TimeMs m_printedMs = 0;
};

/// A recording has an end, so it is played as fast as it goes: its events, or the table as it stood at the end.
int replayInstead(const QCommandLineParser &parser, const QString &file)
{
    const bool events = parser.isSet(QStringLiteral("events"));
    QStringList arguments{file};
    if (!events)
        arguments << QStringLiteral("--table");
    if (events || parser.isSet(QStringLiteral("json")))
        arguments << QStringLiteral("--json");
    for (const QString &option : {QStringLiteral("speed"), QStringLiteral("asset")}) {
        if (parser.isSet(option))
            arguments << QStringLiteral("--") + option << parser.value(option);
    }
    return runReplay(arguments);
}

} // namespace

int runWatch(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("The funding table and the aggregate of an asset, or events as they happen."));
    parser.addHelpOption();
    addSourceOptions(parser, true);
    parser.addOptions({
        {QStringLiteral("asset"), QStringLiteral("The asset to show (BTC); with --events a list, comma separated."),
            QStringLiteral("name")},
        {QStringLiteral("once"), QStringLiteral("Print once, as soon as every reachable venue has a rate, and end.")},
        {QStringLiteral("wait"), QStringLiteral("With --once: wait no longer than this (15)."),
            QStringLiteral("seconds")},
        {QStringLiteral("events"), QStringLiteral("Print events as they happen, one JSON object a line.")},
        {QStringLiteral("json"), QStringLiteral("JSON instead of a table.")},
        {QStringLiteral("journal"), QStringLiteral("Write what the engine consumes to this file, for replay."),
            QStringLiteral("file")},
    });
    const auto usage = [](const QString &text) {
        std::fprintf(stderr, "isobar-cli watch: %s\n", qPrintable(text));
        return 2;
    };
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli watch")) + withDemoDefault(arguments)))
        return usage(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return usage(QStringLiteral("what is '%1'?").arg(parser.positionalArguments().first()));
    auto source = readSourceOptions(parser, 1);
    if (!source)
        return usage(QString::fromStdString(source.error()));
    if (source->replayFile)
        return replayInstead(parser, *source->replayFile);

    WatchOptions options;
    options.once = parser.isSet(QStringLiteral("once"));
    options.events = parser.isSet(QStringLiteral("events"));
    options.json = parser.isSet(QStringLiteral("json"));
    if (parser.isSet(QStringLiteral("wait"))) {
        bool isNumber = false;
        options.waitSeconds = parser.value(QStringLiteral("wait")).toDouble(&isNumber);
        if (!isNumber || !(options.waitSeconds > 0 && options.waitSeconds <= 86'400))
            return usage(QStringLiteral("--wait wants seconds, more than 0 and at most 86400"));
    }
    RuntimeConfig config;
    config.source = std::move(*source);
    config.journalFile = parser.value(QStringLiteral("journal"));
    // Events need the month behind their baseline. A single look needs the last settlements only: of some contracts
    // they are what tells the interval.
    if (options.once)
        config.history = {{HistoryKind::Funding, DayMs, 0, 8 * HourMs, 1}};
    if (parser.isSet(QStringLiteral("asset"))) {
        config.watched.clear();
        for (const QString &name : parser.value(QStringLiteral("asset")).split(QLatin1Char(','), Qt::SkipEmptyParts))
            config.watched.push_back(name.trimmed().toUpper().toStdString());
        if (config.watched.empty())
            return usage(QStringLiteral("--asset wants a name like BTC"));
        options.asset = QString::fromStdString(config.watched.front());
    }

    Runtime runtime(std::move(config));
    Watch watch(runtime, options);
    const QuitSignals quit([] { QCoreApplication::exit(0); });
    if (const auto started = runtime.start(); !started) {
        std::fprintf(stderr, "isobar-cli watch: %s\n", started.error().c_str());
        return 1;
    }
    const int status = QCoreApplication::exec();
    runtime.stop();
    return status;
}

} // namespace isobar
