#include "core/simulation/servers/kucoin.h"

#include "core/simulation/servers/jsonanswer.h"
#include "core/simulation/servers/kucoinclassic.h"
#include "core/simulation/servers/kucoinrest.h"
#include "core/simulation/servers/kucoinsession.h"

#include <algorithm>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr const char *TooManyText = R"({"code":"429000","msg":"Too many requests. Please try again later."})";
constexpr std::string_view BulletPath = "/api/v1/bullet-public";

} // namespace

std::unique_ptr<Session> Kucoin::open(const HttpRequest &handshake, const Instant &now, Outbox &greeting)
{
    if (handshake.path != "/" && !handshake.path.empty())
        return nullptr;
    const std::string id = std::to_string(++m_connections);
    const auto token = handshake.argument("token");
    if (!token)
        return openKucoinSession(m_view, id, now, greeting);
    const auto known = m_tokens.find(*token);
    if (known == m_tokens.end() || now.wallMs - known->second >= DayMs) {
        greeting.control(R"({"id":")" + id + R"(","type":"error","code":401,"data":"token is invalid"})");
        greeting.close = {1008, "token is invalid"};
    }
    return openKucoinClassic(m_view, handshake.argument("connectId").value_or(id), now, greeting);
}

HttpAnswer Kucoin::answer(const HttpRequest &request, const Instant &now)
{
    const bool within = m_weight.spend(kucoinWeight(request.path), now.wallMs);
    const int waitS = m_weight.retryAfterS(now.wallMs);
    HttpAnswer answer = !within                                  ? refuse(Refusal::TooMany, waitS)
        : request.path == BulletPath && request.method == "POST" ? bullet(request, now)
                                                                 : kucoinRest(m_view, request, now);
    answer.headers.emplace_back("gw-ratelimit-limit", std::to_string(m_limit));
    answer.headers.emplace_back("gw-ratelimit-remaining", std::to_string(std::max(m_limit - m_weight.used(), 0)));
    answer.headers.emplace_back("gw-ratelimit-reset", std::to_string(waitS * SecondMs));
    return answer;
}

HttpAnswer Kucoin::bullet(const HttpRequest &request, const Instant &now)
{
    std::erase_if(m_tokens, [&](const auto &token) { return now.wallMs - token.second >= DayMs; });
    const std::string token = "2neAiuYvAU61ZDXANAGAsiL4-" + std::to_string(++m_connections);
    m_tokens[token] = now.wallMs;
    const json::object server{{"endpoint", "ws://" + request.header("host") + "/"}, {"encrypt", true},
        {"protocol", "websocket"}, {"pingInterval", 18000}, {"pingTimeout", 10000}};
    return jsonAnswer(json::object{
        {"code", "200000"}, {"data", json::object{{"token", token}, {"instanceServers", json::array{server}}}}});
}

HttpAnswer Kucoin::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, TooManyText, "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":"503000","msg":"Service Unavailable"})", "application/json", {}};
}

} // namespace isobar::simulation
