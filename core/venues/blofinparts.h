#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter blofin, for blofin*.cpp only.

namespace isobar {

inline constexpr std::string_view BlofinId = "blofin";

/// Reads the public channels and the REST answers.
std::unique_ptr<Decoder> makeBlofinDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads market/instruments.
std::unique_ptr<CatalogueReader> makeBlofinReader(VenueTraits traits, InstrumentNames &names);

/// Names of market/candles, ascending.
std::span<const BarName> blofinBars();

} // namespace isobar
