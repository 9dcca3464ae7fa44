#pragma once
#include "core/simulation/servers/candleseries.h"
#include "core/simulation/servers/venueview.h"

#include <boost/json/object.hpp>

/// What Paradex tells, and the JSON objects of its REST. Sizes and open interest in base units, `volume_24h` in USD,
/// rates as fractions of the market's own funding period; numbers are text.
namespace isobar::simulation {

/// The funding rate of a moment.
struct ParadexFunding {
    std::string market;
    double rate = 0; ///< of one period
    double rate8h = 0;
    double periodHours = 8;
    double index = 0; ///< USDC that a unit of base has paid so far
    double premium = 0; ///< USDC a unit of base pays in one period
    TimeMs atMs = 0;
};

/// The rate through time. The market remembers it at the ends of its periods; in between it goes straight.
class ParadexRates {
public:
    ParadexRates(const VenueView &view, int contract);
    ParadexFunding at(TimeMs timeMs) const;
    ParadexFunding now() const { return at(m_nowMs); }

private:
    const ContractSpec &m_spec;
    ContractState m_state;
    TimeMs m_nowMs;
    std::vector<Settlement> m_points; ///< the last one is the present
};

boost::json::object paradexMarket(const VenueView &view, int contract);
boost::json::object paradexSummary(const VenueView &view, int contract);
/// A call on BTC without an end, as the venue lists them beside its futures.
boost::json::object paradexOptionMarket(const VenueView &view);
boost::json::object paradexOptionSummary(const VenueView &view);
/// [time, open, high, low, close, volume]; the volume in USD.
boost::json::array paradexKline(const ContractSpec &spec, const Candle &candle);
boost::json::object paradexFundingRow(const ParadexFunding &funding);
boost::json::object paradexTrade(const ContractSpec &spec, const Fill &fill);

} // namespace isobar::simulation
