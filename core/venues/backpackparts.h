#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter backpack, for backpack*.cpp only.

namespace isobar {

inline constexpr std::string_view BackpackId = "backpack";

/// Reads the socket's events and the answers of REST.
std::unique_ptr<Decoder> makeBackpackDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads markets.
std::unique_ptr<CatalogueReader> makeBackpackReader(VenueTraits traits, InstrumentNames &names);

/// Intervals of klines, ascending.
std::span<const BarName> backpackBars();

} // namespace isobar
