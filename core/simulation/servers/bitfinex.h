#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>

namespace isobar::simulation {

/// Bitfinex v2, perpetual contracts (F0): REST under /v2, WebSocket /ws/2. Written from the venue's page; order books,
/// other markets and the limit of new connections a minute are not simulated.
class Bitfinex final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Bitfinex(const VenueView &view) : m_view(view) { }
    /// A socket without a subscription is the session's business; others may be silent.
    ConnectionRules rules() const override { return {}; }
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_limitFactor = factor; }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    std::map<std::string, Quota> m_quotas; ///< per kind of call
    int m_limitFactor = 1;
};

} // namespace isobar::simulation
