#include "core/simulation/servers/okx.h"

#include "core/simulation/servers/okxrest.h"
#include "core/simulation/servers/okxsession.h"

namespace isobar::simulation {

Okx::Okx(const VenueView &view) : m_view(view) { }

ConnectionRules Okx::rules() const { return {.idleMs = 30 * SecondMs}; }

std::unique_ptr<Session> Okx::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openOkxSession(m_view, handshake, ++m_connections);
}

HttpAnswer Okx::answer(const HttpRequest &request, const Instant &now)
{
    auto [quota, isNew] =
        m_quotas.try_emplace(request.path, okxRequestsPerTwoSeconds(request.path) * m_limitFactor, 2 * SecondMs);
    if (!quota->second.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, quota->second.retryAfterS(now.wallMs));
    return okxRest(m_view, request, now);
}

HttpAnswer Okx::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><body>403 Forbidden</body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"code":"50011","data":[],"msg":"Too Many Requests"})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":"50001","data":[],"msg":"Service temporarily unavailable. Please try again later."})",
        "application/json", {}};
}

} // namespace isobar::simulation
