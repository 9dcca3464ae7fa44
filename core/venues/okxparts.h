#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter okx, for okx*.cpp only.

namespace isobar {

inline constexpr std::string_view OkxId = "okx";

/// Reads the public and business channels and the REST twins.
std::unique_ptr<Decoder> makeOkxDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads public/instruments.
std::unique_ptr<CatalogueReader> makeOkxReader(VenueTraits traits, InstrumentNames &names);

/// Names of market/candles (UTC days), ascending.
std::span<const BarName> okxBars();

/// The index behind a contract: the first two parts of its id, "BTC-USD" for BTC-USD-SWAP and BTC-USD_UM_XPERP-310404;
/// empty when it has only two parts (spot).
std::string_view okxIndexOf(std::string_view instrumentId);

} // namespace isobar
