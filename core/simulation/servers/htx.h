#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// HTX, linear and coin-margined swaps of api.hbdm.com: REST, and the WebSockets of markets, of indices and of
/// notifications, whose frames are all gzip. Written from the venue's page; order books are not simulated.
class Htx final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Htx(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override;
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_apiRequests;
    Quota m_marketRequests;
};

} // namespace isobar::simulation
