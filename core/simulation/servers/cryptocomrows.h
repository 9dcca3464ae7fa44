#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of Crypto.com, one function a shape; REST and WebSocket share most. Numbers are texts, sizes base coins.
namespace isobar::simulation {

/// "BTCUSD-PERP" → "BTCUSD-INDEX".
std::string cryptocomIndex(const ContractSpec &spec);
/// Absent: no contract follows such an index.
std::optional<int> cryptocomContractOfIndex(const VenueView &view, std::string_view index);
/// The words of a timeframe, "1m" or "M1", "1D", "7D"; absent: unknown.
std::optional<BarSize> cryptocomBarSize(std::string_view word);

boost::json::value cryptocomInstrumentRow(const VenueView &view, int contract);
boost::json::value cryptocomTickerRow(const VenueView &view, int contract);
/// A value and when it was published, the shape of prices and rates.
boost::json::value cryptocomValuation(std::string value, TimeMs timeMs);
std::string cryptocomRate(double rate);
std::string cryptocomPrice(const ContractSpec &spec, double value);
boost::json::value cryptocomTradeRow(const ContractSpec &spec, const Print &print);
boost::json::value cryptocomCandleRow(const ContractSpec &spec, const Candle &candle);
/// What the margin of a coin grows by; there is no table of tiers.
boost::json::value cryptocomRiskRow(const ContractSpec &spec);

} // namespace isobar::simulation
