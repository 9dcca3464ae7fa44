#pragma once
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Delta Exchange (Global), perpetuals: REST under /v2, the compact WebSocket at the root of public-socket. Written
/// from the venue's page; order books and the legacy WebSocket, which is on another host, are not simulated, and
/// liquidations are not public there.
class Delta final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Delta(const VenueView &view) : m_view(view) { }
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_limit *= factor; }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    int m_limit = 10'000; ///< weight in a window of fixed edges
    TimeMs m_windowMs = 0; ///< wall time at which the running one began
    int m_used = 0;
};

} // namespace isobar::simulation
