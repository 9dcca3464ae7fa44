#pragma once
#include <cstdint>
#include <string_view>

namespace isobar {

/// Why a contract or venue is left out of the aggregates (MODEL 1.2). None: it takes part.
enum class Exclusion : std::uint8_t {
    None,
    NoData,
    Stale,
    Implausible,
    Outlier,
    Thin,
    VolumeSuspect,
    IntervalUnknown,
    CrossedMark,
    SwitchedOff
};
/// "", "no_data", "stale", "implausible", "outlier", "thin", "volume_suspect", "interval_unknown", "crossed_mark",
/// "switched_off".
std::string_view exclusionName(Exclusion reason);

/// How unusual the market's funding is (MODEL 1.7). Unknown: no valid venue.
enum class Regime : std::uint8_t { Unknown, Neutral, Calm, Warm, Extreme, Capped };

/// Which side is crowded, and pays (MODEL 1.7).
enum class Crowd : std::uint8_t { None, Long, Short };

/// Where the entry basis of a spread comes from. Marks that were heard at different moments differ by what the market
/// did between: then the two premiums stand for it, each against its venue's own index at one time.
enum class BasisSource : std::uint8_t { Marks, Premiums, Neither };

} // namespace isobar
