#pragma once
#include "core/simulation/servers/credits.h"
#include "core/simulation/servers/tradetape.h"
#include "core/simulation/servers/venueprotocol.h"

namespace isobar::simulation {

/// Deribit, perpetual futures: JSON-RPC 2.0, the same methods under GET /api/v2/public/... and in WebSocket /ws/api/v2.
/// Written from the venue's page. Options, order books and private methods are not simulated, nor is the limit of 32
/// connections an address.
class Deribit final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Deribit(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_credits.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    TradeTape m_tape;
    Credits m_credits;
};

} // namespace isobar::simulation
