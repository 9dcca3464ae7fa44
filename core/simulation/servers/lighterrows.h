#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/object.hpp>

/// The objects of Lighter. Sizes are in base units; rates come in three units (percent an hour, the same unsigned with
/// a direction, and a fraction of eight hours), open interest in USD by stream and in base units by REST.
namespace isobar::simulation {

/// "1m" ... "1w"; absent: unknown.
std::optional<BarSize> lighterBarSize(std::string_view resolution);

boost::json::object lighterOrderBook(const VenueView &view, int contract);
boost::json::object lighterDetails(const VenueView &view, int contract);
/// Members of market_stats.
boost::json::object lighterStats(const VenueView &view, int contract);
boost::json::object lighterCandle(const ContractSpec &spec, const Candle &candle);
boost::json::object lighterFunding(const VenueView &view, const Settlement &settlement);
/// Of every market, with those that other simulated exchanges have for its coin.
boost::json::array lighterFundingRates(const VenueView &view);
boost::json::object lighterTrade(const VenueView &view, const Fill &fill);

} // namespace isobar::simulation
