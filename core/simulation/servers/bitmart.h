#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>
#include <string>

namespace isobar::simulation {

/// BitMart Futures v2: REST under /contract/public, WebSocket /api. Liquidations are not public there; order books are
/// not simulated, nor is funding-rate-v2, whose envelope is not known.
class Bitmart final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Bitmart(const VenueView &view) : m_view(view) { }
    ConnectionRules rules() const override;
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
