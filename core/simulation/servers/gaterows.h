#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/http.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of Gate, one function a shape. Sizes are contracts: whole numbers, or texts with their decimals for a
/// client that asks so.
namespace isobar::simulation {

/// "usdt", "usd1", "btc": what the paths call a contract's settlement.
std::string gateSettle(const ContractSpec &spec);
/// Whether the client sent X-Gate-Size-Decimal: 1.
bool gateWantsDecimals(const HttpRequest &request);
boost::json::value gateSize(double contracts, bool isDecimal);
/// "1m" ... "7d"; absent: unknown.
std::optional<BarSize> gateBarSize(std::string_view word);

boost::json::value gateContractRow(const VenueView &view, int contract, bool isDecimal);
/// A row of REST and of the stream.
boost::json::value gateTickerRow(const VenueView &view, int contract);
boost::json::value gateCandleRow(const ContractSpec &spec, const Candle &candle, bool isDecimal);
/// Statistics of the `bar` that begins at a point of open interest, `price` there; both sides are counted.
boost::json::value gateStatsRow(
    const ContractSpec &spec, const OpenInterestPoint &point, double price, const Candle &bar);
boost::json::value gateTradeRow(const ContractSpec &spec, const Print &print, bool isDecimal);
/// Seconds with three decimals where the stream has milliseconds.
boost::json::value gateRestTradeRow(const ContractSpec &spec, const Print &print, bool isDecimal);
/// Of the stream: the size of the order.
boost::json::value gateLiquidationRow(const ContractSpec &spec, const Liquidation &liquidation, bool isDecimal);
/// Of REST: the size of the position.
boost::json::value gateLiquidationOrderRow(const ContractSpec &spec, const Liquidation &liquidation, bool isDecimal);
boost::json::array gateTierRows(const VenueView &view, int contract);

} // namespace isobar::simulation
