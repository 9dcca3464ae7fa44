#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter bybit, for bybit*.cpp only.

namespace isobar {

inline constexpr std::string_view BybitId = "bybit";

/// Reads the public topics of one category and the REST twins.
std::unique_ptr<Decoder> makeBybitDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads the pages of instruments-info of both categories.
std::unique_ptr<CatalogueReader> makeBybitReader(VenueTraits traits, InstrumentNames &names);

/// Names of market/kline, ascending.
std::span<const BarName> bybitBars();

/// "/v5/market/instruments-info?category=linear&limit=1000", with `cursor` from the second page on.
std::string bybitListPath(std::string_view category, std::string_view cursor);

} // namespace isobar
