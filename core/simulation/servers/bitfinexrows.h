#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The rows of Bitfinex, one function a shape: arrays whose places have meanings, in the order of the WebSocket. REST
/// puts a key before some.
namespace isobar::simulation {

/// The timeframes of candles: "1m" ... "1D", "1W", "14D"; absent: unknown.
std::optional<BarSize> bitfinexBarSize(std::string_view word);

boost::json::array bitfinexStatusRow(const VenueView &view, int contract);
/// The same of minutes gone by in [fromMs, toMs], oldest first.
std::vector<boost::json::array> bitfinexPastStatusRows(const VenueView &view, int contract, TimeMs fromMs, TimeMs toMs);
boost::json::array bitfinexTickerRow(const VenueView &view, int contract);
boost::json::array bitfinexTradeRow(const VenueView &view, const Print &print);
boost::json::array bitfinexCandleRow(const ContractSpec &spec, const Candle &candle);
/// What the venue tells of a liquidation: the trigger, which is of the whole position and often has no price yet, and
/// executions of its halves, of which the first may come before it.
std::vector<boost::json::array> bitfinexLiquidationRows(const VenueView &view, const Liquidation &liquidation);

/// The row behind its key, as REST has it.
boost::json::array bitfinexKeyed(const std::string &key, const boost::json::array &row);

} // namespace isobar::simulation
