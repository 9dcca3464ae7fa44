#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter hyperliquid, for hyperliquid*.cpp only.

namespace isobar {

inline constexpr std::string_view HyperliquidId = "hyperliquid";

/// Reads the socket's channels and the answers of /info, which are told apart by the body of their request.
std::unique_ptr<Decoder> makeHyperliquidDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads meta, or the first half of metaAndAssetCtxs. Its listings are in the order of the universe, delisted coins
/// included: asset contexts name their coin by that position only.
std::unique_ptr<CatalogueReader> makeHyperliquidReader(VenueTraits traits, InstrumentNames &names);

/// Names of candleSnapshot, ascending.
std::span<const BarName> hyperliquidBars();

} // namespace isobar
