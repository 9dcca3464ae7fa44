#pragma once
#include "core/base/time.h"

#include <optional>

namespace isobar::simulation {

/// What of a history a request wants: from the venue's parameters to a closed span of times and a number of rows.
struct Span {
    TimeMs fromMs = 0;
    TimeMs toMs = 0;
    int limit = 0;
};

/// The span of rows of `stepMs` that ends at `endMs` (or now) and holds at most `limit` of them: from `startMs`
/// onward when that is given (the oldest `limit`), else the newest `limit`.
Span forwardSpan(
    std::optional<long long> startMs, std::optional<long long> endMs, int limit, TimeMs stepMs, TimeMs nowMs);

/// The limit a client asked for, held between 1 and `maximum`; `standard` without one.
int limitOf(std::optional<long long> asked, int standard, int maximum);

} // namespace isobar::simulation
