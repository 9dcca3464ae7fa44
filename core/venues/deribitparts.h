#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter deribit, for deribit*.cpp only.

namespace isobar {

inline constexpr std::string_view DeribitId = "deribit";

/// Reads the channels ticker and trades, heartbeats, and the REST twins.
std::unique_ptr<Decoder> makeDeribitDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads get_instruments.
std::unique_ptr<CatalogueReader> makeDeribitReader(VenueTraits traits, InstrumentNames &names);

/// Names of get_tradingview_chart_data, ascending.
std::span<const BarName> deribitBars();

/// Whether an id is a perpetual's; combos have PERP in their names too ("BTC-FS-26DEC25_PERP").
bool isDeribitPerpetual(std::string_view name);

/// Whether the id of a perpetual is an inverse one's: BTC-PERPETUAL, but not BTC_USDC-PERPETUAL.
bool isDeribitInverse(std::string_view name);

} // namespace isobar
