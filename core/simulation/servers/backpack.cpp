#include "core/simulation/servers/backpack.h"

#include "core/simulation/servers/backpackrest.h"
#include "core/simulation/servers/backpacksession.h"

namespace isobar::simulation {

Backpack::Backpack(const VenueView &view) : m_view(view), m_requests(2000, MinuteMs) { }

ConnectionRules Backpack::rules() const { return {.pingEveryMs = MinuteMs, .pongWithinMs = 2 * MinuteMs}; }

std::unique_ptr<Session> Backpack::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return handshake.path == "/" ? makeBackpackSession(m_view) : nullptr;
}

HttpAnswer Backpack::answer(const HttpRequest &request, const Instant &now)
{
    if (!m_requests.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, m_requests.retryAfterS(now.wallMs));
    return backpackRest(m_view, request, now);
}

HttpAnswer Backpack::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked: // CloudFront
        return {
            403, "<html><body><h1>403 ERROR</h1>The request could not be satisfied.</body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"code":"TOO_MANY_REQUESTS","message":"Too many requests"})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":"SERVICE_UNAVAILABLE","message":"Service unavailable"})", "application/json", {}};
}

} // namespace isobar::simulation
