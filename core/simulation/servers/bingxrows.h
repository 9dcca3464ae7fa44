#pragma once
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of BingX, one function a shape. Linear sizes are base coins, those of coin-M contracts of USD.
namespace isobar::simulation {

boost::json::value bingxContractRow(const VenueView &view, int contract);
boost::json::value bingxPremiumRow(const VenueView &view, int contract);
/// Open interest in USDT, of coin-M contracts in coins.
boost::json::value bingxOpenInterestRow(const VenueView &view, int contract);
boost::json::value bingxTickerRow(const VenueView &view, int contract);
/// The same as the socket sends it.
boost::json::value bingxTickerUpdate(const VenueView &view, int contract);
boost::json::value bingxMarkUpdate(const VenueView &view, int contract);
boost::json::value bingxTradeUpdate(const ContractSpec &spec, const Print &print);
boost::json::value bingxTradeRow(const ContractSpec &spec, const Print &print);
boost::json::value bingxKlineRow(const ContractSpec &spec, const Candle &candle);
boost::json::value bingxSettlementRow(const ContractSpec &spec, const Settlement &settlement);

} // namespace isobar::simulation
