#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter dydx, for dydx*.cpp only.

namespace isobar {

inline constexpr std::string_view DydxId = "dydx";

/// Reads v4_markets, v4_trades and the indexer's answers.
std::unique_ptr<Decoder> makeDydxDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads perpetualMarkets.
std::unique_ptr<CatalogueReader> makeDydxReader(VenueTraits traits, InstrumentNames &names);

/// Resolutions of candles, ascending.
std::span<const BarName> dydxBars();

} // namespace isobar
