#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Backpack's perpetual futures: REST under /api/v1, WebSocket at "/". Written from the venue's page; order books,
/// spot markets and accounts are not simulated.
class Backpack final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Backpack(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_requests.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_requests;
};

} // namespace isobar::simulation
