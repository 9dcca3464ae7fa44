#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>

namespace isobar::simulation {

/// MEXC's futures: REST under /api/v1/contract, WebSocket /edge. Written from the venue's page; it publishes no
/// liquidations and no past open interest. Order books are not simulated.
class Mexc final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Mexc(const VenueView &view) : m_view(view) { }
    ConnectionRules rules() const override { return {.messagesPerSecond = 20}; }
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_limitFactor *= factor; }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    std::map<std::string, Quota, std::less<>> m_quotas; ///< by the first word of the path
    int m_limitFactor = 1;
};

} // namespace isobar::simulation
