#pragma once
#include <cstdint>
#include <string_view>

namespace isobar {

/// FNV-1a over bytes with a final mix: stable across runs and machines, so ids made of it may be stored.
class StableHash {
public:
    StableHash &add(std::string_view bytes)
    {
        for (const char c : bytes)
            step(static_cast<unsigned char>(c));
        step(0x1f); // so that ("ab","c") and ("a","bc") differ
        return *this;
    }
    StableHash &add(std::int64_t value)
    {
        for (int i = 0; i < 8; ++i)
            step(static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (8 * i)));
        return *this;
    }
    std::uint64_t value() const
    {
        std::uint64_t h = m_state;
        h ^= h >> 33;
        h *= 0xff51afd7ed558ccdULL;
        h ^= h >> 33;
        return h;
    }

private:
    void step(unsigned char byte) { m_state = (m_state ^ byte) * 0x100000001b3ULL; }
    std::uint64_t m_state = 0xcbf29ce484222325ULL;
};

} // namespace isobar
