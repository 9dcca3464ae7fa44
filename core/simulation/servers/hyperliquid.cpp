#include "core/simulation/servers/hyperliquid.h"

#include "core/simulation/servers/hyperliquidinfo.h"
#include "core/simulation/servers/hyperliquidsession.h"

#include <boost/json/parse.hpp>

namespace isobar::simulation {

namespace {

constexpr int WeightPerMinute = 1200;

} // namespace

Hyperliquid::Hyperliquid(const VenueView &view) : m_view(view), m_weight(WeightPerMinute, MinuteMs) { }

ConnectionRules Hyperliquid::rules() const { return {.idleMs = MinuteMs, .receiptKeeps = false}; }

std::unique_ptr<Session> Hyperliquid::open(const HttpRequest &handshake, const Instant &, Outbox &greeting)
{
    if (handshake.path != "/ws")
        return nullptr;
    greeting.control("Websocket connection established.");
    return makeHyperliquidSession(m_view);
}

HttpAnswer Hyperliquid::answer(const HttpRequest &request, const Instant &now)
{
    if (request.path != "/info")
        return {404, "Not Found", "text/plain", {}};
    if (request.method != "POST")
        return {405, "Method Not Allowed", "text/plain", {}};
    boost::system::error_code error;
    const boost::json::value body = boost::json::parse(request.body, error);
    const boost::json::object *question = error ? nullptr : body.if_object();
    if (!question)
        return {422, "Failed to deserialize the JSON body into the target type", "text/plain", {}};
    const HyperliquidAnswer answer = hyperliquidInfo(m_view, *question, now);
    if (!m_weight.spend(answer.weight, now.wallMs))
        return refuse(Refusal::TooMany, m_weight.retryAfterS(now.wallMs));
    return answer.http;
}

HttpAnswer Hyperliquid::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "Forbidden", "text/plain", {}};
    case Refusal::TooMany:
        return {429, "null", "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, "Service Unavailable", "text/plain", {}};
}

} // namespace isobar::simulation
