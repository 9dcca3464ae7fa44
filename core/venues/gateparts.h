#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

// The parts of the adapter gate, for gate*.cpp only.

namespace isobar {

inline constexpr std::string_view GateId = "gate";

/// Reads the futures channels of all settlements and the REST answers.
std::unique_ptr<Decoder> makeGateDecoder(ReferencePtr reference, InstrumentNames &names);

/// Reads the contracts of a settlement and the pages of its risk limit tiers.
std::unique_ptr<CatalogueReader> makeGateReader(VenueTraits traits, InstrumentNames &names);

/// Names of candlesticks and contract_stats, ascending.
std::span<const BarName> gateBars();

/// "/api/v4/futures/usdt".
std::string gatePath(std::string_view settle);
/// Another page of the tiers of all markets, counted by markets.
std::string gateTiersPath(std::string_view settle, std::int64_t offset);
/// "usdt" of "/api/v4/futures/usdt/contracts"; empty when the path has none.
std::string_view gateSettleOf(std::string_view path);

} // namespace isobar
