#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// BloFin, USDT-, USDC- and coin-margined perpetuals: REST under /api/v1/market, WebSocket /ws/public. Open interest
/// and liquidations are not public there; order books are not simulated, nor are position tiers, whose form is not
/// known.
class Blofin final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Blofin(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override;
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_minute;
    Quota m_fiveMinutes;
    TimeMs m_bannedUntilMs = 0; ///< wall time
};

} // namespace isobar::simulation
