#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <string_view>

// The parts of the adapter aevo, for aevo*.cpp only.

namespace isobar {

inline constexpr std::string_view AevoId = "aevo";

/// Reads tickers, trades, index prices and the answers of REST.
std::unique_ptr<Decoder> makeAevoDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads markets.
std::unique_ptr<CatalogueReader> makeAevoReader(VenueTraits traits, InstrumentNames &names);

/// Whether an instrument is a perpetual, by its name: options and spot come on the same channels.
bool isAevoPerpetual(std::string_view instrument);

} // namespace isobar
