#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of Hyperliquid, one function a shape; REST and WebSocket share them.
namespace isobar::simulation {

/// {universe, marginTables, collateralToken}; the rows stand in the order of hyperliquidContexts().
boost::json::object hyperliquidMeta(const VenueView &view);
boost::json::array hyperliquidContexts(const VenueView &view);
boost::json::object hyperliquidContext(const VenueView &view, int contract);
boost::json::object hyperliquidMids(const VenueView &view);
boost::json::value hyperliquidMarginTable(int id);
boost::json::value hyperliquidTrade(const VenueView &view, const Print &print);
boost::json::object hyperliquidCandle(
    const ContractSpec &spec, const Candle &candle, const BarSize &size, std::string_view interval);

} // namespace isobar::simulation
