#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// The public indexer of the dYdX Chain: REST under /v4, WebSocket /v4/ws. Written from the venue's page; order books
/// and accounts are not simulated.
class Dydx final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Dydx(const VenueView &view);
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
