#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Aevo's perpetual futures: REST at the root, WebSocket at "/". Written from the venue's page; options, order books
/// and accounts are not simulated, and liquidations are not public.
class Aevo final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Aevo(const VenueView &view);
    ConnectionRules rules() const override { return {}; }
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_limitFactor *= factor; }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    std::map<std::string, Quota> m_quotas; ///< by path
    int m_limitFactor = 1;
};

} // namespace isobar::simulation
