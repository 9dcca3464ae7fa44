#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/tradetape.h"

#include <boost/json/value.hpp>

/// The objects of Kraken Futures, one function a shape; numbers are JSON numbers, but for bars.
namespace isobar::simulation {

/// Base units (inverse: coins at `price`) as Kraken counts them: base units, inverse in contracts of 1 USD.
double krakenSize(const ContractSpec &spec, double base, double price);
/// The resolutions of charts: "1m" ... "1w"; absent: unknown.
std::optional<BarSize> krakenBarSize(std::string_view word);
/// A rate per hour as its absolute form: PF USD a base unit, PI coins a contract.
double krakenAbsoluteRate(const ContractSpec &spec, double relativeRate, double price);

boost::json::object krakenInstrumentRow(const VenueView &view, int contract);
boost::json::object krakenRestTicker(const VenueView &view, int contract);
boost::json::object krakenTicker(const VenueView &view, int contract);
boost::json::object krakenTradeRow(const VenueView &view, const TapeTrade &trade);
boost::json::object krakenPastTradeRow(const VenueView &view, const TapeTrade &trade);
boost::json::object krakenCandleRow(const ContractSpec &spec, const Candle &candle, bool isTraded);

} // namespace isobar::simulation
