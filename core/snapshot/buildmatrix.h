#pragma once
#include "core/analytics/spreads.h"
#include "core/snapshot/snapshot.h"
#include "core/state/marketstate.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace isobar {

/// What the carry of a spread is reckoned with (MODEL 1.10); the user's choice.
struct SpreadCosts {
    double takerFee = 0.0005; ///< fraction per trade, of venues that are not named
    std::map<std::string, double> venueFees; ///< by venue id
    double horizonHours = 72; ///< pairs are compared by what they have earned after it
    double feeOf(const std::string &venue) const;
    bool operator==(const SpreadCosts &) const = default;
};

/// Makes the matrix of all assets and the best pair of each. Remembers since when a pair has paid. Reads only.
class MatrixBuilder {
public:
    /// `watched`: assets with snapshots of their own, which know more than bulk quotes.
    MarketMatrixPtr build(const MarketState &state, std::span<const std::shared_ptr<const AssetSnapshot>> watched,
        const SpreadCosts &costs);

private:
    struct Standing {
        std::string longVenue, shortVenue;
        TimeMs sinceMs = 0, lastMs = 0; // market time; it paid at both
    };
    using Pairs = std::vector<Standing>;

    void addAsset(std::span<const BulkContract> contracts, const AssetSnapshot *snapshot);
    void addSpread(const MatrixRow &row);
    void stand(SpreadRow &spread, std::span<const SpreadSide> sides, std::span<const MatrixCell *const> cells);

    std::shared_ptr<MarketMatrix> m_made; // while building
    std::map<std::string, std::uint32_t> m_venues; // id -> column, while building
    std::vector<std::size_t> m_operators; // by column
    const SpreadCosts *m_costs = nullptr;
    std::map<std::string, Pairs> m_pairs; // by asset
    TimeMs m_firstMs = 0; // market time of the first matrix with a rate
};

} // namespace isobar
