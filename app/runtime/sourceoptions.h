#pragma once
#include "core/base/result.h"
#include "core/base/time.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace isobar {

/// Where the data shall come from, as the command line says (PRODUCT 1).
struct SourceOptions {
    std::optional<QString> demoScenario; ///< set: demo
    std::optional<QString> replayFile;
    std::optional<QString> endpointsFile;
    double speed = 1; ///< demo: market time per wall time; replay: pace
    std::uint64_t seed = 1;
    QString profileDir; ///< empty: the standard data location
};

/// Adds --demo, --endpoints, --speed, --seed, --profile and, for programs that play recordings, --replay.
void addSourceOptions(QCommandLineParser &parser, bool withReplay);

/// "--demo" takes an optional value, which the parser does not know: the bare word becomes "--demo=tour".
QStringList withDemoDefault(QStringList arguments);

/// Reads them; an Error is a sentence for the user. `defaultDemoSpeed` is used for a demo without --speed.
Result<SourceOptions> readSourceOptions(const QCommandLineParser &parser, double defaultDemoSpeed);

} // namespace isobar
