#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Hyperliquid, main dex: POST /info and WebSocket /ws. Written from the venue's page; order books, orders and builder
/// dexes are not simulated.
class Hyperliquid final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Hyperliquid(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_weight.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_weight;
};

} // namespace isobar::simulation
