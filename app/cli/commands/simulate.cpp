#include "app/cli/commands/simulate.h"

#include "app/runtime/quitsignals.h"
#include "core/simulation/listings.h"
#include "core/simulation/servers/clockfile.h"
#include "core/simulation/servers/protocols.h"
#include "core/simulation/servers/simulationhost.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>

namespace isobar {

namespace {

using simulation::ClockFile;
using simulation::HostConfig;
using simulation::SimulationHost;

int fail(int status, const std::string &text)
{
    std::fprintf(stderr, "isobar-cli simulate: %s\n", text.c_str());
    return status;
}

QString venueList()
{
    QStringList ids;
    for (const std::string &id : simulation::simulatedVenues())
        ids += QString::fromStdString(id);
    return ids.join(QStringLiteral(", "));
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        QStringLiteral("The simulated venues behind loopback servers that speak each venue's real protocol on its real "
                       "paths. Prints the endpoints as one line of JSON and runs until SIGINT or SIGTERM."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("scenario"),
            QStringLiteral("calm, long-squeeze, short-squeeze, cascade, feed-outage or tour (tour)."),
            QStringLiteral("name"), QStringLiteral("tour")},
        {QStringLiteral("script"), QStringLiteral("JSON lines that overrule the market from a moment on."),
            QStringLiteral("file")},
        {QStringLiteral("seed"), QStringLiteral("Whole number that the market follows from (1)."),
            QStringLiteral("number"), QStringLiteral("1")},
        {QStringLiteral("port"), QStringLiteral("Port of the first venue, the others follow (0: free ones)."),
            QStringLiteral("port"), QStringLiteral("0")},
        {QStringLiteral("speed"), QStringLiteral("Seconds of market time in a second of wall time (1)."),
            QStringLiteral("factor"), QStringLiteral("1")},
        {QStringLiteral("venues"), QStringLiteral("Only these, comma separated: %1.").arg(venueList()),
            QStringLiteral("list")},
        {QStringLiteral("assets"),
            QStringLiteral("So many assets: the six real ones, and made-up ones (SYNAA, SYNAB ...) that every venue "
                           "lists."),
            QStringLiteral("number"), QStringLiteral("0")},
        {QStringLiteral("clock"),
            QStringLiteral("Keeps market time, seed and scenario in this file: a restart with the same file goes on "
                           "with the same market."),
            QStringLiteral("file")},
        {QStringLiteral("tls"), QStringLiteral("https and wss; the endpoints then name the certificate to trust.")},
    });
}

/// The options as they stand in the arguments; an Error is a sentence for the user.
Result<HostConfig> configFrom(const QCommandLineParser &parser)
{
    HostConfig config;
    config.limitFactor = simulation::WideLimits;
    const auto scenario = simulation::scenarioByName(parser.value(QStringLiteral("scenario")).toStdString());
    if (!scenario)
        return Error{"--scenario wants calm, long-squeeze, short-squeeze, cascade, feed-outage or tour"};
    config.market.scenario = *scenario;
    bool isNumber = false;
    config.market.seed = parser.value(QStringLiteral("seed")).toULongLong(&isNumber);
    if (!isNumber)
        return Error{"--seed wants a whole number"};
    config.port = parser.value(QStringLiteral("port")).toUShort(&isNumber);
    if (!isNumber)
        return Error{"--port wants a number from 0 to 65535"};
    config.speed = parser.value(QStringLiteral("speed")).toDouble(&isNumber);
    if (!isNumber || !(config.speed > 0) || config.speed > 10000)
        return Error{"--speed wants a number above 0 and not above 10000"};
    for (const QString &name : parser.value(QStringLiteral("venues")).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const std::string id = name.trimmed().toStdString();
        const auto &known = simulation::simulatedVenues();
        if (std::find(known.begin(), known.end(), id) == known.end())
            return Error{"there is no simulated venue called '" + id + "'"};
        config.market.venues.push_back(id);
    }
    config.market.assets = parser.value(QStringLiteral("assets")).toInt(&isNumber);
    if (!isNumber || config.market.assets < 0 || config.market.assets > simulation::MostAssets)
        return Error{"--assets wants a number from 0 to " + std::to_string(simulation::MostAssets)};
    config.tls = parser.isSet(QStringLiteral("tls"));
    return config;
}

Result<simulation::Script> readScript(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{"cannot read " + path.toStdString() + ": " + file.errorString().toStdString()};
    auto script = simulation::parseScript(file.readAll().toStdString());
    if (!script)
        return Error{path.toStdString() + ": " + script.error()};
    return script;
}

/// Starts the host, keeps the clock in its file and waits for the end.
int serve(HostConfig config, const QString &clockPath)
{
    bool isContinued = false;
    if (!clockPath.isEmpty()) {
        const auto known = simulation::readClockFile(clockPath);
        if (!known)
            return fail(1, known.error());
        if (const auto &earlier = *known) {
            isContinued = true;
            config.clock = earlier->clock;
            config.market.scenario = earlier->scenario;
            config.market.seed = earlier->seed;
            config.market.startMs = earlier->startMs;
        }
    }
    const SystemClock wall;
    SimulationHost host(config, wall);
    const QuitSignals quit([] { QCoreApplication::quit(); });
    if (const auto started = host.start(); !started)
        return fail(1, started.error());
    if (!clockPath.isEmpty() && !isContinued) {
        const ClockFile content{host.clock(), config.market.scenario, config.market.seed, host.market().startMs()};
        if (const auto written = simulation::writeClockFile(clockPath, content); !written)
            return fail(1, written.error());
    }
    std::printf("%s\n", host.endpointsJson().c_str());
    std::fflush(stdout);
    const int status = QCoreApplication::exec();
    host.stop();
    return status;
}

} // namespace

int runSimulate(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList(QStringLiteral("isobar-cli simulate")) + arguments))
        return fail(2, parser.errorText().toStdString());
    if (parser.isSet(QStringLiteral("help"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return fail(2, "what is '" + parser.positionalArguments().first().toStdString() + "'?");
    auto config = configFrom(parser);
    if (!config)
        return fail(2, config.error());
    if (parser.isSet(QStringLiteral("script"))) {
        auto script = readScript(parser.value(QStringLiteral("script")));
        if (!script)
            return fail(2, script.error());
        config->script = std::move(*script);
    }
    return serve(std::move(*config), parser.value(QStringLiteral("clock")));
}

} // namespace isobar
