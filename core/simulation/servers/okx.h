#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>

namespace isobar::simulation {

/// OKX v5, perpetual swaps: REST under /api/v5, WebSocket /ws/v5/public and /ws/v5/business. Written from the venue's
/// page; order books and private channels are not simulated.
class Okx final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Okx(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_limitFactor = factor; }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    std::map<std::string, Quota> m_quotas; ///< per path
    int m_limitFactor = 1;
    unsigned m_connections = 0;
};

} // namespace isobar::simulation
