#pragma once
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/simulation/market.h"

#include <QtCore/QString>

#include <optional>

namespace isobar::simulation {

/// What a simulator must remember to continue the same market after a restart.
struct ClockFile {
    ClockSpec clock;
    Scenario scenario = Scenario::Tour;
    std::uint64_t seed = 1;
    TimeMs startMs = 0; ///< market time at which the plot began
};

/// Reads {"wall_ms","market_ms","speed","seed","scenario","start_ms"}. Nothing: there is no such file yet. Error: it
/// cannot be read or a member is missing or wrong.
Result<std::optional<ClockFile>> readClockFile(const QString &path);

/// Writes it whole or not at all.
Result<void> writeClockFile(const QString &path, const ClockFile &content);

} // namespace isobar::simulation
