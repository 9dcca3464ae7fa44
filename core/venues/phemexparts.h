#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter phemex, for phemex*.cpp only.

namespace isobar {

inline constexpr std::string_view PhemexId = "phemex";

/// Interval and next settlement of all contracts. 20 rows when nothing is said; 200 are known to come.
inline constexpr std::string_view PhemexFundingPath = "/contract-biz/public/real-funding-rates?pageSize=200";

/// What integers of COIN-M contracts are multiples of.
inline constexpr double PhemexPriceUnit = 1e-4, PhemexRatioUnit = 1e-8, PhemexCoinUnit = 1e-8;

/// Reads the pushes and REST answers of both product lines.
std::unique_ptr<Decoder> makePhemexDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads public/products and real-funding-rates.
std::unique_ptr<CatalogueReader> makePhemexReader(VenueTraits traits, InstrumentNames &names);

/// Names of kline (seconds), ascending.
std::span<const BarName> phemexBars();

} // namespace isobar
