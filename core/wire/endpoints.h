#pragma once
#include "core/base/clock.h"
#include "core/base/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace isobar {

/// Where a venue is reached instead of its own hosts: scheme, host and port only, without a trailing slash.
struct Endpoint {
    std::string rest; ///< "http://127.0.0.1:8101"
    std::string ws; ///< "ws://127.0.0.1:8101"
    std::string caFile; ///< PEM file trusted for these hosts only; empty: none
    bool operator==(const Endpoint &) const = default;
};

/// Content of an endpoints file (PRODUCT 1). Venues not named are off.
struct Endpoints {
    std::map<std::string, Endpoint, std::less<>> venues;
    std::optional<ClockSpec> clock; ///< of a simulator; absent: market time is wall time
    /// A simulator may allow so many times the requests that the real venues do; at least 1.
    double restLimitFactor = 1;
    bool operator==(const Endpoints &) const = default;
};

/// Reads {"venues":{ID:{"rest","ws","ca"?}},"clock":{"wall_ms","market_ms","speed"}?,
/// "rest_limit_factor"?}. The error names the member.
/// `knownVenues`: ids that may be named; empty: any.
Result<Endpoints> parseEndpoints(std::string_view json, std::span<const std::string> knownVenues = {});

/// Reads a file like that; a relative "ca" is looked for beside the file.
Result<Endpoints> readEndpoints(const std::string &path, std::span<const std::string> knownVenues = {});

} // namespace isobar
