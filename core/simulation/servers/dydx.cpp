#include "core/simulation/servers/dydx.h"

#include "core/simulation/servers/dydxrest.h"
#include "core/simulation/servers/dydxsession.h"

namespace isobar::simulation {

Dydx::Dydx(const VenueView &view) : m_view(view), m_requests(100, 10 * SecondMs) { }

ConnectionRules Dydx::rules() const { return {.pingEveryMs = 30 * SecondMs, .pongWithinMs = 10 * SecondMs}; }

std::unique_ptr<Session> Dydx::open(const HttpRequest &handshake, const Instant &, Outbox &greeting)
{
    return handshake.path == "/v4/ws" ? makeDydxSession(m_view, ++m_connections, greeting) : nullptr;
}

HttpAnswer Dydx::answer(const HttpRequest &request, const Instant &now)
{
    if (!m_requests.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, m_requests.retryAfterS(now.wallMs));
    return dydxRest(m_view, request, now);
}

HttpAnswer Dydx::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403,
            R"({"errors":[{"msg":"Because you appear to be a resident of, or trading from, a jurisdiction that )"
            R"(violates our terms of use, you have been blocked.","code":"GEOBLOCKED"}]})",
            "application/json", {}};
    case Refusal::TooMany:
        return {429, R"({"errors":[{"msg":"Too many requests"}]})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}, {"RateLimit-Remaining", "0"}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, "upstream connect error or disconnect/reset before headers", "text/plain", {}};
}

} // namespace isobar::simulation
