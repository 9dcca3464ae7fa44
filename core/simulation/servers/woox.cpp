#include "core/simulation/servers/woox.h"

#include "core/simulation/servers/wooxlegacy.h"
#include "core/simulation/servers/wooxrest.h"
#include "core/simulation/servers/wooxsession.h"

namespace isobar::simulation {

ConnectionRules Woox::rules() const { return {.lifetimeMs = DayMs}; }

std::unique_ptr<Session> Woox::open(const HttpRequest &handshake, const Instant &now, Outbox &)
{
    if (handshake.path.starts_with("/ws/stream"))
        return openWooxLegacySession(m_view, now);
    return handshake.path == "/v3/public" ? openWooxSession(m_view, now) : nullptr;
}

HttpAnswer Woox::answer(const HttpRequest &request, const Instant &now)
{
    Quota &quota = m_quotas.try_emplace(request.path, 10 * m_limitFactor, SecondMs).first->second;
    if (!quota.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, quota.retryAfterS(now.wallMs));
    return wooxRest(m_view, request, now);
}

HttpAnswer Woox::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><body><h1>403 Forbidden</h1></body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429,
            R"({"success":false,"code":-1003,"message":"You sent too many requests, please try again later."})",
            "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable: // says so in the body, under status 200
        break;
    }
    return {200, R"({"success":false,"code":503,"message":"Service unavailable"})", "application/json", {}};
}

} // namespace isobar::simulation
