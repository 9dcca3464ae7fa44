#pragma once
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of BitMart, one function a shape; sizes are contracts but where said.
namespace isobar::simulation {

/// A contract with all its numbers: the venue's list is its ticker too. It has no mark.
boost::json::value bitmartDetailsRow(const VenueView &view, int contract);
boost::json::value bitmartFundingRow(const VenueView &view, int contract);
/// The socket's, in which "next" stands before what others call current.
boost::json::value bitmartFundingUpdate(const VenueView &view, int contract);
boost::json::value bitmartSettlementRow(const ContractSpec &spec, const Settlement &settlement);
boost::json::value bitmartOpenInterest(const VenueView &view, int contract);
boost::json::value bitmartTickerUpdate(const VenueView &view, int contract);
boost::json::value bitmartTradeUpdate(const ContractSpec &spec, const Print &print);
/// REST: base coins and seconds.
boost::json::value bitmartTradeRow(const ContractSpec &spec, const Print &print);
boost::json::value bitmartKlineRow(const ContractSpec &spec, const Candle &candle);
boost::json::value bitmartBracketRow(const ContractSpec &spec);

} // namespace isobar::simulation
