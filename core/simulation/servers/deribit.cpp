#include "core/simulation/servers/deribit.h"

#include "core/simulation/servers/deribitmethods.h"
#include "core/simulation/servers/deribitsession.h"
#include "core/simulation/servers/jsontext.h"

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr std::string_view Root = "/api/v2/";

} // namespace

Deribit::Deribit(const VenueView &view) : m_view(view), m_tape(view), m_credits(DeribitPool, DeribitRefill) { }

ConnectionRules Deribit::rules() const { return {}; } // heartbeats are the client's wish: the session's business

std::unique_ptr<Session> Deribit::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openDeribitSession(m_view, m_tape, m_credits, handshake);
}

HttpAnswer Deribit::answer(const HttpRequest &request, const Instant &now)
{
    if (!request.path.starts_with(Root) || request.method != "GET")
        return {404, "Not Found", "text/plain", {}};
    if (!m_credits.spend(DeribitRequestCost, now.wallMs))
        return refuse(Refusal::TooMany, 1);
    json::object params;
    for (const auto &[name, value] : request.query)
        params[name] = value;
    const std::string_view method = std::string_view(request.path).substr(Root.size());
    const DeribitAnswer answer = deribitMethod(m_view, m_tape, method, params);
    return {answer.code == 0 ? 200 : 400, plainJson(deribitReply(nullptr, answer, now)), "application/json", {}};
}

HttpAnswer Deribit::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429,
            R"({"jsonrpc":"2.0","error":{"message":"too_many_requests","data":{"wait":1},"code":10028},"testnet":false})",
            "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503,
        R"({"jsonrpc":"2.0","error":{"message":"temporarily_unavailable","data":null,"code":13028},"testnet":false})",
        "application/json", {}};
}

} // namespace isobar::simulation
