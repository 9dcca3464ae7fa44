#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>

namespace isobar::simulation {

/// WOO X, perpetuals: REST under /v3/public, WebSocket /v3/public and the legacy /ws/stream. Written from the venue's
/// page; order books and spot markets are not simulated, and liquidations are not public there.
class Woox final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Woox(const VenueView &view) : m_view(view) { }
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_limitFactor = factor; }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    std::map<std::string, Quota> m_quotas; ///< per path
    int m_limitFactor = 1;
};

} // namespace isobar::simulation
