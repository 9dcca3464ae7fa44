#include "core/levelgrid/levelcode.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

// A code is a step of the piecewise linear logarithm that the bits of a float are: exponent and mantissa together grow
// by 2^23 an octave, evenly within it. Integers only, so that it is exact to invert and the compiler makes vectors of
// it.
constexpr int KeptBits = 11; // of the mantissa: less never decides a code
constexpr int DroppedBits = 23 - KeptBits;
constexpr int StepsPerOctave = 9;
static_assert(StepsPerOctave == LevelCodesPerOctave);
constexpr auto FloorBits = std::bit_cast<std::int32_t>(static_cast<float>(LevelCodeFloor));

/// The least float that a code (1..256) stands for.
constexpr float lowestOf(int code)
{
    const std::int32_t steps = code - 1;
    const std::int32_t above = ((steps << KeptBits) + StepsPerOctave - 1) / StepsPerOctave; // rounded up
    return std::bit_cast<float>(FloorBits + (above << DroppedBits));
}

constexpr auto InfinityBits = std::bit_cast<std::uint32_t>(std::numeric_limits<float>::infinity());

/// The code, were there as many below 0 and above 255 as it takes. As small a type as holds that, since the compiler
/// knows the minimum and maximum of these as instructions.
inline std::int16_t stepOf(float usd)
{
    const auto bits = std::bit_cast<std::uint32_t>(usd);
    const std::uint32_t isNone = (InfinityBits - bits) >> 31; // not a number, or (of little matter) a negative one
    const auto number = static_cast<std::int32_t>(bits & (isNone - 1));
    const std::int32_t octaves = (number - FloorBits) >> DroppedBits;
    return static_cast<std::int16_t>((octaves * StepsPerOctave >> KeptBits) + 1);
}

inline std::uint8_t codeOf(std::int16_t step)
{
    return static_cast<std::uint8_t>(std::clamp(step, std::int16_t{0}, std::int16_t{255}));
}

} // namespace

std::uint8_t levelCode(float usd) { return codeOf(stepOf(usd)); }

double levelOfCode(std::uint8_t code)
{
    return code == 0 ? 0 : (static_cast<double>(lowestOf(code)) + static_cast<double>(lowestOf(code + 1))) / 2;
}

void encodeLevels(const float *__restrict usd, std::uint8_t *__restrict codes, int count)
{
    for (int i = 0; i < count; ++i)
        codes[i] = codeOf(stepOf(usd[i]));
}

double LevelScale::brightness(double usdPerCell) const
{
    if (!isSet() || usdPerCell <= 0)
        return 0;
    return std::clamp(std::log(usdPerCell / low) / std::log(high / low), 0.0, 1.0);
}

void LevelHistogram::add(const LevelHistogram &other)
{
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        m_counts[i] += other.m_counts[i];
}

void LevelHistogram::remove(const LevelHistogram &other)
{
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        m_counts[i] -= std::min(m_counts[i], other.m_counts[i]);
}

std::uint64_t LevelHistogram::positive() const
{
    std::uint64_t sum = 0;
    for (std::size_t i = 1; i < m_counts.size(); ++i)
        sum += m_counts[i];
    return sum;
}

double LevelHistogram::quantile(double share) const
{
    const double wanted = share * static_cast<double>(positive());
    double below = 0;
    for (std::size_t i = 1; i < m_counts.size(); ++i) {
        const double here = m_counts[i];
        if (here > 0 && below + here >= wanted) {
            const double part = std::clamp((wanted - below) / here, 0.0, 1.0);
            const int code = static_cast<int>(i);
            return std::lerp(static_cast<double>(lowestOf(code)), static_cast<double>(lowestOf(code + 1)), part);
        }
        below += here;
    }
    return 0;
}

} // namespace isobar
