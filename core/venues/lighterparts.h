#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>

// The parts of the adapter lighter, for lighter*.cpp only.

namespace isobar {

inline constexpr std::string_view LighterId = "lighter";

/// Reads market_stats, trade and the answers of REST.
std::unique_ptr<Decoder> makeLighterDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads orderBookDetails.
std::unique_ptr<CatalogueReader> makeLighterReader(VenueTraits traits, InstrumentNames &names);

/// Resolutions of candles, ascending.
std::span<const BarName> lighterBars();

/// The number of a market as its text, "1"; a fault when the member is no whole number.
std::string_view lighterMarket(const Members &row, JsonKey key);

} // namespace isobar
