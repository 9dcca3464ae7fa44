#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter htx, for htx*.cpp only.

namespace isobar {

inline constexpr std::string_view HtxId = "htx";

/// Reads the frames of all sockets and the REST answers of both product lines.
std::unique_ptr<Decoder> makeHtxDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads swap_contract_info of both product lines and swap_query_elements.
std::unique_ptr<CatalogueReader> makeHtxReader(VenueTraits traits, InstrumentNames &names);

/// Names of history/kline, ascending.
std::span<const BarName> htxBars();

/// "BTC-USDT" and "BTC-USD" are perpetual, "BTC-USDT-211231" has an end.
bool isHtxPerpetual(std::string_view code);

} // namespace isobar
