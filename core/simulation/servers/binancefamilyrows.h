#pragma once
#include "core/simulation/servers/binancefamily.h"

#include <boost/json/value.hpp>

#include <optional>
#include <vector>

/// The objects of Binance's futures, one function a shape: rows of REST answers and payloads of streams. Of inverse
/// contracts quantities are contracts, and what is turnover in quote elsewhere is coins.
namespace isobar::simulation {

boost::json::value binanceSymbolRow(const VenueView &view, const BinanceDialect &dialect, int contract);
boost::json::value binancePremiumRow(const VenueView &view, int contract);
/// Absent for a contract that was never adjusted from 8 h and the usual bounds.
std::optional<boost::json::value> binanceFundingInfoRow(
    const VenueView &view, const BinanceDialect &dialect, int contract);
boost::json::value binanceFundingRow(const VenueView &view, const Settlement &settlement);
boost::json::value binanceOpenInterestNow(const VenueView &view, int contract);
boost::json::value binanceTickerRow(const VenueView &view, int contract);
boost::json::value binanceKlineRow(const ContractSpec &spec, const Candle &candle, TimeMs stepMs);
/// `bars` give the price for the value: the close of the bar that ends at the point, or the one around it.
boost::json::value binanceOpenInterestRow(
    const VenueView &view, int contract, const OpenInterestPoint &point, const std::vector<Candle> &bars);
boost::json::value binanceTakerRow(const ContractSpec &spec, const Candle &candle);
boost::json::value binanceTradeRow(const ContractSpec &spec, const Print &print);

boost::json::value binanceMarkEvent(const VenueView &view, int contract);
boost::json::value binanceIndexEvent(const VenueView &view, int contract);
boost::json::value binanceTickerEvent(const VenueView &view, int contract);
boost::json::value binanceMiniTickerEvent(const VenueView &view, int contract);
boost::json::value binanceAggTradeEvent(const ContractSpec &spec, const Print &print);
boost::json::value binanceForceOrderEvent(const ContractSpec &spec, const Liquidation &liquidation);
boost::json::value binanceKlineEvent(
    const ContractSpec &spec, const Candle &candle, TimeMs stepMs, std::string_view interval, TimeMs nowMs);

} // namespace isobar::simulation
