#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of HTX, one function a shape; numbers are numbers there, rates and times of settlements are texts.
namespace isobar::simulation {

/// The words of a kline's period ("1min", "60min", "4hour", "1day", "1week"); absent: unknown.
std::optional<BarSize> htxBarSize(std::string_view word);
/// A rate with the venue's 18 decimals; nothing is "0E-18".
std::string htxRate(double rate);

boost::json::value htxContractRow(const VenueView &view, int contract);
boost::json::value htxElementsRow(const VenueView &view, int contract);
boost::json::value htxFundingRow(const VenueView &view, int contract);
boost::json::value htxFundingV5Row(const VenueView &view, int contract);
/// A notification, in which `funding_time` is when the rate was computed.
boost::json::value htxFundingNotice(const VenueView &view, int contract);
boost::json::value htxSettlementRow(const ContractSpec &spec, const Settlement &settlement);
boost::json::value htxIndexRow(const VenueView &view, int contract);
boost::json::value htxOpenInterestRow(const VenueView &view, int contract);
boost::json::value htxLiquidationRow(const ContractSpec &spec, const Liquidation &liquidation);
/// Amounts of trades, bars and days count buyer and seller.
boost::json::value htxTradeRow(const ContractSpec &spec, const Print &print);
boost::json::object htxBar(const ContractSpec &spec, const Candle &candle);
/// A bar of marks: the market keeps none, so that trades stand for them but for the close of the running one.
boost::json::value htxMarkBar(const VenueView &view, int contract, const BarSize &size, const Candle &candle);
/// The tick of `detail`: the last 24 h.
boost::json::value htxDetail(const VenueView &view, int contract);
boost::json::value htxAdjustFactorRow(const VenueView &view, int contract, bool isCross);

} // namespace isobar::simulation
