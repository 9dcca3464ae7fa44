#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>

namespace isobar::simulation {

/// Gate's perpetual futures, API v4, settled in USDT, USD1 and BTC: REST under /api/v4/futures/{settle}, WebSocket
/// /v4/ws/{settle}. Written from the venue's page; order books and dated contracts are not simulated.
class Gate final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Gate(const VenueView &view) : m_view(view) { }
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
