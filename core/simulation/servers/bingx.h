#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>
#include <string>

namespace isobar::simulation {

/// BingX, USDT-, USDC- and coin-margined perpetuals: REST under /openApi, WebSocket /swap-market and (coin-M) /market,
/// whose frames are all gzip. Liquidations are not public there; order books are not simulated.
class Bingx final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Bingx(const VenueView &view) : m_view(view) { }
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_limitFactor *= factor; }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    std::map<std::string, Quota> m_quotas; ///< by path
    int m_limitFactor = 1;
};

} // namespace isobar::simulation
