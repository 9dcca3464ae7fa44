#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of Bybit, one function a shape; REST and WebSocket share the ticker.
namespace isobar::simulation {

/// Base units (inverse: coins at `price`) as Bybit counts sizes: base coin, inverse in contracts of 1 USD.
std::string bybitSize(const ContractSpec &spec, double base, double price);
/// Whether the venue already tells the single side of this contract's open interest beside the two-sided one.
bool bybitTellsSingleSide(int contract);
/// The words of `interval` of klines: minutes as a number, "D", "W"; absent: unknown.
std::optional<BarSize> bybitBarSize(std::string_view word);

boost::json::value bybitInstrumentRow(const VenueView &view, int contract);
/// All members of a ticker; all strings.
boost::json::object bybitTicker(const VenueView &view, int contract);
boost::json::value bybitKlineRow(const ContractSpec &spec, const Candle &candle);
boost::json::value bybitOpenInterestRow(
    const ContractSpec &spec, int contract, const OpenInterestPoint &point, double price);
boost::json::value bybitFundingRow(const ContractSpec &spec, const Settlement &settlement);
boost::json::value bybitTradeRow(const ContractSpec &spec, const Print &print);
boost::json::value bybitRestTradeRow(const ContractSpec &spec, const Print &print);
boost::json::value bybitLiquidationRow(const ContractSpec &spec, const Liquidation &liquidation);
boost::json::array bybitRiskRows(const VenueView &view, int contract);

} // namespace isobar::simulation
