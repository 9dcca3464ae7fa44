#pragma once
#include "core/base/time.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// Frame::request taken apart: "GET /v5/market/kline?symbol=X", "POST /info {...}", or a connection's path. Views into
/// the given text.
class RequestLine {
public:
    explicit RequestLine(std::string_view line);

    std::string_view path() const { return m_path; } ///< without host and query
    std::string_view body() const { return m_body; } ///< of a POST
    bool endsWith(std::string_view tail) const { return m_path.ends_with(tail); }
    /// What stands behind the last slash of the path, percent-decoded.
    std::string lastSegment() const;
    /// A parameter of the query, percent-decoded; empty when it is not there.
    std::string query(std::string_view name) const;

private:
    std::string_view m_path, m_query, m_body;
};

/// For a value in a query: everything but letters, digits and -._~ as %XX.
std::string percentEncode(std::string_view text);

/// A pair of times in Unix ms, `toMs` exclusive.
struct TimeSpan {
    TimeMs fromMs = 0, toMs = 0;
    bool operator==(const TimeSpan &) const = default;
};

/// Cuts [fromMs, toMs) into pages of at most `pageMs`, the newest first; at most 500.
std::vector<TimeSpan> pagesBack(TimeMs fromMs, TimeMs toMs, TimeMs pageMs);

/// A bar length a venue knows, and its name there.
struct BarName {
    TimeMs lengthMs = 0;
    std::string_view name;
};

/// The longest bar in `bars` (ascending) that divides `stepMs`; else the shortest.
const BarName &barFor(std::span<const BarName> bars, TimeMs stepMs);
/// The length behind a venue's name; empty for a name that is not in the list.
std::optional<TimeMs> barLength(std::span<const BarName> bars, std::string_view name);

} // namespace isobar
