#include "core/levelgrid/levelcode.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace isobar {

namespace {

constexpr int MantissaBits = 23;
constexpr float MantissaScale = 1.0F / (1 << MantissaBits);
constexpr float FloorLog2 = 4; // of LevelCodeFloor
static_assert(LevelCodeFloor == 16);

// log2 from the bits of the float, its mantissa bent by a parabola: within 0.01 of an octave, without branches, so that
// the compiler makes vectors of it.
inline float roughLog2(float value)
{
    const auto bits = std::bit_cast<std::int32_t>(value);
    const float exponent = static_cast<float>(bits >> MantissaBits) - 127.0F;
    const float m = static_cast<float>(bits & ((1 << MantissaBits) - 1)) * MantissaScale;
    return exponent + m + 0.3437F * m * (1.0F - m);
}

inline int codeOf(float usd)
{
    const float above = (roughLog2(usd) - FloorLog2) * static_cast<float>(LevelCodesPerOctave) + 1.0F;
    const float held = above < 1.0F ? 0.0F : above > 255.0F ? 255.0F : above;
    return static_cast<int>(held);
}

} // namespace

std::uint8_t levelCode(float usd) { return usd > 0 ? static_cast<std::uint8_t>(codeOf(usd)) : std::uint8_t(0); }

double levelOfCode(std::uint8_t code)
{
    return code == 0 ? 0 : LevelCodeFloor * std::exp2((code - 0.5) / LevelCodesPerOctave);
}

void encodeLevels(const float *usd, std::uint8_t *codes, int count)
{
    // Zero and less have an exponent far below the floor and come out as 0.
    for (int i = 0; i < count; ++i)
        codes[i] = static_cast<std::uint8_t>(codeOf(std::max(usd[i], 0.0F)));
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
            return LevelCodeFloor * std::exp2((static_cast<double>(i) - 1 + part) / LevelCodesPerOctave);
        }
        below += here;
    }
    return 0;
}

} // namespace isobar
