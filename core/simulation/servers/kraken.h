#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/tradetape.h"
#include "core/simulation/servers/venueprotocol.h"

namespace isobar::simulation {

/// Kraken Futures, perpetuals PF_ and PI_: REST under /derivatives/api/v3 and /api/charts/v1, WebSocket /ws/v1.
/// Written from the venue's page; order books, executions and the unified WebSocket of 2027 are not simulated. The
/// client's ping frames are hidden by the socket: that it sends one a minute is not enforced.
class Kraken final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Kraken(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_requests.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    TradeTape m_tape;
    Quota m_requests;
};

} // namespace isobar::simulation
