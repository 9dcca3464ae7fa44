#include "core/simulation/servers/bitget.h"

#include "core/simulation/servers/bitgetrest.h"
#include "core/simulation/servers/bitgetsession.h"

namespace isobar::simulation {

namespace {

constexpr int RequestsPerSecond = 20; // of each path
constexpr std::size_t MostPaths = 100;

} // namespace

ConnectionRules Bitget::rules() const { return {.lifetimeMs = DayMs, .messagesPerSecond = 10}; }

std::unique_ptr<Session> Bitget::open(const HttpRequest &handshake, const Instant &now, Outbox &)
{
    return openBitgetSession(m_view, handshake, ++m_connections, now);
}

HttpAnswer Bitget::answer(const HttpRequest &request, const Instant &now)
{
    const std::string path = m_quotas.size() < MostPaths ? request.path : std::string();
    Quota &quota = m_quotas.try_emplace(path, RequestsPerSecond * m_limitFactor, SecondMs).first->second;
    if (!quota.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, quota.retryAfterS(now.wallMs));
    return bitgetRest(m_view, request, now);
}

HttpAnswer Bitget::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><body>403 Forbidden</body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"code":"429","msg":"Too Many Requests","data":null})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":"45001","msg":"Unknown error","data":null})", "application/json", {}};
}

} // namespace isobar::simulation
