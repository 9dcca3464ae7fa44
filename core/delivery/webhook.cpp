#include "core/delivery/webhook.h"

#include "core/base/isotime.h"
#include "core/base/numbers.h"
#include "core/market/jsontext.h"

#include <QHostAddress>
#include <QUrl>
#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, WebhookKindCount> Names{"json", "discord", "telegram", "ntfy"};

// What the services take: Discord an embed's title and description, Telegram and ntfy one text.
constexpr std::size_t DiscordTitle = 256, DiscordText = 4096, TelegramText = 4096, NtfyText = 4096;

/// UTF-8 of at most so many bytes (no service takes fewer characters than that), with "…" where it was cut.
std::string cut(std::string text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    std::size_t end = most - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

/// Text that Discord's Markdown leaves as it is.
std::string escaped(std::string_view text)
{
    std::string out;
    bool isLineStart = true;
    for (const char each : text) {
        const bool isMark = std::string_view("\\*_~`|").find(each) != std::string_view::npos;
        if (isMark || (isLineStart && (each == '#' || each == '>' || each == '-')))
            out += '\\';
        out += each;
        isLineStart = each == '\n';
    }
    return out;
}

/// This machine or the network it stands in: what is sent there in the clear leaves no house.
bool isNear(const QString &host)
{
    if (host == QLatin1String("localhost") || host.endsWith(QLatin1String(".local")))
        return true;
    const QHostAddress address(host);
    static const std::array Near{QHostAddress::parseSubnet(QStringLiteral("127.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("::1/128")), QHostAddress::parseSubnet(QStringLiteral("fc00::/7"))};
    return !address.isNull()
        && std::any_of(Near.begin(), Near.end(), [&](const auto &net) { return address.isInSubnet(net); });
}

Result<QUrl> usableUrl(const std::string &text)
{
    const QUrl url(QString::fromStdString(text).trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return Error{"The address is no URL: copy it whole, from https:// on"};
    if (url.scheme() == QLatin1String("http") && isNear(url.host()))
        return url;
    if (url.scheme() != QLatin1String("https"))
        return Error{"The address must begin with https://: only within the own network http:// is safe enough"};
    return url;
}

WebhookPost postTo(const QUrl &url)
{
    WebhookPost post;
    post.host = (url.scheme() + QStringLiteral("://") + url.authority(QUrl::FullyEncoded)).toStdString();
    post.path = url.path(QUrl::FullyEncoded).toStdString();
    if (post.path.empty())
        post.path = "/";
    if (url.hasQuery())
        post.path += "?" + url.query(QUrl::FullyEncoded).toStdString();
    return post;
}

/// A token that could break out of its header or path.
bool isClean(const std::string &token)
{
    return std::all_of(token.begin(), token.end(), [](char each) { return each > ' ' && each < 127 && each != '/'; });
}

Result<WebhookPost> telegramAddress(const WebhookTarget &target, const WebhookSecret &secret)
{
    if (target.receiver.empty())
        return Error{"The id of the chat is missing: the bot has to know whom to write to"};
    if (secret.token.empty() || !isClean(secret.token) || secret.token.find(':') == std::string::npos)
        return Error{"The bot's token is missing or not whole: BotFather gives it as digits, a colon and letters"};
    const auto url = usableUrl(secret.address.empty() ? "https://api.telegram.org" : secret.address);
    if (!url)
        return Error{url.error()};
    WebhookPost post = postTo(*url);
    if (post.path.back() == '/')
        post.path.pop_back();
    post.path += "/bot" + secret.token + "/sendMessage";
    return post;
}

Result<WebhookPost> ntfyAddress(const QUrl &url)
{
    const QString topic = url.path().section(QLatin1Char('/'), -1);
    if (topic.isEmpty())
        return Error{"The address has no topic: it is like https://ntfy.sh/topic"};
    QUrl root = url;
    root.setPath(url.path().left(url.path().size() - topic.size())); // JSON goes to the server, not to the topic
    root.setQuery(QString());
    return postTo(root);
}

std::string topicOf(const WebhookSecret &secret)
{
    return QUrl(QString::fromStdString(secret.address).trimmed()).path().section(QLatin1Char('/'), -1).toStdString();
}

std::string plainText(const WebhookMessage &message)
{
    std::string text = message.title;
    if (!message.body.empty())
        text += "\n" + message.body;
    return text;
}

/// "2026-02-27 12:03:05 UTC".
std::string clockText(TimeMs time)
{
    const std::string iso = formatIsoTime(time);
    return iso.substr(0, 10) + " " + iso.substr(11, 8) + " UTC";
}

json::object jsonBody(const WebhookMessage &message)
{
    json::object out{{"source", "isobar"}, {"title", message.title}, {"text", message.body},
        {"time_ms", message.timeMs}, {"event", nullptr}};
    boost::system::error_code error;
    json::value event = json::parse(message.eventJson, error);
    if (!error)
        out["event"] = std::move(event);
    return out;
}

json::object discordBody(const WebhookMessage &message)
{
    constexpr std::array Colours{0xE5484D, 0xF5A623, 0x5B8DEF, 0x8A93A6}; // by priority
    json::object embed{{"title", cut(escaped(message.title), DiscordTitle)},
        {"description", cut(escaped(message.body), DiscordText)},
        {"color", Colours[static_cast<std::size_t>(message.priority) - 1]}};
    if (message.timeMs > 0)
        embed["timestamp"] = formatIsoTime(message.timeMs);
    std::string footer = "P" + std::to_string(static_cast<int>(message.priority));
    if (!message.asset.empty())
        footer += " · " + message.asset;
    embed["footer"] = {{"text", footer}};
    // Whatever stands in a text: nobody is pinged by it.
    return {{"username", "Isobar"}, {"embeds", json::array{std::move(embed)}},
        {"allowed_mentions", {{"parse", json::array()}}}};
}

json::object telegramBody(const WebhookTarget &target, const WebhookMessage &message)
{
    std::string text = plainText(message);
    if (message.timeMs > 0)
        text = cut(std::move(text), TelegramText - 32) + "\n" + clockText(message.timeMs);
    // Without parse_mode nothing in the text is taken for mark-up.
    json::object out{{"text", std::move(text)}, {"disable_notification", message.priority != Priority::P1},
        {"link_preview_options", {{"is_disabled", true}}}};
    if (const auto number = parseInteger(target.receiver))
        out["chat_id"] = *number;
    else
        out["chat_id"] = target.receiver;
    return out;
}

json::object ntfyBody(const WebhookSecret &secret, const WebhookMessage &message)
{
    constexpr std::array Priorities{5, 3, 2, 1}; // ours P1 to P4; theirs 5 = max, 3 = default, 1 = min
    json::object out{{"topic", topicOf(secret)}, {"title", message.title},
        {"message", cut(message.body.empty() ? message.title : message.body, NtfyText)},
        {"priority", Priorities[static_cast<std::size_t>(message.priority) - 1]}};
    out["tags"] = json::array{message.priority == Priority::P1 ? "rotating_light" : "bell"};
    return out;
}

} // namespace

std::string_view webhookKindName(WebhookKind kind) { return Names[static_cast<std::size_t>(kind)]; }

std::optional<WebhookKind> webhookKindByName(std::string_view name)
{
    const auto found = std::find(Names.begin(), Names.end(), name);
    return found == Names.end() ? std::nullopt : std::optional(static_cast<WebhookKind>(found - Names.begin()));
}

std::string WebhookSecret::toLine() const { return jsonText(json::object{{"address", address}, {"token", token}}); }

std::optional<WebhookSecret> WebhookSecret::fromLine(std::string_view line)
{
    boost::system::error_code error;
    const json::value value = json::parse({line.data(), line.size()}, error);
    if (error || !value.is_object())
        return std::nullopt;
    WebhookSecret secret;
    for (const auto &[name, to] : {std::pair{"address", &secret.address}, std::pair{"token", &secret.token}}) {
        if (const json::value *part = value.as_object().if_contains(name); part && part->is_string())
            *to = std::string(part->as_string());
    }
    return secret;
}

std::string WebhookSecret::scrubbed(std::string text) const
{
    std::vector<std::string> parts{address, token};
    const QUrl url(QString::fromStdString(address).trimmed());
    // A part of a path or a query is as good as the whole to who knows the service.
    const QString rest = url.path() + QLatin1Char('/') + url.query() + QLatin1Char('/') + url.userInfo();
    for (const QString &each : rest.split(QLatin1Char('/')))
        parts.push_back(each.toStdString());
    std::sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.size() > b.size(); });
    for (const std::string &part : parts) {
        if (part.size() < 6 && part != token)
            continue;
        for (auto at = part.empty() ? std::string::npos : text.find(part); at != std::string::npos;
             at = text.find(part, at + 1))
            text.replace(at, part.size(), "…");
    }
    return text;
}

Result<WebhookPost> webhookAddress(const WebhookTarget &target, const WebhookSecret &secret)
{
    if (target.kind == WebhookKind::Telegram)
        return telegramAddress(target, secret);
    const auto url = usableUrl(secret.address);
    if (!url)
        return Error{url.error()};
    if (target.kind == WebhookKind::Discord && !url->path().contains(QLatin1String("/api/webhooks/")))
        return Error{"This is no address of a Discord webhook: it is like https://discord.com/api/webhooks/…"};
    if (!isClean(secret.token))
        return Error{"The token has characters that no token has: copy it again"};
    auto post = target.kind == WebhookKind::Ntfy ? ntfyAddress(*url) : Result<WebhookPost>(postTo(*url));
    if (post && !secret.token.empty() && target.kind != WebhookKind::Discord)
        post->headers.emplace_back("Authorization", "Bearer " + secret.token);
    return post;
}

Result<WebhookPost> webhookPost(const WebhookTarget &target, const WebhookSecret &secret, const WebhookMessage &message)
{
    auto post = webhookAddress(target, secret);
    if (!post)
        return post;
    switch (target.kind) {
    case WebhookKind::Json:
        post->body = jsonText(jsonBody(message));
        break;
    case WebhookKind::Discord:
        post->body = jsonText(discordBody(message));
        break;
    case WebhookKind::Telegram:
        post->body = jsonText(telegramBody(target, message));
        break;
    case WebhookKind::Ntfy:
        post->body = jsonText(ntfyBody(secret, message));
        break;
    }
    return post;
}

std::optional<TimeMs> retryAfterInBody(std::string_view body)
{
    boost::system::error_code error;
    const json::value value = json::parse({body.data(), body.size()}, error);
    if (error || !value.is_object())
        return std::nullopt;
    const json::object *holder = &value.as_object();
    if (const json::value *parameters = holder->if_contains("parameters"); parameters && parameters->is_object())
        holder = &parameters->as_object();
    const json::value *seconds = holder->if_contains("retry_after");
    if (!seconds || !seconds->is_number())
        return std::nullopt;
    const double wanted = seconds->to_number<double>();
    if (!std::isfinite(wanted) || wanted < 0)
        return std::nullopt;
    return static_cast<TimeMs>(std::ceil(std::min(wanted, 3.0 * DayMs / SecondMs) * SecondMs));
}

std::string complaintInBody(std::string_view body)
{
    boost::system::error_code error;
    const json::value value = json::parse({body.data(), body.size()}, error);
    if (error || !value.is_object())
        return {};
    for (const char *name : {"description", "message", "error"}) {
        if (const json::value *said = value.as_object().if_contains(name); said && said->is_string())
            return cut(std::string(said->as_string()), 120);
    }
    return {};
}

} // namespace isobar
