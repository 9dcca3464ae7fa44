#pragma once
#include "core/venues/cataloguereader.h"
#include "core/venues/requestline.h"
#include "core/venues/venue.h"

#include <memory>
#include <span>
#include <string>

// The protocol of Binance's futures, which several venues speak: for binance*.cpp and aster.cpp only.

namespace isobar {

/// What differs between the venues of the family: data, not code.
struct BinanceDialect {
    VenueProfile profile;
    std::string api; ///< where the REST paths begin: "/fapi/v1"
    std::string socket; ///< path of the combined streams, whose frames are {"stream":..,"data":..}
    /// Linear: quantities are in base coin. Inverse: they count contracts of `contractSize` USD, and what is quote
    /// turnover elsewhere is in base coin.
    ContractKind kind = ContractKind::Linear;
    bool hasIndexByPair = false; ///< the index has a stream of its own, named by the pair (symbol up to "_")
    std::string internalPrefix; ///< symbols that begin so are the venue's own tests; empty: there are none
    TimeMs openInterestEveryMs = 10'000; ///< the fastest poll of one symbol
    TimeMs longestBarsMs = 0; ///< most time that one call of klines may ask for; 0: any
};

std::shared_ptr<const Venue> makeBinanceFamily(BinanceDialect dialect);

/// Reads the streams (wrapped or raw) and the REST twins.
std::unique_ptr<Decoder> makeBinanceDecoder(
    const BinanceDialect &dialect, ReferencePtr reference, InstrumentNames &names);

/// Reads exchangeInfo and fundingInfo.
std::unique_ptr<CatalogueReader> makeBinanceReader(const BinanceDialect &dialect, InstrumentNames &names);

/// Names of klines, ascending.
std::span<const BarName> binanceBars();

} // namespace isobar
