#include "core/simulation/servers/http.h"

#include "core/base/numbers.h"

#include <algorithm>
#include <cctype>

namespace isobar::simulation {

namespace {

constexpr std::size_t MaxBody = 1 << 20;

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char l = static_cast<char>(c | 0x20);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string decoded(std::string_view text, bool plusIsSpace)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape =
            text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0;
        if (escape) {
            result += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            result += plusIsSpace && text[i] == '+' ? ' ' : text[i];
        }
    }
    return result;
}

void parseTarget(std::string_view target, HttpRequest &request)
{
    const std::size_t mark = target.find('?');
    request.path = decoded(target.substr(0, mark), false);
    std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const std::size_t equals = pair.find('=');
        const std::string_view value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        request.query[decoded(pair.substr(0, equals), true)] = decoded(value, true);
    }
}

std::string_view reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 422:
        return "Unprocessable Entity";
    case 429:
        return "Too Many Requests";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

} // namespace

std::optional<std::string> HttpRequest::argument(std::string_view name) const
{
    const auto found = query.find(name);
    return found == query.end() || found->second.empty() ? std::nullopt : std::optional(found->second);
}

std::optional<long long> HttpRequest::integer(std::string_view name) const
{
    const auto text = argument(name);
    return text ? parseInteger(*text) : std::nullopt;
}

std::string HttpRequest::header(std::string_view lowerName) const
{
    const auto found = headers.find(lowerName);
    return found == headers.end() ? std::string() : found->second;
}

bool HttpRequest::wantsWebSocket() const { return method == "GET" && lower(header("upgrade")) == "websocket"; }

std::optional<std::size_t> headLength(std::string_view bytes)
{
    const std::size_t end = bytes.find("\r\n\r\n");
    return end == std::string_view::npos ? std::nullopt : std::optional(end + 4);
}

std::optional<HttpRequest> parseHead(std::string_view head)
{
    const std::string_view line = trimmed(head.substr(0, head.find('\n')));
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || last == first || !line.substr(last + 1).starts_with("HTTP/1."))
        return std::nullopt;
    HttpRequest request;
    request.method = line.substr(0, first);
    parseTarget(line.substr(first + 1, last - first - 1), request);

    std::string_view rest = head.substr(std::min(head.size(), head.find('\n') + 1));
    while (!rest.empty()) {
        const std::string_view entry = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
        const std::size_t colon = entry.find(':');
        if (colon != std::string_view::npos)
            request.headers[lower(trimmed(entry.substr(0, colon)))] = trimmed(entry.substr(colon + 1));
    }
    const std::string connection = lower(request.header("connection"));
    request.keepAlive = line.ends_with("1.0") ? connection == "keep-alive" : connection != "close";
    return request;
}

std::optional<std::size_t> bodyLength(const HttpRequest &request)
{
    if (!request.header("transfer-encoding").empty())
        return std::nullopt;
    const std::string text = request.header("content-length");
    if (text.empty())
        return 0;
    const auto length = parseInteger(text);
    if (!length || *length < 0 || *length > static_cast<long long>(MaxBody))
        return std::nullopt;
    return static_cast<std::size_t>(*length);
}

std::string serialize(const HttpAnswer &answer, bool keepAlive)
{
    std::string bytes = "HTTP/1.1 " + std::to_string(answer.status) + ' ';
    bytes += reason(answer.status);
    bytes += "\r\nContent-Type: " + answer.contentType;
    bytes += "\r\nContent-Length: " + std::to_string(answer.body.size());
    bytes += keepAlive ? "\r\nConnection: keep-alive" : "\r\nConnection: close";
    for (const auto &[name, value] : answer.headers)
        bytes += "\r\n" + name + ": " + value;
    bytes += "\r\n\r\n";
    bytes += answer.body;
    return bytes;
}

} // namespace isobar::simulation
