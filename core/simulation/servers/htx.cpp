#include "core/simulation/servers/htx.h"

#include "core/simulation/servers/htxrest.h"
#include "core/simulation/servers/htxsession.h"

namespace isobar::simulation {

namespace {

constexpr int ApiRequests = 240; ///< in 3 s
constexpr int MarketRequests = 800; ///< in a second
constexpr int SubscriptionsPerSecond = 40;

} // namespace

Htx::Htx(const VenueView &view)
    : m_view(view), m_apiRequests(ApiRequests, 3 * SecondMs), m_marketRequests(MarketRequests, SecondMs)
{
}

ConnectionRules Htx::rules() const { return {.messagesPerSecond = SubscriptionsPerSecond}; }

std::unique_ptr<Session> Htx::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openHtxSession(m_view, handshake);
}

void Htx::widenLimits(int factor)
{
    m_apiRequests.widen(factor);
    m_marketRequests.widen(factor);
}

HttpAnswer Htx::answer(const HttpRequest &request, const Instant &now)
{
    Quota &quota = isHtxMarketPath(request.path) ? m_marketRequests : m_apiRequests;
    if (!quota.spend(1, now.wallMs)) // says so in the body, under status 200
        return {200,
            R"({"status":"error","err_code":1032,"err_msg":"The number of access exceeded the limit.","ts":)"
                + std::to_string(now.marketMs) + "}",
            "application/json", {}};
    return htxRest(m_view, request, now);
}

HttpAnswer Htx::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><body><h1>403 Forbidden</h1></body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"status":"error","err_code":1032,"err_msg":"The number of access exceeded the limit."})",
            "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"status":"error","err_code":1004,"err_msg":"System busy. Please try again later."})",
        "application/json", {}};
}

} // namespace isobar::simulation
