#include "core/simulation/servers/lighter.h"

#include "core/simulation/servers/lighterrest.h"
#include "core/simulation/servers/lightersession.h"

namespace isobar::simulation {

namespace {

/// What a client without an account has: 60 ordinary requests a minute.
constexpr int WeightPerMinute = 18'000;

} // namespace

Lighter::Lighter(const VenueView &view) : m_view(view), m_weight(WeightPerMinute, MinuteMs) { }

std::unique_ptr<Session> Lighter::open(const HttpRequest &handshake, const Instant &now, Outbox &greeting)
{
    return handshake.path == "/stream" ? makeLighterSession(m_view, ++m_connections, now, greeting) : nullptr;
}

HttpAnswer Lighter::answer(const HttpRequest &request, const Instant &now)
{
    if (!m_weight.spend(lighterWeight(request.path), now.wallMs))
        return refuse(Refusal::TooMany, m_weight.retryAfterS(now.wallMs));
    return lighterRest(m_view, request, now);
}

HttpAnswer Lighter::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, R"({"code":20558,"message":"restricted jurisdiction"})", "application/json", {}};
    case Refusal::TooMany:
        return {429, R"({"code":23000,"message":"Too Many Requests!"})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>", "text/html", {}};
}

} // namespace isobar::simulation
