#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/value.hpp>

/// The objects of BloFin, one function a shape; REST and WebSocket share them. All are texts, sizes are contracts.
namespace isobar::simulation {

/// Whose price a bar tells.
enum class BlofinPrice { Trades, Mark, Index };

/// The words of a bar ("1m", "4H", "1D", "1W"); absent: unknown.
std::optional<BarSize> blofinBarSize(std::string_view word);

boost::json::value blofinInstrumentRow(const VenueView &view, int contract);
boost::json::value blofinTickerRow(const VenueView &view, int contract);
/// The running rate with the coming settlement's time.
boost::json::value blofinFundingRow(const VenueView &view, int contract);
boost::json::value blofinSettlementRow(const ContractSpec &spec, const Settlement &settlement);
boost::json::value blofinMarkRow(const VenueView &view, int contract);
boost::json::value blofinTradeRow(const ContractSpec &spec, const Print &print);
/// Marks and indices have no volume. The market keeps none of the past: trades stand for them but for the close of the
/// running bar.
boost::json::value blofinCandleRow(
    const VenueView &view, int contract, const BarSize &size, Candle candle, BlofinPrice which);

} // namespace isobar::simulation
