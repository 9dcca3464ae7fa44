#include "core/simulation/servers/delta.h"

#include "core/simulation/servers/deltarest.h"
#include "core/simulation/servers/deltasession.h"

namespace isobar::simulation {

namespace {

constexpr TimeMs WindowMs = 5 * MinuteMs;

} // namespace

ConnectionRules Delta::rules() const { return {.idleMs = MinuteMs}; }

std::unique_ptr<Session> Delta::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    return openDeltaSession(m_view, handshake);
}

HttpAnswer Delta::answer(const HttpRequest &request, const Instant &now)
{
    if (const TimeMs window = floorTo(now.wallMs, WindowMs); window != m_windowMs) {
        m_windowMs = window;
        m_used = 0;
    }
    m_used += deltaWeight(request.path);
    if (m_used <= m_limit)
        return deltaRest(m_view, request, now);
    HttpAnswer refusal = refuse(Refusal::TooMany, static_cast<int>((m_windowMs + WindowMs - now.wallMs) / SecondMs));
    refusal.headers = {{"X-RATE-LIMIT-RESET", std::to_string(m_windowMs + WindowMs - now.wallMs)}};
    return refusal;
}

HttpAnswer Delta::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, "<html><head><title>403 Forbidden</title></head></html>", "text/html", {}};
    case Refusal::TooMany:
        return {429, R"({"error":{"code":"too_many_requests"},"success":false})", "application/json",
            {{"X-RATE-LIMIT-RESET", std::to_string(retryAfterS * SecondMs)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"error":{"code":"service_unavailable"},"success":false})", "application/json", {}};
}

} // namespace isobar::simulation
