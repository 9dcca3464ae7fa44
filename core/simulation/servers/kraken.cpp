#include "core/simulation/servers/kraken.h"

#include "core/simulation/servers/krakenrest.h"
#include "core/simulation/servers/krakensession.h"

namespace isobar::simulation {

// Limits of public calls are not published; this is somewhat more than the calls in 0.6 s that clients keep to.
Kraken::Kraken(const VenueView &view) : m_view(view), m_tape(view), m_requests(60, 30 * SecondMs) { }

ConnectionRules Kraken::rules() const { return {.idleMs = MinuteMs, .messagesPerSecond = 100}; }

std::unique_ptr<Session> Kraken::open(const HttpRequest &handshake, const Instant &, Outbox &greeting)
{
    auto session = openKrakenSession(m_view, m_tape, handshake);
    if (session)
        greeting.control(R"({"event":"info","version":1})");
    return session;
}

HttpAnswer Kraken::answer(const HttpRequest &request, const Instant &now)
{
    if (!m_requests.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, m_requests.retryAfterS(now.wallMs));
    return krakenRest(m_view, m_tape, request, now);
}

HttpAnswer Kraken::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head><body>cloudflare</body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"result":"error","error":"apiLimitExceeded"})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"result":"error","error":"Unavailable"})", "application/json", {}};
}

} // namespace isobar::simulation
