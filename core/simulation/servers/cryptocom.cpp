#include "core/simulation/servers/cryptocom.h"

#include "core/simulation/servers/cryptocomrest.h"
#include "core/simulation/servers/cryptocomsession.h"

namespace isobar::simulation {

namespace {

constexpr int RequestsAMethod = 100; ///< in a second
constexpr int InstrumentRequests = 30; ///< the exact figure is not known

} // namespace

ConnectionRules Cryptocom::rules() const { return {.pingEveryMs = 5 * SecondMs}; }

std::unique_ptr<Session> Cryptocom::open(const HttpRequest &handshake, const Instant &now, Outbox &)
{
    return openCryptocomSession(m_view, handshake, now);
}

HttpAnswer Cryptocom::answer(const HttpRequest &request, const Instant &now)
{
    const int limit = request.path.ends_with("/get-instruments") ? InstrumentRequests : RequestsAMethod;
    auto [quota, isNew] = m_quotas.try_emplace(request.path, limit * m_limitFactor, SecondMs);
    if (!quota->second.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, quota->second.retryAfterS(now.wallMs));
    return cryptocomRest(m_view, request, now);
}

HttpAnswer Cryptocom::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"id":-1,"code":42901,"message":"TOO_MANY_REQUESTS"})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"id":-1,"code":50001,"message":"ERR_INTERNAL"})", "application/json", {}};
}

} // namespace isobar::simulation
