#include "core/simulation/servers/binanceusdm.h"

#include "core/simulation/servers/binanceusdmrest.h"
#include "core/simulation/servers/binanceusdmsession.h"

namespace isobar::simulation {

namespace {

constexpr int WeightPerMinute = 2400;

} // namespace

BinanceUsdm::BinanceUsdm(const VenueView &view) : m_view(view), m_weight(WeightPerMinute, MinuteMs) { }

ConnectionRules BinanceUsdm::rules() const
{
    return {.pingEveryMs = 3 * MinuteMs, .pongWithinMs = 10 * MinuteMs, .lifetimeMs = DayMs, .messagesPerSecond = 10};
}

std::unique_ptr<Session> BinanceUsdm::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openBinanceSession(m_view, handshake);
}

HttpAnswer BinanceUsdm::answer(const HttpRequest &request, const Instant &now)
{
    const bool within = m_weight.spend(binanceWeight(request), now.wallMs);
    HttpAnswer answer =
        within ? binanceRest(m_view, request, now) : refuse(Refusal::TooMany, m_weight.retryAfterS(now.wallMs));
    answer.headers.emplace_back("X-MBX-USED-WEIGHT-1M", std::to_string(m_weight.used()));
    return answer;
}

HttpAnswer BinanceUsdm::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head><body>Forbidden</body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429,
            R"({"code":-1003,"msg":"Too many requests; current limit of IP(127.0.0.1) is 2400 requests per minute."})",
            "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":-1008,"msg":"Server is currently overloaded with other requests. Please try again."})",
        "application/json", {}};
}

} // namespace isobar::simulation
