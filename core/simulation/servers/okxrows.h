#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of OKX, one function a shape; REST and WebSocket share them. All values are strings.
namespace isobar::simulation {

/// The index of a contract: BTC-USDT for BTC-USDT-SWAP.
std::string okxIndex(const ContractSpec &spec);
/// Base units (inverse: coins at `price`) as contracts, a multiple of the contract step.
std::string okxContracts(const ContractSpec &spec, double base, double price);
/// The words of `bar` and `period`: "1m", "4H", "1D" (UTC+8), "1Dutc" ...; absent: unknown.
std::optional<BarSize> okxBarSize(std::string_view word);

boost::json::value okxInstrumentRow(const VenueView &view, int contract);
boost::json::value okxFundingRow(const VenueView &view, int contract);
boost::json::value okxSettlementRow(const VenueView &view, const Settlement &settlement);
boost::json::value okxMarkRow(const VenueView &view, int contract);
boost::json::value okxIndexRow(const VenueView &view, int contract);
boost::json::value okxOpenInterestRow(const VenueView &view, int contract);
boost::json::value okxTickerRow(const VenueView &view, int contract);
boost::json::value okxTradeRow(const VenueView &view, const Print &print);
boost::json::value okxLiquidationRow(const VenueView &view, const Liquidation &liquidation);
boost::json::value okxCandleRow(const ContractSpec &spec, const Candle &candle, const BarSize &size, TimeMs nowMs);
/// Margin tiers of a contract, a row each.
boost::json::array okxTierRows(const VenueView &view, int contract);

} // namespace isobar::simulation
