#include "core/simulation/servers/bitmart.h"

#include "core/simulation/servers/bitmartrest.h"
#include "core/simulation/servers/bitmartsession.h"

namespace isobar::simulation {

namespace {

constexpr int Requests = 12; ///< of each path in 2 s
constexpr int OpenInterestRequests = 2;
constexpr TimeMs WindowMs = 2 * SecondMs;
constexpr TimeMs PingEveryMs = 55 * SecondMs;
constexpr TimeMs AnswerWithinMs = 10 * SecondMs;
constexpr const char *TooManyText = R"({"code":30013,"message":"Request too many requests","data":{},"trace":""})";

} // namespace

ConnectionRules Bitmart::rules() const
{
    return {.pingEveryMs = PingEveryMs, .pongWithinMs = PingEveryMs + AnswerWithinMs};
}

std::unique_ptr<Session> Bitmart::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openBitmartSession(m_view, handshake);
}

HttpAnswer Bitmart::answer(const HttpRequest &request, const Instant &now)
{
    const bool isScarce = request.path == "/contract/public/open-interest";
    const int limit = (isScarce ? OpenInterestRequests : Requests) * m_limitFactor;
    auto [quota, isNew] = m_quotas.try_emplace(request.path, limit, WindowMs);
    const bool isAllowed = quota->second.spend(1, now.wallMs);
    HttpAnswer answer =
        isAllowed ? bitmartRest(m_view, request, now) : refuse(Refusal::TooMany, quota->second.retryAfterS(now.wallMs));
    if (quota->second.used() > 2 * limit) // who goes on is blocked
        answer.status = 418;
    // "Remaining" tells what was used.
    answer.headers.emplace_back("x-bm-ratelimit-remaining", std::to_string(quota->second.used()));
    answer.headers.emplace_back("x-bm-ratelimit-limit", std::to_string(limit));
    answer.headers.emplace_back("x-bm-ratelimit-reset", std::to_string(WindowMs / SecondMs));
    return answer;
}

HttpAnswer Bitmart::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, TooManyText, "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":30014,"message":"Service unavailable","data":{},"trace":""})", "application/json", {}};
}

} // namespace isobar::simulation
