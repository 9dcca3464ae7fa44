#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Phemex, USD-margined perpetuals with decimal texts and coin-margined ones with scaled integers: REST, and one
/// WebSocket for both. Liquidations are not public there; order books are not simulated.
class Phemex final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Phemex(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override;
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_all;
    Quota m_public; ///< of /public, /contract-biz and /api-data
    int m_publicLimit;
};

} // namespace isobar::simulation
