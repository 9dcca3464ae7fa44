#include "app/runtime/sourceoptions.h"

#include <QFileInfo>

namespace isobar {

void addSourceOptions(QCommandLineParser &parser, bool withReplay)
{
    parser.addOptions({
        {QStringLiteral("demo"),
            QStringLiteral("Run on the simulated market (no network): calm, long-squeeze, short-squeeze, cascade, "
                           "feed-outage or tour."),
            QStringLiteral("scenario")},
        {QStringLiteral("endpoints"), QStringLiteral("Use the hosts of this JSON file instead of the venues' own."),
            QStringLiteral("file")},
        {QStringLiteral("speed"),
            QStringLiteral("Market seconds per second, in the demo and in replay (0.25 to 1000)."),
            QStringLiteral("factor")},
        {QStringLiteral("seed"), QStringLiteral("Seed of the simulated market."), QStringLiteral("number")},
        {QStringLiteral("profile"), QStringLiteral("Keep settings and data in this folder."), QStringLiteral("folder")},
    });
    if (withReplay) {
        parser.addOption({QStringLiteral("replay"), QStringLiteral("Play a journal or a recording of raw frames."),
            QStringLiteral("file")});
    }
}

QStringList withDemoDefault(QStringList arguments)
{
    for (QString &argument : arguments) {
        if (argument == QLatin1String("--demo"))
            argument = QStringLiteral("--demo=tour");
    }
    return arguments;
}

Result<SourceOptions> readSourceOptions(const QCommandLineParser &parser, double defaultDemoSpeed, ReplayPlace place)
{
    SourceOptions options;
    const auto value = [&](const char *name) -> std::optional<QString> {
        const QString key = QLatin1String(name);
        return parser.optionNames().contains(key) ? std::optional(parser.value(key)) : std::nullopt;
    };
    options.demoScenario = value("demo");
    options.replayFile = value("replay");
    options.endpointsFile = value("endpoints");
    options.profileDir = parser.value(QStringLiteral("profile"));
    const bool isSource = options.replayFile && place == ReplayPlace::Instead;
    if (options.demoScenario.has_value() + options.endpointsFile.has_value() + isSource > 1)
        return Error{isSource ? "--demo, --replay and --endpoints are three different sources: give one of them"
                              : "--demo and --endpoints are two different sources: give one of them"};
    for (const auto &file : {options.replayFile, options.endpointsFile}) {
        if (file && !QFileInfo(*file).isFile())
            return Error{"there is no file " + file->toStdString()};
    }
    options.speed = options.demoScenario ? defaultDemoSpeed : 1;
    if (const auto text = value("speed")) {
        if (!options.demoScenario && !options.replayFile)
            return Error{"--speed belongs to --demo or --replay: a live market has its own"};
        const int most = options.replayFile ? 100 : 1000;
        bool isNumber = false;
        const double speed = text->toDouble(&isNumber);
        if (!isNumber || !(speed >= 0.25 && speed <= most)) {
            return Error{
                "--speed wants a number from 0.25 to " + std::to_string(most) + ", not '" + text->toStdString() + "'"};
        }
        (options.replayFile ? options.replaySpeed : options.speed) = speed;
    }
    if (const auto text = value("seed")) {
        bool isNumber = false;
        options.seed = text->toULongLong(&isNumber);
        if (!isNumber)
            return Error{"--seed wants a whole number, not '" + text->toStdString() + "'"};
    }
    return options;
}

} // namespace isobar
