#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

// The parts of the adapter woox, for woox*.cpp only.

namespace isobar {

inline constexpr std::string_view WooxId = "woox";
inline constexpr std::string_view WooxPerpetual = "PERP_", WooxSpot = "SPOT_"; ///< how symbols begin

/// Reads the socket's topics and the answers of REST.
std::unique_ptr<Decoder> makeWooxDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads instruments.
std::unique_ptr<CatalogueReader> makeWooxReader(VenueTraits traits, InstrumentNames &names);

/// Types of klines, ascending.
std::span<const BarName> wooxBars();

/// "SPOT_BTC_USDT" with PERP_ is "PERP_BTC_USDT": index prices are kept under the spot symbol.
std::string wooxSymbol(std::string_view symbol, std::string_view beginning);

} // namespace isobar
