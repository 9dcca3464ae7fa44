#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/object.hpp>

/// The objects of the dYdX indexer. Sizes are in base units, `volume24H` in USD, rates per hour; numbers are text.
namespace isobar::simulation {

/// "1MIN" ... "1DAY"; absent: unknown.
std::optional<BarSize> dydxBarSize(std::string_view resolution);
/// The block of a moment, as text.
std::string dydxHeight(TimeMs timeMs);
/// When a settlement took effect: with the first block after the hour, a part of a second late.
TimeMs dydxEffectiveAt(const Settlement &settlement);

/// One market, or all of them: by ticker.
boost::json::object dydxMarkets(const VenueView &view, std::optional<int> wanted);
/// All that is told of a market but the oracle price.
boost::json::object dydxTrading(const VenueView &view, int contract);
boost::json::object dydxOracle(const VenueView &view, int contract);
/// Bars that open within the span, the newest first.
boost::json::array dydxCandles(const VenueView &view, int contract, const std::string &resolution, const Span &span);
boost::json::object dydxFundingRow(const VenueView &view, const Settlement &settlement);
boost::json::object dydxTradeRow(const ContractSpec &spec, const Fill &fill);

} // namespace isobar::simulation
