#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Paradex: REST under /v1, WebSocket /v1 with JSON-RPC for control and SBE for data (schema 1, versions 0 and 1).
/// Written from the venue's page; order books and accounts are not simulated. Funding is continuous: the market's
/// settlements are not told, only the rate.
class Paradex final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Paradex(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer refuseHandshake(const HttpRequest &handshake) const override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_requests.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_requests;
};

} // namespace isobar::simulation
