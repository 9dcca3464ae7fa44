#include "core/analytics/levels/exactfinder.h"

#include <algorithm>
#include <map>
#include <string>

namespace isobar {

namespace {

constexpr TimeMs StaleMs = 10 * MinuteMs; // of cross accounts

/// A venue that publishes positions, with all its contracts of the asset.
struct Publisher {
    double openInterestUsd = 0, mark = 0; // mark of the largest contract
    double largestUsd = -1;
    std::string shortName;
    std::size_t group = 0;
};

std::map<std::string, Publisher> publishersOf(const AssetState &asset)
{
    std::map<std::string, Publisher> found;
    for (const auto &[account, holding] : asset.exact.holdings())
        found.try_emplace(account.first);
    for (const auto &contract : asset.contracts) {
        const auto publisher = found.find(contract->venue().id);
        if (publisher == found.end())
            continue;
        Publisher &venue = publisher->second;
        const double usd = contract->openInterestUsd().value_or(0);
        venue.openInterestUsd += usd;
        if (contract->mark && usd > venue.largestUsd) {
            venue.largestUsd = usd;
            venue.mark = *contract->mark;
            venue.shortName = contract->venue().shortName;
            venue.group = venueGroupOf(contract->venue(), contract->instrument().kind);
        }
    }
    return found;
}

double shareOf(double usd, double ofUsd) { return ofUsd > 0 ? std::min(1.0, usd / ofUsd) : 0; }

} // namespace

ExactLevelsPtr findExactLevels(const AssetState &asset, TimeMs marketMs)
{
    if (asset.exact.holdings().empty())
        return nullptr;
    auto made = std::make_shared<ExactLevels>();
    const auto publishers = publishersOf(asset);
    double openInterestUsd = 0;
    for (const auto &[id, venue] : publishers) {
        openInterestUsd += venue.openInterestUsd;
        made->venues += (made->venues.empty() ? "" : ", ") + venue.shortName;
    }
    for (const auto &[account, holding] : asset.exact.holdings()) {
        const Publisher &venue = publishers.at(account.first);
        ++made->accounts;
        for (const ExactPosition &position : holding.positions) {
            const double usd = position.coins * venue.mark;
            made->usd[static_cast<std::size_t>(position.side)] += usd;
            const double price = position.liquidationPrice.value_or(0);
            // What the mark has passed is gone, whatever was told last.
            const bool isAhead = position.side == PositionSide::Long ? price < venue.mark : price > venue.mark;
            if (price > 0 && venue.mark > 0 && isAhead)
                made->levels.push_back({position.side, price, usd, holding.toldMs, position.isCross,
                    position.isCross && marketMs - holding.toldMs > StaleMs, venue.shortName, account.second});
        }
    }
    std::stable_sort(made->levels.begin(), made->levels.end(),
        [](const ExactLevel &a, const ExactLevel &b) { return a.price < b.price; });
    for (std::size_t side = 0; side < made->share.size(); ++side)
        made->share[side] = shareOf(made->usd[side], openInterestUsd);
    made->shareOfBoth = shareOf(made->usd[0] + made->usd[1], 2 * openInterestUsd);
    return made;
}

KnownShares knownShares(const AssetState &asset)
{
    KnownShares shares{};
    if (asset.exact.holdings().empty())
        return shares;
    std::array<double, VenueGroupCount> openInterestUsd{};
    for (const auto &contract : asset.contracts)
        openInterestUsd[venueGroupOf(contract->venue(), contract->instrument().kind)] +=
            contract->openInterestUsd().value_or(0);
    const auto publishers = publishersOf(asset);
    for (const auto &[account, holding] : asset.exact.holdings()) {
        const Publisher &venue = publishers.at(account.first);
        for (const ExactPosition &position : holding.positions)
            shares[venue.group][static_cast<std::size_t>(position.side)] += position.coins * venue.mark;
    }
    for (std::size_t group = 0; group < VenueGroupCount; ++group) {
        for (double &side : shares[group])
            side = shareOf(side, openInterestUsd[group]);
    }
    return shares;
}

} // namespace isobar
