#pragma once
#include "core/base/result.h"
#include "core/market/event.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace isobar {

/// Whose protocol a webhook speaks.
enum class WebhookKind : std::uint8_t { Json, Discord, Telegram, Ntfy };
inline constexpr std::size_t WebhookKindCount = 4;
/// "json", "discord", "telegram", "ntfy".
std::string_view webhookKindName(WebhookKind kind);
std::optional<WebhookKind> webhookKindByName(std::string_view name);

/// What of a webhook may be written down.
struct WebhookTarget {
    std::string id; ///< unique and for good
    WebhookKind kind = WebhookKind::Json;
    std::string receiver; ///< Telegram: id of the chat or "@channel"; else empty
    bool operator==(const WebhookTarget &) const = default;
};

/// What lets anybody post there. It lives in the keychain and in memory, never in a file, log or message.
struct WebhookSecret {
    /// URL. ntfy: with the topic, which is as good as a password. Telegram: empty, or the server of an own Bot API.
    std::string address;
    std::string token; ///< Telegram: of the bot. JSON and ntfy: sent as Bearer; may be empty
    bool operator==(const WebhookSecret &) const = default;

    bool isEmpty() const { return address.empty() && token.empty(); }
    /// One line for the keychain, and back; absent: it is none.
    std::string toLine() const;
    static std::optional<WebhookSecret> fromLine(std::string_view line);
    /// The text with everything of the secret replaced by "…".
    std::string scrubbed(std::string text) const;
};

/// What is said of an event, or of a test.
struct WebhookMessage {
    std::string title, body; ///< plain text, in the user's language
    std::string eventJson; ///< eventToJson(); empty: a test or a digest
    std::string asset; ///< empty: of none
    Priority priority = Priority::P2;
    TimeMs timeMs = 0; ///< market time of what is told
    bool operator==(const WebhookMessage &) const = default;
};

/// An HTTP POST of JSON.
struct WebhookPost {
    std::string host; ///< "https://host[:port]"
    std::string path; ///< with query
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Where the posts of a webhook go: host, path and headers. The Error is a sentence without anything of the secret.
Result<WebhookPost> webhookAddress(const WebhookTarget &target, const WebhookSecret &secret);

/// The whole post of a message, as the service documents it. Texts are cut to what the service takes.
Result<WebhookPost> webhookPost(
    const WebhookTarget &target, const WebhookSecret &secret, const WebhookMessage &message);

/// How long a service asks to wait in the body of its answer 429: `retry_after` (Discord, seconds with decimals) or
/// `parameters.retry_after` (Telegram, seconds). Absent: it does not say.
std::optional<TimeMs> retryAfterInBody(std::string_view body);

/// What a service says is wrong, from the body of its answer: `description` (Telegram), `message` (Discord) or `error`
/// (ntfy); empty: nothing readable. At most 120 characters.
std::string complaintInBody(std::string_view body);

} // namespace isobar
