#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/tradetape.h"

#include <boost/json/value.hpp>

/// The objects of Deribit, one function a shape; numbers are JSON numbers.
namespace isobar::simulation {

/// Base units (inverse: coins at `price`) as Deribit counts amounts: base coin, inverse in USD.
double deribitAmount(const ContractSpec &spec, double base, double price);
/// The words of `resolution`: minutes, "1D"; absent: unknown.
std::optional<BarSize> deribitBarSize(std::string_view word);
/// "btc_usd"
std::string deribitIndex(const ContractSpec &spec);
/// What longs paid from `fromMs` (exclusive) up to `toMs`, as a fraction.
double deribitPaid(const VenueView &view, int contract, TimeMs fromMs, TimeMs toMs);

boost::json::object deribitInstrumentRow(const VenueView &view, int contract);
boost::json::object deribitTicker(const VenueView &view, int contract);
boost::json::object deribitSummaryRow(const VenueView &view, int contract);
boost::json::object deribitTradeRow(const VenueView &view, const TapeTrade &trade);
boost::json::array deribitFundingRows(const VenueView &view, int contract, TimeMs fromMs, TimeMs toMs);
/// Bars as columns.
boost::json::object deribitChart(const ContractSpec &spec, const std::vector<Candle> &bars);

} // namespace isobar::simulation
