#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Lighter: REST under /api/v1, WebSocket /stream. A contract's symbol is its market_id, its base the venue's symbol.
/// Written from the venue's page; order books, accounts and spot markets are not simulated.
class Lighter final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Lighter(const VenueView &view);
    ConnectionRules rules() const override { return {}; }
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_weight.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_weight;
    unsigned m_connections = 0;
};

} // namespace isobar::simulation
