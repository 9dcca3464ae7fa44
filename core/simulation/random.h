#pragma once
#include <cmath>
#include <cstdint>
#include <numbers>

namespace isobar::simulation {

/// xoshiro256** seeded by splitmix64. Written out because the results of std:: distributions differ between libraries
/// and a seed must mean the same market everywhere.
class Random {
public:
    explicit Random(std::uint64_t seed)
    {
        for (std::uint64_t &word : m_state) {
            seed += 0x9e3779b97f4a7c15ULL;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
            word = z ^ (z >> 31);
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = rotate(m_state[1] * 5, 7) * 9;
        const std::uint64_t shifted = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = rotate(m_state[3], 45);
        return result;
    }
    /// In [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double from, double to) { return from + (to - from) * uniform(); }
    bool chance(double probability) { return uniform() < probability; }
    /// In [0, count); `count` > 0. The bias is below 2^-32 for the counts in use.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() >> 11) % count; }
    /// Standard normal (Box-Muller, both halves used).
    double normal()
    {
        if (m_hasSpare) {
            m_hasSpare = false;
            return m_spare;
        }
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        const double angle = 2.0 * std::numbers::pi * uniform();
        m_spare = radius * std::sin(angle);
        m_hasSpare = true;
        return radius * std::cos(angle);
    }

private:
    static std::uint64_t rotate(std::uint64_t value, int by) { return (value << by) | (value >> (64 - by)); }

    std::uint64_t m_state[4] = {};
    double m_spare = 0;
    bool m_hasSpare = false;
};

/// A mean-reverting noise of the given standard deviation; exact for any step length.
class RevertingNoise {
public:
    RevertingNoise(double deviation, double memorySeconds) : m_deviation(deviation), m_memory(memorySeconds) { }

    double step(double seconds, Random &random)
    {
        if (seconds != m_seconds) { // steps come in three lengths, long runs of each
            m_seconds = seconds;
            m_keep = std::exp(-seconds / m_memory);
            m_shock = m_deviation * std::sqrt(1 - m_keep * m_keep);
        }
        m_value = m_value * m_keep + m_shock * random.normal();
        return m_value;
    }
    double value() const { return m_value; }

private:
    double m_deviation, m_memory;
    double m_seconds = -1, m_keep = 0, m_shock = 0;
    double m_value = 0;
};

} // namespace isobar::simulation
