#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Bybit v5, linear and inverse perpetuals: REST under /v5/market, WebSocket /v5/public/linear and /v5/public/inverse.
/// Written from the venue's page; order books are not simulated.
class Bybit final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Bybit(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_requests.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_requests;
    unsigned m_connections = 0;
};

} // namespace isobar::simulation
