#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string_view>

// The parts of the adapter bitget, for bitget*.cpp only.

namespace isobar {

inline constexpr std::string_view BitgetId = "bitget";

enum class BitgetProduct { Other, Usdt, Usdc, Coin };

/// By the venue's name in either case: "usdt-futures" in frames of v3, "USDT-FUTURES" elsewhere.
BitgetProduct bitgetProductByName(std::string_view name);
/// "USDT-FUTURES"; empty for Other.
std::string_view bitgetProductName(BitgetProduct product);
/// Of a contract in the lists.
BitgetProduct bitgetProductOf(const Instrument &instrument);

/// Reads the topics of v3, the channels of v2 and the REST twins of both.
std::unique_ptr<Decoder> makeBitgetDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads the instruments of v3 and the contracts of v2, a product line an answer.
std::unique_ptr<CatalogueReader> makeBitgetReader(VenueTraits traits, InstrumentNames &names);

/// Names of candles, ascending.
std::span<const BarName> bitgetBars();

} // namespace isobar
