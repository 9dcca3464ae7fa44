#pragma once
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace isobar {

/// Appends plain values to a byte string: whole numbers as little-endian base-128 digits (small numbers are short),
/// doubles as their eight bytes, so that every bit survives, text with its length before it.
class ByteWriter {
public:
    explicit ByteWriter(std::string &out) : m_out(out) { }

    void byte(std::uint8_t value) { m_out.push_back(static_cast<char>(value)); }
    void number(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            byte(static_cast<std::uint8_t>(value | 0x80));
        byte(static_cast<std::uint8_t>(value));
    }
    /// Signed numbers alternate (0, -1, 1, -2, ...), so that small ones of both signs are short.
    void signedNumber(std::int64_t value)
    {
        number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void fixed32(std::uint32_t value) { fixed(value, 4); }
    void fixed64(std::uint64_t value) { fixed(value, 8); }
    void real(double value) { fixed64(std::bit_cast<std::uint64_t>(value)); }
    void text(std::string_view value)
    {
        number(value.size());
        m_out.append(value);
    }

private:
    void fixed(std::uint64_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            byte(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    std::string &m_out;
};

/// Reads back what a ByteWriter wrote. Past the end, or on a number that does not fit, `ok` turns false and stays so;
/// what is read from then on is zero or empty.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) { }

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_rest.empty(); }
    std::size_t remaining() const { return m_rest.size(); }
    void fail()
    {
        m_ok = false;
        m_rest = {};
    }

    std::uint8_t byte()
    {
        if (m_rest.empty()) {
            fail();
            return 0;
        }
        const auto value = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint8_t digit = byte();
            if (shift == 63 && digit > 1)
                break;
            value |= static_cast<std::uint64_t>(digit & 0x7f) << shift;
            if (digit < 0x80)
                return value;
        }
        fail();
        return 0;
    }
    std::int64_t signedNumber()
    {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
    }
    std::uint32_t fixed32() { return static_cast<std::uint32_t>(fixed(4)); }
    std::uint64_t fixed64() { return fixed(8); }
    double real() { return std::bit_cast<double>(fixed64()); }
    /// A view into the bytes that were given.
    std::string_view text()
    {
        const std::uint64_t size = number();
        if (size > m_rest.size()) {
            fail();
            return {};
        }
        const std::string_view value = m_rest.substr(0, static_cast<std::size_t>(size));
        m_rest.remove_prefix(value.size());
        return value;
    }

private:
    std::uint64_t fixed(int bytes)
    {
        std::uint64_t value = 0;
        for (int i = 0; i < bytes; ++i)
            value |= static_cast<std::uint64_t>(byte()) << (8 * i);
        return value;
    }
    std::string_view m_rest;
    bool m_ok = true;
};

} // namespace isobar
