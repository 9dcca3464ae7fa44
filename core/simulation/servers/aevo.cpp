#include "core/simulation/servers/aevo.h"

#include "core/simulation/servers/aevorest.h"
#include "core/simulation/servers/aevosession.h"

namespace isobar::simulation {

namespace {

constexpr int RequestsPerSecond = 10; ///< of one path; the venue publishes no number

} // namespace

Aevo::Aevo(const VenueView &view) : m_view(view) { }

std::unique_ptr<Session> Aevo::open(const HttpRequest &handshake, const Instant &now, Outbox &)
{
    return handshake.path == "/" ? makeAevoSession(m_view, now) : nullptr;
}

HttpAnswer Aevo::answer(const HttpRequest &request, const Instant &now)
{
    auto [quota, isNew] = m_quotas.try_emplace(request.path, RequestsPerSecond * m_limitFactor, SecondMs);
    if (!quota->second.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, quota->second.retryAfterS(now.wallMs));
    return aevoRest(m_view, request, now);
}

HttpAnswer Aevo::refuse(Refusal why, int retryAfterS) const
{
    const std::string wait = std::to_string(retryAfterS) + "000000000";
    switch (why) {
    case Refusal::Blocked:
        return {403, R"({"error":"RESTRICTED_TERRITORY"})", "application/json", {}};
    case Refusal::TooMany: // in nanoseconds, like all times of the venue
        return {429, R"({"error":"RATE_LIMIT_EXCEEDED","retry_after":")" + wait + R"("})", "application/json",
            {{"X-RETRY-AFTER", wait}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"error":"SERVICE_UNAVAILABLE"})", "application/json", {}};
}

} // namespace isobar::simulation
