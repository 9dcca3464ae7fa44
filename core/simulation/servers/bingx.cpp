#include "core/simulation/servers/bingx.h"

#include "core/simulation/servers/bingxrest.h"
#include "core/simulation/servers/bingxsession.h"

#include <algorithm>

namespace isobar::simulation {

namespace {

constexpr int RequestsAPath = 500; ///< in 10 s
constexpr int MessagesPerSecond = 10;
constexpr const char *TooManyText =
    R"({"code":100410,"msg":"The endpoint trigger frequency limit rule is currently in the disabled period","data":{}})";

} // namespace

ConnectionRules Bingx::rules() const { return {.messagesPerSecond = MessagesPerSecond}; }

std::unique_ptr<Session> Bingx::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openBingxSession(m_view, handshake);
}

HttpAnswer Bingx::answer(const HttpRequest &request, const Instant &now)
{
    const int limit = RequestsAPath * m_limitFactor;
    auto [quota, isNew] = m_quotas.try_emplace(request.path, limit, 10 * SecondMs);
    if (!quota->second.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, quota->second.retryAfterS(now.wallMs));
    HttpAnswer answer = bingxRest(m_view, request, now);
    answer.headers.emplace_back(
        "x-ratelimit-requests-remain", std::to_string(std::max(limit - quota->second.used(), 0)));
    answer.headers.emplace_back("x-ratelimit-requests-expire", std::to_string(now.marketMs + 10 * SecondMs));
    return answer;
}

HttpAnswer Bingx::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><body><h1>403 Forbidden</h1></body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, TooManyText, "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":100500,"msg":"Internal system error","data":{}})", "application/json", {}};
}

} // namespace isobar::simulation
