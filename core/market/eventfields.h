#pragma once
#include <cstdint>

namespace isobar {

// Each payload of an event lists its fields once, in `fields(self, visit)`: visit(name, value, unit, role) for every
// one, in the order of the JSON. Writing, reading, showing and checking an event all go by this list.

/// What a number of an event means, for those that show it.
enum class FieldUnit : std::uint8_t {
    Plain,
    Text,
    Rate8h, ///< fraction per 8 h
    Rate, ///< fraction per interval or day, as its name says
    PerYear, ///< fraction per year
    Share, ///< 0..1
    Move, ///< signed fraction
    Times,
    Sigmas,
    BasisPoints,
    Usd,
    Price,
    Coins,
    Hours,
    Days,
    Seconds,
    Age, ///< milliseconds
    Time, ///< market time
    Count
};

/// Input: kept as it was observed. Derived: follows from the inputs; recomputed() makes it again.
enum class FieldRole : std::uint8_t { Input, Derived };

} // namespace isobar
