#include "core/simulation/servers/gate.h"

#include "core/simulation/servers/gaterest.h"
#include "core/simulation/servers/gatesession.h"

namespace isobar::simulation {

namespace {

constexpr int RequestsPerTenSeconds = 200; // of each path; the venue's documents, other clients do more
constexpr std::size_t MostPaths = 100;

} // namespace

ConnectionRules Gate::rules() const { return {.pingEveryMs = 20 * SecondMs, .pongWithinMs = MinuteMs}; }

std::unique_ptr<Session> Gate::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openGateSession(m_view, handshake, ++m_connections);
}

HttpAnswer Gate::answer(const HttpRequest &request, const Instant &now)
{
    const std::string path = m_quotas.size() < MostPaths ? request.path : std::string();
    Quota &quota = m_quotas.try_emplace(path, RequestsPerTenSeconds * m_limitFactor, 10 * SecondMs).first->second;
    if (!quota.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, quota.retryAfterS(now.wallMs));
    return gateRest(m_view, request, now);
}

HttpAnswer Gate::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"-({"label":"TOO_MANY_REQUESTS","message":"Request Rate limit Exceeded (311)"})-",
            "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"label":"SERVER_ERROR","message":"Service Unavailable"})", "application/json", {}};
}

} // namespace isobar::simulation
