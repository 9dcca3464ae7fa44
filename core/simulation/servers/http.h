#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace isobar::simulation {

/// What a client asked for: the request line split up, percent signs decoded. Header names are lower case.
struct HttpRequest {
    std::string method;
    std::string path;
    std::map<std::string, std::string, std::less<>> query;
    std::map<std::string, std::string, std::less<>> headers;
    std::string body;
    bool keepAlive = true;

    /// The value of a query member; absent when the member is missing or empty.
    std::optional<std::string> argument(std::string_view name) const;
    /// The same as a whole number; absent too when it is no number.
    std::optional<long long> integer(std::string_view name) const;
    std::string header(std::string_view lowerName) const;
    bool wantsWebSocket() const;
};

/// What the venue answers. The body is JSON unless `contentType` says otherwise.
struct HttpAnswer {
    int status = 200;
    std::string body;
    std::string contentType = "application/json";
    std::vector<std::pair<std::string, std::string>> headers = {};
};

/// Length of the request head in `bytes` with its closing empty line; absent while the head is incomplete.
std::optional<std::size_t> headLength(std::string_view bytes);

/// Reads a complete head. Absent: not HTTP/1.x.
std::optional<HttpRequest> parseHead(std::string_view head);

/// Length of the body that a head announces (0 without Content-Length); absent when the number is damaged or above
/// one megabyte, or when the body comes in chunks, which no client of these venues sends.
std::optional<std::size_t> bodyLength(const HttpRequest &request);

/// The answer as bytes, with Content-Length and Connection.
std::string serialize(const HttpAnswer &answer, bool keepAlive);

} // namespace isobar::simulation
