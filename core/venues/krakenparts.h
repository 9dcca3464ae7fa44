#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

// The parts of the adapter kraken, for kraken*.cpp only.

namespace isobar {

inline constexpr std::string_view KrakenId = "kraken";

/// Reads the feeds ticker and trade and the REST twins.
std::unique_ptr<Decoder> makeKrakenDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads /instruments.
std::unique_ptr<CatalogueReader> makeKrakenReader(VenueTraits traits, InstrumentNames &names);

/// Names of /api/charts/v1/trade, ascending.
std::span<const BarName> krakenBars();
/// Names (seconds) of /api/charts/v1/analytics, ascending.
std::span<const BarName> krakenPeriods();

/// An id as the socket spells it: old REST bodies have it in lower case. Mixed case (PF_AAPLxUSD) stays.
std::string krakenSymbol(std::string_view name);

/// PF_ and PI_; dated futures are FF_ and FI_, indices IN_ and RR_.
bool isKrakenPerpetual(std::string_view symbol);
/// PI_: a contract is a dollar. Of PF_ it is a coin.
bool isKrakenInverse(std::string_view symbol);

} // namespace isobar
