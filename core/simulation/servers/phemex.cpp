#include "core/simulation/servers/phemex.h"

#include "core/simulation/servers/phemexrest.h"
#include "core/simulation/servers/phemexsession.h"

#include <algorithm>

namespace isobar::simulation {

namespace {

constexpr int AllRequests = 5000; ///< in five minutes
constexpr int PublicRequests = 300; ///< in a minute
constexpr int MessagesPerSecond = 20;

bool isPublic(std::string_view path)
{
    return path.starts_with("/public/") || path.starts_with("/contract-biz/") || path.starts_with("/api-data/");
}

} // namespace

Phemex::Phemex(const VenueView &view)
    : m_view(view), m_all(AllRequests, 5 * MinuteMs), m_public(PublicRequests, MinuteMs), m_publicLimit(PublicRequests)
{
}

ConnectionRules Phemex::rules() const { return {.messagesPerSecond = MessagesPerSecond}; }

std::unique_ptr<Session> Phemex::open(const HttpRequest &handshake, const Instant &now, Outbox &)
{
    return openPhemexSession(m_view, handshake, now);
}

void Phemex::widenLimits(int factor)
{
    m_all.widen(factor);
    m_public.widen(factor);
    m_publicLimit *= factor;
}

HttpAnswer Phemex::answer(const HttpRequest &request, const Instant &now)
{
    if (!m_all.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, m_all.retryAfterS(now.wallMs));
    if (!isPublic(request.path))
        return phemexRest(m_view, request, now);
    if (!m_public.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, m_public.retryAfterS(now.wallMs));
    HttpAnswer answer = phemexRest(m_view, request, now);
    answer.headers.emplace_back("x-ratelimit-capacity", std::to_string(m_publicLimit));
    answer.headers.emplace_back("x-ratelimit-remaining", std::to_string(std::max(m_publicLimit - m_public.used(), 0)));
    return answer;
}

HttpAnswer Phemex::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {
            403, "<html><body><h1>403 ERROR</h1>The request could not be satisfied.</body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"code":10500,"msg":"too many requests","data":null})", "application/json",
            {{"x-ratelimit-retry-after-CONTRACT", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":10500,"msg":"Service unavailable","data":null})", "application/json", {}};
}

} // namespace isobar::simulation
