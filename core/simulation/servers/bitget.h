#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>

namespace isobar::simulation {

/// Bitget's three product lines in both versions: REST under /api/v3/market and /api/v2/mix/market, WebSocket
/// /v3/ws/public and /v2/ws/public. Written from the venue's page; order books and dated contracts are not simulated.
class Bitget final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Bitget(const VenueView &view) : m_view(view) { }
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_limitFactor *= factor; }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    std::map<std::string, Quota, std::less<>> m_quotas; ///< by path
    int m_limitFactor = 1;
    unsigned m_connections = 0;
};

} // namespace isobar::simulation
