#include "core/venues/paradexparts.h"

#include <limits>

namespace isobar {

namespace {

constexpr std::size_t HeaderSize = 8; // block length, template, schema, version: u16 each, little-endian
constexpr std::uint16_t Schema = 1;

std::uint64_t littleEndian(std::string_view bytes, std::size_t offset, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
    return value;
}

/// Bytes of the fixed fields that are read; newer versions append to them. 0: a template that nobody reads.
std::size_t fieldSize(std::uint16_t templateId)
{
    switch (templateId) {
    case SbeMessage::Trade:
        return 50;
    case SbeMessage::Summary:
        return 216;
    case SbeMessage::FundingData:
        return 58;
    default:
        return 0;
    }
}

} // namespace

SbeMessage::SbeMessage(std::string_view bytes, std::string &problem)
{
    if (bytes.size() < HeaderSize) {
        problem = "a binary frame shorter than its header";
        return;
    }
    const auto blockLength = static_cast<std::size_t>(littleEndian(bytes, 0, 2));
    m_template = static_cast<std::uint16_t>(littleEndian(bytes, 2, 2));
    if (littleEndian(bytes, 4, 2) != Schema) {
        problem = "a binary frame of another schema than 1";
        return;
    }
    const std::size_t size = fieldSize(m_template);
    if (size == 0)
        return;
    // Version 1 appends three fields to the summary and one to the funding data (paradex-py); the market follows them.
    const std::size_t behind = HeaderSize + blockLength;
    if (blockLength < size || bytes.size() < behind + 1
        || bytes.size() < behind + 1 + static_cast<unsigned char>(bytes[behind])) {
        problem = "a binary frame that is cut off";
        return;
    }
    m_fields = bytes.substr(HeaderSize, blockLength);
    m_market = bytes.substr(behind + 1, static_cast<unsigned char>(bytes[behind]));
    m_isKnown = true;
}

std::uint8_t SbeMessage::byteAt(std::size_t offset) const
{
    return static_cast<std::uint8_t>(littleEndian(m_fields, offset, 1));
}

std::int16_t SbeMessage::shortAt(std::size_t offset) const
{
    return static_cast<std::int16_t>(littleEndian(m_fields, offset, 2));
}

std::int64_t SbeMessage::wordAt(std::size_t offset) const
{
    return static_cast<std::int64_t>(littleEndian(m_fields, offset, 8));
}

std::optional<double> SbeMessage::decimalAt(std::size_t offset) const
{
    const std::int64_t value = wordAt(offset);
    if (value == std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return static_cast<double>(value) / 1e8;
}

TimeMs SbeMessage::timeAt(std::size_t offset) const { return wordAt(offset) / 1000; }

} // namespace isobar
