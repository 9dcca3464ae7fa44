#include "core/snapshot/positionview.h"

#include "core/levelgrid/touch.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

PositionMarket marketOf(const AssetSnapshot &asset, const ContractRow &contract)
{
    PositionMarket market;
    market.kind = contract.kind;
    if (contract.terms)
        market.tiers = contract.terms->tiers;
    market.mark = contract.mark;
    // A continuous contract tells its rate per 8 h and has no other.
    market.rate = contract.continuous ? contract.spot8h : contract.rate;
    market.intervalHours = contract.intervalHours;
    market.isContinuous = contract.continuous;
    market.nextFundingMs = contract.nextFundingMs;
    if (contract.settled)
        market.payments = *contract.settled;
    if (asset.priceHistory)
        market.prices = *asset.priceHistory;
    if (asset.map)
        market.sigmaDay = asset.map->volatility.daily();
    market.nowMs = asset.marketMs;
    return market;
}

} // namespace

const ContractRow *contractOf(const AssetSnapshot &asset, const std::string &venue, const std::string &symbol)
{
    for (const VenueRow &row : asset.venues) {
        if (row.venue != venue)
            continue;
        const auto found = std::find_if(row.contracts.begin(), row.contracts.end(),
            [&](const ContractRow &contract) { return contract.symbol == symbol; });
        return found == row.contracts.end() ? nullptr : &*found;
    }
    return nullptr;
}

PositionView viewOf(const Position &position, const AssetSnapshot *asset)
{
    PositionView view;
    view.position = position;
    view.venueName = position.venue;
    view.contractName = position.symbol;
    if (!asset)
        return view;
    for (const VenueRow &row : asset->venues) {
        if (row.venue == position.venue)
            view.venueName = row.shortName;
    }
    const ContractRow *contract = contractOf(*asset, position.venue, position.symbol);
    if (!contract)
        return view;
    view.contractName = contract->shownSymbol();
    view.mark = contract->mark;
    view.health = contract->health;
    if (!faultsOf(position, asset->marketMs).empty())
        return view;
    view.value = valueOf(position, marketOf(*asset, *contract));
    view.isValued = true;
    if (const auto price = view.value.basis.liquidationPrice; price && view.mark && asset->map) {
        const double sigma = asset->map->volatility.over(24);
        if (sigma > 0)
            view.touch24h = touchProbability(std::abs(std::log(*price / *view.mark)), sigma);
    }
    return view;
}

} // namespace isobar
