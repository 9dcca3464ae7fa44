#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

// The parts of the adapter cryptocom, for cryptocom*.cpp only.

namespace isobar {

inline constexpr std::string_view CryptocomId = "cryptocom";

/// Reads the market channels and the REST twins; answers heartbeats.
std::unique_ptr<Decoder> makeCryptocomDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads public/get-instruments.
std::unique_ptr<CatalogueReader> makeCryptocomReader(VenueTraits traits, InstrumentNames &names);

/// Names of public/get-candlestick, ascending.
std::span<const BarName> cryptocomBars();

/// "BTCUSD-PERP"; spot has an underscore, futures and options end otherwise.
bool isCryptocomPerpetual(std::string_view symbol);
/// "BTCUSD-INDEX" of BTCUSD-PERP, and back; empty for other names.
std::string cryptocomIndexOf(std::string_view symbol);
std::string cryptocomPerpetualOf(std::string_view index);

} // namespace isobar
