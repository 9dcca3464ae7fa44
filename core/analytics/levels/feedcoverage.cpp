#include "core/analytics/levels/feedcoverage.h"

#include "core/analytics/levels/venuegroups.h"

namespace isobar {

namespace {

constexpr double Throttled = 0.3; // about one a second

struct Mean {
    double sum = 0, weight = 0;
    void add(const ContractState &contract)
    {
        const double usd = contract.openInterestUsd().value_or(0);
        sum += usd * feedCoverage(contract.venue().liquidations);
        weight += usd;
    }
    double value() const { return weight > 0 ? sum / weight : 0; }
};

} // namespace

double feedCoverage(LiquidationFeed feed)
{
    switch (feed) {
    case LiquidationFeed::None:
        return 0;
    case LiquidationFeed::Throttled:
        return Throttled;
    case LiquidationFeed::All:
        return 1;
    }
    return 0;
}

std::vector<double> feedCoverageByGroup(const AssetState &asset)
{
    std::vector<Mean> means(VenueGroupCount);
    for (const auto &contract : asset.contracts)
        means[venueGroupOf(contract->venue(), contract->instrument().kind)].add(*contract);
    std::vector<double> coverage;
    for (const Mean &mean : means)
        coverage.push_back(mean.value());
    return coverage;
}

double feedCoverageOf(const AssetState &asset)
{
    Mean mean;
    for (const auto &contract : asset.contracts)
        mean.add(*contract);
    return mean.value();
}

} // namespace isobar
