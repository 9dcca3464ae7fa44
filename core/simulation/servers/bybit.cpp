#include "core/simulation/servers/bybit.h"

#include "core/simulation/servers/bybitrest.h"
#include "core/simulation/servers/bybitsession.h"

namespace isobar::simulation {

namespace {

constexpr const char *TooManyText =
    R"({"retCode":10006,"retMsg":"Too many visits. Exceeded the API Rate Limit.","result":{},"retExtInfo":{}})";

} // namespace

Bybit::Bybit(const VenueView &view) : m_view(view), m_requests(600, 5 * SecondMs) { }

ConnectionRules Bybit::rules() const { return {.idleMs = 10 * MinuteMs}; }

std::unique_ptr<Session> Bybit::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openBybitSession(m_view, handshake, ++m_connections);
}

HttpAnswer Bybit::answer(const HttpRequest &request, const Instant &now)
{
    if (!m_requests.spend(1, now.wallMs)) // says so in the body, under status 200
        return {200, TooManyText, "application/json", {}};
    return bybitRest(m_view, request, now);
}

HttpAnswer Bybit::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {
            403, "<html><body><h1>403 ERROR</h1>The request could not be satisfied.</body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, TooManyText, "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {
        503, R"({"retCode":10016,"retMsg":"Service unavailable","result":{},"retExtInfo":{}})", "application/json", {}};
}

} // namespace isobar::simulation
