#pragma once
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>

// The parts of the adapter binance-usdm, for binanceusdm*.cpp only.

namespace isobar {

inline constexpr std::string_view BinanceUsdmId = "binance-usdm";

/// Reads /market and /public streams (wrapped or raw) and the REST twins.
std::unique_ptr<Decoder> makeBinanceUsdmDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads exchangeInfo and fundingInfo.
std::unique_ptr<ReferenceReader> makeBinanceUsdmReader(VenueTraits traits, InstrumentNames &names);

/// Names of /fapi/v1/klines, ascending.
std::span<const BarName> binanceBars();

} // namespace isobar
