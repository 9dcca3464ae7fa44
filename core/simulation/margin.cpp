#include "core/simulation/margin.h"

#include <limits>
#include <span>
#include <string_view>

namespace isobar::simulation {

namespace {

struct TierRow {
    double upToUsd;
    MarginTier tier;
};
constexpr double Unbounded = std::numeric_limits<double>::infinity();

// Deductions make the maintenance margin continuous from tier to tier.
constexpr TierRow MajorTiers[]{
    {50e3, {.004, 125, 0}},
    {600e3, {.005, 100, 50}},
    {3e6, {.0065, 75, 950}},
    {12e6, {.01, 50, 11'450}},
    {70e6, {.02, 25, 131'450}},
    {200e6, {.025, 20, 481'450}},
    {Unbounded, {.05, 10, 5'481'450}},
};
constexpr TierRow AltTiers[]{
    {100e3, {.0065, 75, 0}},
    {500e3, {.01, 50, 350}},
    {3e6, {.02, 25, 5'350}},
    {15e6, {.04, 12, 65'350}},
    {Unbounded, {.1, 5, 965'350}},
};

/// Venues whose maintenance margin is a share of the initial one, whatever the size.
struct FlatVenue {
    std::string_view id;
    double maintenanceShare;
};
constexpr FlatVenue FlatVenues[]{
    {"hyperliquid", .5},
    {"dydx", .6},
    {"lighter", .6},
    {"paradex", .5},
    {"backpack", .625},
};

const MarginTier &tierOf(std::span<const TierRow> rows, double notionalUsd)
{
    for (const TierRow &row : rows) {
        if (notionalUsd <= row.upToUsd)
            return row.tier;
    }
    return rows.back().tier;
}

} // namespace

MarginTier marginTier(const ContractSpec &spec, double notionalUsd)
{
    for (const FlatVenue &flat : FlatVenues)
        if (spec.venue == flat.id)
            return {flat.maintenanceShare / spec.maxLeverage, spec.maxLeverage, 0};
    const bool isMajor = spec.asset == "BTC" || spec.asset == "ETH";
    MarginTier tier = isMajor ? tierOf(MajorTiers, notionalUsd) : tierOf(AltTiers, notionalUsd);
    if (spec.venue == "okx" || spec.inverse)
        tier.deduction = 0;
    if (tier.maxLeverage > spec.maxLeverage)
        tier.maxLeverage = spec.maxLeverage;
    return tier;
}

double closingFee(const ContractSpec &spec) { return spec.venue == "okx" && !spec.inverse ? 0.0005 : 0.0; }

double liquidationPrice(const MarginTerms &terms)
{
    const double s = sign(terms.side);
    if (terms.inverse) {
        const double share = 1 + s / terms.leverage;
        return share > 0 ? terms.entry * (1 + s * terms.maintenanceRate) / share : Unbounded;
    }
    const double cushion =
        terms.entry * (1 - s / terms.leverage) - s * terms.deductionPerBase + s * terms.fundingPerBase;
    return cushion / (1 - s * (terms.maintenanceRate + terms.fee));
}

} // namespace isobar::simulation
