#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter mexc, for mexc*.cpp only.

namespace isobar {

inline constexpr std::string_view MexcId = "mexc";
inline constexpr std::string_view MexcListPath = "/api/v1/contract/detail";
inline constexpr std::string_view MexcFundingPath = "/api/v1/contract/funding_rate"; ///< of all contracts

/// Reads the channels of /edge and the REST answers.
std::unique_ptr<Decoder> makeMexcDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads the details of all contracts, and of the funding rates their intervals, limits and prices.
std::unique_ptr<CatalogueReader> makeMexcReader(VenueTraits traits, InstrumentNames &names);

/// Names of kline, ascending.
std::span<const BarName> mexcBars();

} // namespace isobar
