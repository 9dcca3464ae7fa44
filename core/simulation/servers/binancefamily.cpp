#include "core/simulation/servers/binancefamily.h"

#include "core/simulation/servers/binancefamilyrest.h"
#include "core/simulation/servers/binancefamilysession.h"

namespace isobar::simulation {

namespace {

constexpr ConnectionRules BinanceRules{
    .pingEveryMs = 3 * MinuteMs, .pongWithinMs = 10 * MinuteMs, .lifetimeMs = DayMs, .messagesPerSecond = 10};
constexpr ConnectionRules AsterRules{
    .pingEveryMs = 5 * MinuteMs, .pongWithinMs = 15 * MinuteMs, .lifetimeMs = DayMs, .messagesPerSecond = 10};

} // namespace

std::string binancePair(const ContractSpec &spec) { return spec.symbol.substr(0, spec.symbol.find('_')); }

BinanceFamily::BinanceFamily(const VenueView &view, BinanceDialect dialect)
    : m_view(view), m_dialect(std::move(dialect)), m_weight(m_dialect.weightPerMinute, MinuteMs)
{
}

std::unique_ptr<Session> BinanceFamily::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openBinanceSession(m_view, m_dialect, handshake);
}

HttpAnswer BinanceFamily::answer(const HttpRequest &request, const Instant &now)
{
    const bool within = m_weight.spend(binanceWeight(m_dialect, request), now.wallMs);
    HttpAnswer answer = within ? binanceRest(m_view, m_dialect, request, now)
                               : refuse(Refusal::TooMany, m_weight.retryAfterS(now.wallMs));
    answer.headers.emplace_back("X-MBX-USED-WEIGHT-1M", std::to_string(m_weight.used()));
    return answer;
}

HttpAnswer BinanceFamily::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head><body>Forbidden</body></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429,
            R"({"code":-1003,"msg":"Too many requests; current limit of IP(127.0.0.1) is )"
                + std::to_string(m_dialect.weightPerMinute) + R"( requests per minute."})",
            "application/json", {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"code":-1008,"msg":"Server is currently overloaded with other requests. Please try again."})",
        "application/json", {}};
}

BinanceUsdm::BinanceUsdm(const VenueView &view)
    : BinanceFamily(view, {.apis = {"/fapi/v1"}, .isSplit = true, .rules = BinanceRules})
{
}

BinanceCoinm::BinanceCoinm(const VenueView &view)
    : BinanceFamily(view, {.apis = {"/dapi/v1"}, .isInverse = true, .rules = BinanceRules})
{
}

Aster::Aster(const VenueView &view)
    : BinanceFamily(
        view, {.apis = {"/fapi/v3", "/fapi/v1"}, .hasStatistics = false, .isAster = true, .rules = AsterRules})
{
}

} // namespace isobar::simulation
