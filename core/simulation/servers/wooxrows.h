#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of WOO X, one function a shape; numbers are texts.
namespace isobar::simulation {

/// A client must say something more often than this.
inline constexpr TimeMs WooxSilenceMs = 60'200;

/// "SPOT_BTC_USDT" of "PERP_BTC_USDT"
std::string wooxSpot(const ContractSpec &spec);
/// Numbers as the venue writes them.
std::string wooxPrice(const ContractSpec &spec, double value);
std::string wooxRate(double rate);

boost::json::object wooxInstrumentRow(const ContractSpec &spec, double intervalHours, bool isSpot);
boost::json::object wooxFuturesRow(const VenueView &view, int contract);
boost::json::object wooxFundingRow(const VenueView &view, int contract);
boost::json::object wooxSettlementRow(const VenueView &view, const Settlement &settlement);
boost::json::object wooxCandleRow(
    const ContractSpec &spec, const Candle &candle, std::string_view type, TimeMs lengthMs);
boost::json::object wooxPastTradeRow(const ContractSpec &spec, const Print &print);

} // namespace isobar::simulation
