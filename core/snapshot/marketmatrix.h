#pragma once
#include "core/base/time.h"
#include "core/market/feedhealth.h"
#include "core/market/judgement.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace isobar {

/// A column of the matrix.
struct MatrixVenue {
    std::string venue, name, shortName; ///< venue id and names
    HealthState health = HealthState::Starting;
    double openInterestUsd = 0; ///< of all its contracts, as far as it tells
    bool operator==(const MatrixVenue &) const = default;
};

/// An asset on a venue, over the venue's contracts of it. Rates: fractions per 8 h.
struct MatrixCell {
    std::uint32_t venue = 0; ///< into MarketMatrix::venues
    std::optional<double> rate8h; ///< F
    std::optional<double> smoothed8h; ///< A
    bool smoothedProvisional = false; ///< less than 6 h known: A = F
    std::optional<double> mark; ///< USD per coin, of its largest contract
    std::optional<double> premium; ///< mark / index - 1
    std::optional<double> openInterestUsd, turnoverUsd; ///< one-sided; 24 h
    std::optional<double> intervalHours; ///< of its largest contract
    bool continuous = false;
    std::optional<TimeMs> nextFundingMs; ///< market time
    std::optional<TimeMs> fundingSeenMs, markSeenMs; ///< transport time of the last value
    int contracts = 0;
    bool isStale = false; ///< older than its limit, or the venue is away
    bool isCapped = false; ///< at >= 0.98 of its cap or floor
    Exclusion excluded = Exclusion::None; ///< why it takes no part in the aggregate
    /// What makes the rate one to compute with.
    bool isUsable() const { return rate8h && !isStale && excluded == Exclusion::None; }
    bool operator==(const MatrixCell &) const = default;
};

/// A row of the matrix: an asset that any venue lists.
struct MatrixRow {
    std::string asset;
    bool isWatched = false;
    std::optional<double> aggregate8h; ///< headline F (MODEL 1.3); of unwatched assets without clipping and holding
    std::optional<double> spread8h; ///< highest less lowest A of its usable cells; absent below two
    std::optional<double> openInterestUsd, turnoverUsd; ///< sums over its venues
    std::optional<double> mark; ///< USD per coin, of its largest cell
    int venues = 0; ///< cells with a usable rate
    std::uint32_t firstCell = 0, cellCount = 0; ///< into MarketMatrix::cells, ascending venues
    bool operator==(const MatrixRow &) const = default;
};

/// The best pair of venues of one asset by carry after costs (MODEL 1.10). Fractions of the notional of one leg.
struct SpreadRow {
    std::string asset;
    bool isWatched = false;
    std::uint32_t longVenue = 0, shortVenue = 0; ///< into MarketMatrix::venues
    double longRate8h = 0, shortRate8h = 0; ///< A, or F while A is provisional
    bool isProvisional = false; ///< one of the two is F
    double longFee = 0, shortFee = 0; ///< taker, per trade
    double perDay = 0; ///< g_day
    double fees = 0; ///< c: four taker trades
    double basis = 0; ///< b; negative: gained when it closes
    BasisSource basisFrom = BasisSource::Neither;
    double net = 0; ///< at the horizon
    std::optional<double> breakEvenHours;
    std::optional<double> smallerOpenInterestUsd; ///< of the two; absent when one of them is not known
    std::optional<double> longMark, shortMark; ///< USD per coin
    std::optional<TimeMs> sinceMs; ///< market time since which the pair has paid its costs within the horizon
    bool isSinceStart = false; ///< it did so already when watching began: it stands at least that long
    bool operator==(const SpreadRow &) const = default;
};

/// All listed assets over all venues, in flat arrays; immutable, one object a second at most.
struct MarketMatrix {
    TimeMs transportMs = 0, marketMs = 0;
    std::vector<MatrixVenue> venues; ///< by id
    std::vector<MatrixRow> rows; ///< by name of the asset
    std::vector<MatrixCell> cells;
    std::vector<SpreadRow> spreads; ///< by name of the asset; those with a pair
    double horizonHours = 0; ///< of SpreadRow::net

    std::span<const MatrixCell> cellsOf(const MatrixRow &row) const;
    /// Null where the venue does not list the asset.
    const MatrixCell *cell(const MatrixRow &row, std::uint32_t venue) const;
};
using MarketMatrixPtr = std::shared_ptr<const MarketMatrix>;

} // namespace isobar
