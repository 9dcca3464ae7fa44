#include "core/simulation/servers/blofin.h"

#include "core/simulation/servers/blofinrest.h"
#include "core/simulation/servers/blofinsession.h"

#include <algorithm>

namespace isobar::simulation {

Blofin::Blofin(const VenueView &view) : m_view(view), m_minute(500, MinuteMs), m_fiveMinutes(1500, 5 * MinuteMs) { }

ConnectionRules Blofin::rules() const { return {.idleMs = 30 * SecondMs}; }

std::unique_ptr<Session> Blofin::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openBlofinSession(m_view, handshake);
}

void Blofin::widenLimits(int factor)
{
    m_minute.widen(factor);
    m_fiveMinutes.widen(factor);
}

HttpAnswer Blofin::answer(const HttpRequest &request, const Instant &now)
{
    // Who asks too much is shut out for a while: five minutes for the one limit, an hour for the other.
    if (!m_minute.spend(1, now.wallMs))
        m_bannedUntilMs = std::max(m_bannedUntilMs, now.wallMs + 5 * MinuteMs);
    if (!m_fiveMinutes.spend(1, now.wallMs))
        m_bannedUntilMs = std::max(m_bannedUntilMs, now.wallMs + HourMs);
    if (m_bannedUntilMs > now.wallMs)
        return refuse(Refusal::TooMany, static_cast<int>((m_bannedUntilMs - now.wallMs + 999) / 1000));
    return blofinRest(m_view, request, now);
}

HttpAnswer Blofin::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked: // also the answer to a country that is not served
        return {403, "<html><head><title>403 Forbidden</title></head></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"code":"429","msg":"Too Many Requests","data":null})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":"500","msg":"Service unavailable","data":null})", "application/json", {}};
}

} // namespace isobar::simulation
