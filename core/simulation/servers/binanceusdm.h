#pragma once
#include "core/simulation/servers/quota.h"
#include "core/simulation/servers/venueprotocol.h"
#include "core/simulation/servers/venueview.h"

namespace isobar::simulation {

/// Binance USDⓈ-M futures: REST under /fapi and /futures/data, streams under /market and /public (the paths without a
/// category are retired there and unknown here). Written from the venue's page; order books are not simulated.
class BinanceUsdm final : public VenueProtocol {
public:
    /// `view` must outlive the protocol and its sessions.
    explicit BinanceUsdm(const VenueView &view);
    ConnectionRules rules() const override;
    std::unique_ptr<Session> open(const HttpRequest &handshake, const Instant &now, Outbox &greeting) override;
    HttpAnswer answer(const HttpRequest &request, const Instant &now) override;
    void widenLimits(int factor) override { m_weight.widen(factor); }
    HttpAnswer refuse(Refusal why, int retryAfterS) const override;

private:
    const VenueView &m_view;
    Quota m_weight;
};

} // namespace isobar::simulation
