#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter kucoin, for kucoin*.cpp only.

namespace isobar {

inline constexpr std::string_view KucoinId = "kucoin";

/// All contracts with their funding, prices, open interest and turnover in one answer (1.4 MB).
inline constexpr std::string_view KucoinListPath = "/api/v1/contracts/active";

/// Reads both sockets of the venue (with and without token) and the REST answers.
std::unique_ptr<Decoder> makeKucoinDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads contracts/active.
std::unique_ptr<CatalogueReader> makeKucoinReader(VenueTraits traits, InstrumentNames &names);

/// Names of kline/query (minutes), ascending.
std::span<const BarName> kucoinBars();

} // namespace isobar
