#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter bitfinex, for bitfinex*.cpp only.

namespace isobar {

inline constexpr std::string_view BitfinexId = "bitfinex";

/// Reads the channels status, trades and ticker of one connection, and the REST twins.
std::unique_ptr<Decoder> makeBitfinexDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads conf/pub:info:pair:futures.
std::unique_ptr<CatalogueReader> makeBitfinexReader(VenueTraits traits, InstrumentNames &names);

/// Names of candles, ascending.
std::span<const BarName> bitfinexBars();

/// An id taken apart: "BTC" and "USDT" (the venue says UST) of tBTCF0:USTF0. Both empty when it is no perpetual (spot,
/// funding currencies), or one of the paper market.
struct BitfinexPair {
    std::string_view base, quote;
};
BitfinexPair bitfinexPair(std::string_view symbol);

} // namespace isobar
