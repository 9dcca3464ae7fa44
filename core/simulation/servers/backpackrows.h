#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/object.hpp>

/// The objects of Backpack. Sizes and open interest in base units, rates per funding interval, bounds of rates in basis
/// points; stream times are microseconds but for the next settlement, which is milliseconds.
namespace isobar::simulation {

boost::json::object backpackMarket(const VenueView &view, int contract);
boost::json::object backpackMarkRow(const VenueView &view, int contract);
boost::json::object backpackOpenInterestRow(const VenueView &view, int contract);
boost::json::object backpackTickerRow(const VenueView &view, int contract);
/// A bar without trades has no prices.
boost::json::object backpackKline(const ContractSpec &spec, const Candle &candle, TimeMs stepMs);
boost::json::object backpackFundingRow(const ContractSpec &spec, const Settlement &settlement);
boost::json::object backpackTradeRow(const ContractSpec &spec, const Print &print);

/// The `data` of stream frames.
boost::json::object backpackMarkPrice(const VenueView &view, int contract);
boost::json::object backpackOpenInterest(const VenueView &view, int contract);
boost::json::object backpackTicker(const VenueView &view, int contract);
boost::json::object backpackTrade(const ContractSpec &spec, const Print &print);
boost::json::object backpackLiquidation(const ContractSpec &spec, const Liquidation &liquidation);
boost::json::object backpackStreamKline(const VenueView &view, int contract, const BarSize &size);

} // namespace isobar::simulation
