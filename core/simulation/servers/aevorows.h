#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/object.hpp>

/// The objects of Aevo. Sizes are in base units, `daily_volume` in USD, rates as fractions an hour, times in
/// nanoseconds; all of them are text.
namespace isobar::simulation {

/// A moment in nanoseconds.
std::string aevoTime(TimeMs timeMs);
/// The perpetual future of an underlying asset ("ETH", "1000PEPE"); absent: there is none.
std::optional<int> aevoContractOf(const VenueView &view, std::string_view asset);

boost::json::object aevoMarket(const VenueView &view, int contract);
boost::json::object aevoInstrument(const VenueView &view, int contract);
boost::json::object aevoFunding(const VenueView &view, int contract);
/// [instrument, time, rate, mark price]
boost::json::array aevoFundingRow(const VenueView &view, const Settlement &settlement);
/// [time, price]
boost::json::array aevoMarkRow(const ContractSpec &spec, const Candle &candle);
boost::json::object aevoStatistics(const VenueView &view, int contract);
boost::json::object aevoCoingeckoRow(const VenueView &view, int contract);
/// The members of a ticker that are wanted: prices, rates.
boost::json::object aevoTicker(const VenueView &view, int contract, bool withPrices, bool withRates);
boost::json::object aevoTrade(const VenueView &view, const Print &print);

} // namespace isobar::simulation
