#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// The parts of the adapter paradex, for paradex*.cpp only.

namespace isobar {

inline constexpr std::string_view ParadexId = "paradex";

/// Reads the socket's frames, binary and text, and the answers of REST.
std::unique_ptr<Decoder> makeParadexDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads markets.
std::unique_ptr<CatalogueReader> makeParadexReader(VenueTraits traits, InstrumentNames &names);

/// Resolutions of klines, ascending.
std::span<const BarName> paradexBars();

/// Whether a market is a perpetual, by its name: options and spot pairs come in the same lists.
bool isParadexPerpetual(std::string_view market);

/// A binary frame taken apart: the fixed fields by their offset, then the market. Views into the given bytes.
class SbeMessage {
public:
    enum Template : std::uint16_t { Trade = 1, Summary = 4, FundingData = 5 };

    /// Anything but a whole message of schema 1 sets `problem`; templates that are not in the enum are not looked into.
    SbeMessage(std::string_view bytes, std::string &problem);

    bool isKnown() const { return m_isKnown; }
    std::uint16_t templateId() const { return m_template; }
    std::string_view market() const { return m_market; }

    std::uint8_t byteAt(std::size_t offset) const;
    std::int16_t shortAt(std::size_t offset) const;
    std::int64_t wordAt(std::size_t offset) const;
    /// A decimal with eight digits behind the point; nothing for null.
    std::optional<double> decimalAt(std::size_t offset) const;
    /// Microseconds, cut to milliseconds.
    TimeMs timeAt(std::size_t offset) const;

private:
    std::string_view m_fields, m_market;
    std::uint16_t m_template = 0;
    bool m_isKnown = false;
};

} // namespace isobar
