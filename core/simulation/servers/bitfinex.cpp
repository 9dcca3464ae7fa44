#include "core/simulation/servers/bitfinex.h"

#include "core/simulation/servers/bitfinexrest.h"
#include "core/simulation/servers/bitfinexsession.h"

namespace isobar::simulation {

namespace {

/// "/v2/status/deriv" is of the kind "status".
std::string kindOf(std::string_view path)
{
    path.remove_prefix(std::min<std::size_t>(path.size(), 4));
    return std::string(path.substr(0, path.find('/')));
}

int callsPerMinute(std::string_view kind) { return kind == "candles" ? 30 : kind == "liquidations" ? 3 : 90; }

} // namespace

std::unique_ptr<Session> Bitfinex::open(const HttpRequest &handshake, const Instant &now, Outbox &greeting)
{
    auto session = openBitfinexSession(m_view, handshake, now);
    if (session)
        greeting.control(
            R"({"event":"info","version":2,"serverId":"083bd8d4-aca7-4690-a573-eabfc8103de8","platform":{"status":1}})");
    return session;
}

HttpAnswer Bitfinex::answer(const HttpRequest &request, const Instant &now)
{
    const std::string kind = kindOf(request.path);
    Quota &quota = m_quotas.try_emplace(kind, callsPerMinute(kind) * m_limitFactor, MinuteMs).first->second;
    if (!quota.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, quota.retryAfterS(now.wallMs));
    return bitfinexRest(m_view, request, now);
}

HttpAnswer Bitfinex::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"(["error",11010,"ratelimit: error"])", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"(["error",20060,"maintenance"])", "application/json", {}};
}

} // namespace isobar::simulation
