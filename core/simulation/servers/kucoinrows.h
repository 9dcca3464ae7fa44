#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of KuCoin, one function a shape. Sizes are lots; of inverse contracts a lot is a dollar.
namespace isobar::simulation {

/// Base units (inverse: coins at `price`) as lots.
double kucoinLots(const ContractSpec &spec, double base, double price);
/// Times in nanoseconds, as the streams have them.
std::int64_t kucoinNano(TimeMs timeMs);
/// A number of minutes that klines have; absent: unknown.
std::optional<BarSize> kucoinBarSize(long long minutes);

boost::json::value kucoinContractRow(const VenueView &view, int contract);
/// Funding as the unified socket tells it.
boost::json::value kucoinFundingFee(const VenueView &view, int contract);
/// Funding as the unified REST tells it.
boost::json::value kucoinUnifiedRate(const VenueView &view, int contract);
/// Mark, index and open interest of the unified socket.
boost::json::value kucoinMarkPrice(const VenueView &view, int contract);
boost::json::value kucoinTrade(const ContractSpec &spec, const Print &print);
/// A trade of the classic socket and of REST.
boost::json::object kucoinMatch(const ContractSpec &spec, const Print &print);
/// The best prices and the last trade, of the classic socket and of REST.
boost::json::object kucoinTicker(const VenueView &view, int contract);
boost::json::value kucoinKlineRow(const ContractSpec &spec, const Candle &candle);
boost::json::array kucoinRiskRows(const VenueView &view, int contract);

} // namespace isobar::simulation
