#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of MEXC, one function a shape; REST and WebSocket share them. Volumes are contracts, numbers are
/// numbers.
namespace isobar::simulation {

/// "Min1" ... "Week1"; absent: unknown.
std::optional<BarSize> mexcBarSize(std::string_view word);

boost::json::value mexcContractRow(const VenueView &view, int contract);
boost::json::object mexcFundingRow(const VenueView &view, int contract);
/// Its rate of funding lags: it is the last one settled.
boost::json::object mexcTickerRow(const VenueView &view, int contract);
/// A row of the stream of all tickers: neither open interest nor funding.
boost::json::object mexcShortTickerRow(const VenueView &view, int contract);
boost::json::value mexcDealRow(const ContractSpec &spec, const Print &print);
/// A bar as the columns' cells: time (s), open, close, high, low, vol, amount.
boost::json::object mexcBar(const ContractSpec &spec, const Candle &candle);

} // namespace isobar::simulation
