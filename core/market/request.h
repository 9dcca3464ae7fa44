#pragma once
#include <string>

namespace isobar {

/// A REST call of a venue.
struct RestRequest {
    std::string path; ///< with query, as the venue wants it: "/fapi/v1/openInterest?symbol=BTCUSDT"
    std::string body; ///< JSON; not empty: a POST
    double weight = 1; ///< cost in the unit of the venue's limit
    std::string host = {}; ///< "https://..." where it is another than the venue's; a redirected venue ignores it

    /// What Frame::request says of the answer.
    std::string line() const { return body.empty() ? "GET " + path : "POST " + path + " " + body; }
    bool operator==(const RestRequest &) const = default;
};

} // namespace isobar
