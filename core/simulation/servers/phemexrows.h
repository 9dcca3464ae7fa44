#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of Phemex, one function a shape. USD-margined contracts are told in decimal texts and base coins,
/// coin-margined ones in scaled integers and contracts of 1 USD.
namespace isobar::simulation {

/// The names by which Phemex publishes a contract's index (".BTCUSDT", ".BTC"), mark (".MBTCUSDT", ".MBTC") and rates
/// (".BTCUSDTFR", ".BTCFR").
std::string phemexIndex(const ContractSpec &spec);
std::string phemexMark(const ContractSpec &spec);
std::string phemexRate(const ContractSpec &spec);
/// Of settled rates: ".BTCUSDTFR8H", whatever the interval is.
std::string phemexRateHistory(const ContractSpec &spec);

std::int64_t phemexNanoseconds(TimeMs time);
/// A price, rate or amount of coins as the integer that the coin-margined line has.
std::int64_t phemexScaledPrice(double price);
std::int64_t phemexScaledRate(double rate);
/// A price of the USD-margined line; marks and indices are finer than the tick.
std::string phemexPrice(const ContractSpec &spec, double value);
std::string phemexFinePrice(double value);

boost::json::value phemexProductRow(const VenueView &view, int contract);
boost::json::value phemexRiskRow(const VenueView &view, int contract);
boost::json::value phemexRealRateRow(const VenueView &view, int contract);
boost::json::value phemexSettlementRow(const ContractSpec &spec, const Settlement &settlement, double intervalHours);
/// REST; version 2 and 3 differ in names. Of coin-margined contracts there is one form.
boost::json::value phemexTicker(const VenueView &view, int contract, int version);
/// The socket's row of all USD-margined tickers, and what its places are called.
boost::json::array phemexPackRow(const VenueView &view, int contract);
boost::json::array phemexPackFields();
/// The socket's ticker of the coin-margined line.
boost::json::value phemexMarket24h(const VenueView &view, int contract);
/// `isRest`: rows of coin-margined contracts then have a sequence in the second place.
boost::json::value phemexTradeRow(const ContractSpec &spec, const Print &print, bool isRest);
boost::json::value phemexKlineRow(const ContractSpec &spec, const BarSize &size, const Candle &candle, double before);

} // namespace isobar::simulation
