#include "core/simulation/servers/mexc.h"

#include "core/simulation/servers/mexcrest.h"
#include "core/simulation/servers/mexcsession.h"

namespace isobar::simulation {

namespace {

constexpr const char *TooManyText = R"({"success":false,"code":510,"message":"Requests are too frequent"})";

} // namespace

std::unique_ptr<Session> Mexc::open(const HttpRequest &handshake, const Instant &now, Outbox &)
{
    return handshake.path == "/edge" ? openMexcSession(m_view, now) : nullptr;
}

HttpAnswer Mexc::answer(const HttpRequest &request, const Instant &now)
{
    const auto &[name, perTwoSeconds] = mexcBudget(request.path);
    Quota &quota = m_quotas.try_emplace(name, perTwoSeconds * m_limitFactor, 2 * SecondMs).first->second;
    if (!quota.spend(1, now.wallMs)) // says so in the body, without a time to wait
        return {200, TooManyText, "application/json", {}};
    return mexcRest(m_view, request, now);
}

HttpAnswer Mexc::refuse(Refusal why, int) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD></HTML>", "text/html", {}};
    case Refusal::TooMany:
        return {429, TooManyText, "application/json", {}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"success":false,"code":500,"message":"Internal error"})", "application/json", {}};
}

} // namespace isobar::simulation
