#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

#include <map>

namespace isobar::simulation {

/// KuCoin Futures: the REST of the futures host and of the unified one, the unified socket and, with a token, the
/// classic one. Written from the venue's page; it publishes no liquidations. Order books are not simulated. The
/// classic socket's address is given out without TLS.
class Kucoin final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit Kucoin(const VenueView &view) : m_view(view), m_weight(2000, 30 * SecondMs) { }
    ConnectionRules rules() const override { return {}; }
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override
    {
        m_weight.widen(factor);
        m_limit *= factor;
    }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    HttpAnswer bullet(const HttpRequest &request, const Instant &now);

    const VenueView &m_view;
    Quota m_weight;
    int m_limit = 2000;
    std::map<std::string, TimeMs, std::less<>> m_tokens; ///< with the wall time of their making
    unsigned m_connections = 0;
};

} // namespace isobar::simulation
