#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// What differs between the venues that speak the protocol of Binance's futures.
struct BinanceDialect {
    std::vector<std::string> apis; ///< where the REST paths begin: "/fapi/v1"
    /// Quantities count contracts in USD, what is quote turnover elsewhere is coins, and much goes by the pair.
    bool isInverse = false;
    bool isSplit = false; ///< streams only under /market and /public
    bool hasStatistics = true; ///< under /futures/data
    bool isAster = false; ///< the members of its lists have names and types of their own
    int weightPerMinute = 2400;
    ConnectionRules rules;
};

/// BTCUSD of BTCUSD_PERP; a linear symbol is its own pair.
std::string binancePair(const ContractSpec &spec);

/// REST under the dialect's paths and /futures/data, streams under /ws and /stream. Written from the venues' pages;
/// order books are not simulated.
class BinanceFamily : public VenueProtocol {
public:
    ConnectionRules rules() const override { return m_dialect.rules; }
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_weight.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

protected:
    BinanceFamily(const VenueView &view, BinanceDialect dialect);

private:
    const VenueView &m_view;
    BinanceDialect m_dialect;
    Quota m_weight;
};

/// Binance USDⓈ-M: /fapi, streams under /market and /public (the paths without a category are retired there).
class BinanceUsdm final : public BinanceFamily {
public:
    explicit BinanceUsdm(const VenueView &view);
};

/// Binance COIN-M: /dapi, all contracts inverse.
class BinanceCoinm final : public BinanceFamily {
public:
    explicit BinanceCoinm(const VenueView &view);
};

/// Aster: /fapi/v3 and still /fapi/v1, without statistics.
class Aster final : public BinanceFamily {
public:
    explicit Aster(const VenueView &view);
};

} // namespace isobar::simulation
