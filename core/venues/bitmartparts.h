#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter bitmart, for bitmart*.cpp only.

namespace isobar {

inline constexpr std::string_view BitmartId = "bitmart";

/// All contracts with funding, index, open interest and turnover in one answer; delisted ones too.
inline constexpr std::string_view BitmartListPath = "/contract/public/details";

/// Reads the topics of the socket and the REST answers.
std::unique_ptr<Decoder> makeBitmartDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads details and leverage-bracket.
std::unique_ptr<CatalogueReader> makeBitmartReader(VenueTraits traits, InstrumentNames &names);

/// Names of kline (minutes), ascending.
std::span<const BarName> bitmartBars();

} // namespace isobar
