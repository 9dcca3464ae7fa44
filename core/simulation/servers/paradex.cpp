#include "core/simulation/servers/paradex.h"

#include "core/simulation/servers/paradexrest.h"
#include "core/simulation/servers/paradexsession.h"

namespace isobar::simulation {

namespace {

constexpr std::string_view SocketPath = "/v1";

/// The version of the binary schema that a client wants; absent: one that is not spoken, or none.
std::optional<int> schemaVersion(const HttpRequest &handshake)
{
    const auto schema = handshake.integer("sbeSchemaId"), version = handshake.integer("sbeSchemaVersion");
    const bool isKnown = schema == 1 && version && *version >= 0 && *version <= 1;
    return isKnown ? std::optional(static_cast<int>(*version)) : std::nullopt;
}

} // namespace

Paradex::Paradex(const VenueView &view) : m_view(view), m_requests(1500, MinuteMs) { }

ConnectionRules Paradex::rules() const { return {.pingEveryMs = 55 * SecondMs, .pongWithinMs = 5 * SecondMs}; }

std::unique_ptr<Session> Paradex::open(const HttpRequest &handshake, const Instant &, Outbox &)
{
    const auto version = schemaVersion(handshake);
    return handshake.path == SocketPath && version ? makeParadexSession(m_view, *version) : nullptr;
}

HttpAnswer Paradex::refuseHandshake(const HttpRequest &handshake) const
{
    if (handshake.path != SocketPath)
        return {404, "404 page not found", "text/plain", {}};
    return {400, "unsupported sbeSchemaId or sbeSchemaVersion", "text/plain", {}};
}

HttpAnswer Paradex::answer(const HttpRequest &request, const Instant &now)
{
    if (!m_requests.spend(1, now.wallMs))
        return refuse(Refusal::TooMany, m_requests.retryAfterS(now.wallMs));
    return paradexRest(m_view, request, now);
}

HttpAnswer Paradex::refuse(Refusal why, int retryAfterS) const
{
    switch (why) {
    case Refusal::Blocked:
        return {403, R"({"error":"GEO_IP_BLOCK","message":"not available in your region"})", "application/json", {}};
    case Refusal::TooMany:
        return {429, R"({"error":"RATE_LIMIT_EXCEEDED","message":"rate limit exceeded"})", "application/json",
            {{"Retry-After", std::to_string(retryAfterS)}}};
    case Refusal::Unavailable:
        break;
    }
    return {503, R"({"error":"SERVICE_UNAVAILABLE","message":"service unavailable"})", "application/json", {}};
}

} // namespace isobar::simulation
