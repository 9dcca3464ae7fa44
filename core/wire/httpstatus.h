#pragma once
#include "core/base/time.h"

#include <optional>
#include <string_view>

namespace isobar {

/// The HTTP status inside the error text of a refused WebSocket handshake ("Unhandled http status code: 403
/// (Forbidden)."), in whatever language Qt speaks: the first number of three digits that stands alone. QWebSocket tells
/// it in no other way. None: the text is about something else.
std::optional<int> statusInErrorText(std::string_view text);

/// Milliseconds that an answer asks to wait: Retry-After in seconds or as an HTTP date, the latter counted from the
/// answer's own Date where there is one (our clock may be wrong), else from `nowMs`. Never negative, at most three
/// days; none: absent or unreadable.
std::optional<TimeMs> retryAfterMs(std::string_view retryAfter, std::string_view date, TimeMs nowMs);

/// "Wed, 21 Oct 2015 07:28:00 GMT" as Unix milliseconds.
std::optional<TimeMs> parseHttpDate(std::string_view text);

} // namespace isobar
