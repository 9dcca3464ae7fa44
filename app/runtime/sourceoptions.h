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
    double speed = 1; ///< demo: market time per wall time
    double replaySpeed = 1; ///< recorded seconds a second
    QString openFile; ///< a recording or a picture that shall be opened in the window; empty: none
    std::uint64_t seed = 1;
    QString profileDir; ///< empty: the standard data location
};

/// Adds --demo, --endpoints, --speed, --seed, --profile and, for programs that play recordings, --replay.
void addSourceOptions(QCommandLineParser &parser, bool withReplay);

/// "--demo" takes an optional value, which the parser does not know: the bare word becomes "--demo=tour".
QStringList withDemoDefault(QStringList arguments);

/// Whether a replay takes the place of the market, or is shown while that goes on.
enum class ReplayPlace { Instead, Beside };

/// Reads them; an Error is a sentence for the user. `defaultDemoSpeed` is used for a demo without --speed. --speed
/// belongs to the replay if there is one.
Result<SourceOptions> readSourceOptions(
    const QCommandLineParser &parser, double defaultDemoSpeed, ReplayPlace place = ReplayPlace::Instead);

} // namespace isobar
