#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter bingx, for bingx*.cpp only.

namespace isobar {

inline constexpr std::string_view BingxId = "bingx";

/// Reads the frames of both sockets and the REST answers of both product lines.
std::unique_ptr<Decoder> makeBingxDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads the contracts of both product lines.
std::unique_ptr<CatalogueReader> makeBingxReader(VenueTraits traits, InstrumentNames &names);

/// Names of klines, ascending.
std::span<const BarName> bingxBars();

/// Coin-M contracts are "BTC-USD"; the others name USDT or USDC.
inline bool isBingxInverse(std::string_view symbol) { return symbol.ends_with("-USD"); }

} // namespace isobar
