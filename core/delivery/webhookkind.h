#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace isobar {

/// Whose protocol a webhook speaks.
enum class WebhookKind : std::uint8_t { Json, Discord, Telegram, Ntfy };
inline constexpr std::size_t WebhookKindCount = 4;
/// "json", "discord", "telegram", "ntfy".
std::string_view webhookKindName(WebhookKind kind);
std::optional<WebhookKind> webhookKindByName(std::string_view name);

} // namespace isobar
