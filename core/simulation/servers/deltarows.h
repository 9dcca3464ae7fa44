#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of Delta Exchange, one function a shape. Rates are percent, sizes contracts, times of the stream and of
/// tickers microseconds.
namespace isobar::simulation {

/// ".DEXBTUSDT" for BTCUSDT, ".DEETHUSDT" for ETHUSDT
std::string deltaIndex(const ContractSpec &spec);
/// Percent of an interval.
double deltaPercent(double rate);
int deltaProductId(int contract);
std::int64_t deltaMicroseconds(TimeMs timeMs);
/// Marks and indices, finer than the tick.
std::string deltaPrice(const ContractSpec &spec, double value);

boost::json::object deltaProductRow(const VenueView &view, int contract);
boost::json::object deltaRestTicker(const VenueView &view, int contract);
boost::json::object deltaPastTradeRow(const VenueView &view, const Print &print);

// The compact stream.
boost::json::object deltaFundingFrame(const VenueView &view, int contract);
boost::json::object deltaMarkFrame(const VenueView &view, int contract);
boost::json::object deltaIndexFrame(const VenueView &view, int contract);
boost::json::object deltaTickerFrame(const VenueView &view, int contract);
boost::json::object deltaTradeFrame(const VenueView &view, const Print &print);

} // namespace isobar::simulation
