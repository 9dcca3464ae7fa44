#pragma once
#include "core/base/result.h"
#include "core/market/frame.h"

#include <QStringList>
#include <boost/json/array.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

class InstrumentNames;

/// `isobar-cli decode FILE...`: reads wire cases (one JSON object a line: id, venue, instruments, frames) and prints
/// for each {"id":..,"observations":[..]} with the observations of all its frames. Status 0; 1 when a file or line
/// cannot be read (said on stderr, the others are printed); 2 for wrong usage.
int runDecode(const QStringList &arguments);

/// A sequence of raw frames of one venue, as they came on one connection.
struct WireCase {
    struct RawFrame {
        Via via = Via::Ws;
        std::string text; ///< bytes; hex is decoded
        std::string request; ///< REST: "GET /path?query"; of a socket, where given: the connection's path
    };
    std::string id;
    std::string venue;
    std::string instruments; ///< body of the venue's instrument list; empty: none given
    std::vector<RawFrame> frames;
    boost::json::array expect; ///< observations that a correct decoder gives; empty when the line has none
};

/// One line of a file of cases.
Result<WireCase> readWireCase(std::string_view line);

/// What the venue's decoder makes of all frames of the case, one object an observation, errors in their place. Only
/// the kinds that cases have: no candles. An error when the venue is not known.
Result<boost::json::array> decodeWireCase(const WireCase &wireCase, InstrumentNames &names);

} // namespace isobar
