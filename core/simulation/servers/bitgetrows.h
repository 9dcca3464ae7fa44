#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of Bitget, one function a shape. v2 counts base coin everywhere; v3 counts trades of COIN-M in USD. All
/// values are strings.
namespace isobar::simulation {

/// "USDT-FUTURES", "USDC-FUTURES", "COIN-FUTURES".
std::string bitgetProduct(const ContractSpec &spec);
/// "1m", "1H", "1D" (UTC+8), "1Dutc" ...; absent: unknown.
std::optional<BarSize> bitgetBarSize(std::string_view word);
/// Base units (inverse: coins) as text.
std::string bitgetBase(const ContractSpec &spec, double base);

boost::json::value bitgetInstrumentRow(const VenueView &view, int contract);
boost::json::value bitgetContractRow(const VenueView &view, int contract); ///< the same of v2
/// A row of the stream: without a symbol.
boost::json::object bitgetTicker(const VenueView &view, int contract);
boost::json::object bitgetOldTicker(const VenueView &view, int contract);
boost::json::value bitgetFundRateRow(const VenueView &view, int contract);
boost::json::value bitgetTradeRow(const ContractSpec &spec, const Print &print);
boost::json::value bitgetOldTradeRow(const ContractSpec &spec, const Print &print);
boost::json::value bitgetLiquidationRow(const ContractSpec &spec, const Liquidation &liquidation);
boost::json::value bitgetCandleRow(const ContractSpec &spec, const Candle &candle);
boost::json::array bitgetTierRows(const VenueView &view, int contract, bool isOld);

} // namespace isobar::simulation
