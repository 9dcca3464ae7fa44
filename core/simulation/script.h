#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/simulation/fault.h"
#include "core/simulation/marketdata.h"

namespace isobar::simulation {

/// Values that a script puts in place of the market's own. Absent: the market's own stays.
struct Overrides {
    std::optional<double> fundingRate; ///< per interval, reported as it stands
    std::optional<double> intervalHours; ///< where the venue knows but one, only the rate is meant for it
    std::optional<double> openInterestBase; ///< base units of the venue (inverse: coins)
    std::optional<double> turnoverUsd; ///< of the last 24 h
    std::optional<double> markPrice, indexPrice;
    bool operator==(const Overrides &) const = default;
};

/// A position that dies by script.
struct ScriptedLiquidation {
    Side position = Side::Long;
    double price = 0; ///< quote per base unit
    double baseQuantity = 0; ///< base units (inverse: coins)
    bool operator==(const ScriptedLiquidation &) const = default;
};

/// One line: what happens `atMs` of market time after the start. `venue` may be "*"; `symbol` empty: the venue's
/// contracts of `asset`: rates, intervals and prices hold for all of them; open interest, turnover and liquidations for
/// the main one, and then the others are next to nothing, so that the venue's sum is what the script says.
struct ScriptLine {
    TimeMs atMs = 0;
    std::string venue, asset, symbol;
    Overrides set;
    std::optional<ScriptedLiquidation> liquidate;
    std::optional<Fault> fault; ///< its times are relative to the start
    bool operator==(const ScriptLine &) const = default;
};

/// Lines that overrule the market (PRODUCT 5), in order of time; lines of one moment in order of the file.
struct Script {
    std::vector<ScriptLine> lines;
};

/// JSON lines; empty lines are skipped. An error names the line: "line 3: ...".
Result<Script> parseScript(std::string_view text);

} // namespace isobar::simulation
