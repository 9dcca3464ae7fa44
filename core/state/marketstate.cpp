#include "core/state/marketstate.h"

#include <algorithm>
#include <tuple>

namespace isobar {

void MarketState::apply(const StreamItem &item)
{
    std::visit([this](const auto &value) { take(value); }, item);
}

void MarketState::take(const Beat &beat)
{
    if (m_startedMs == 0) {
        m_startedMs = beat.transportMs;
        m_startedMarketMs = beat.marketMs;
    }
    m_beat = beat;
    for (auto &[name, asset] : m_assets) {
        asset.liquidations.advance(beat.marketMs);
        asset.liquidationTape.advance(beat.marketMs);
        asset.liquidationPulse.advance(beat.marketMs);
        asset.exact.advance(beat.transportMs);
        for (const auto &contract : asset.contracts) {
            if (contract->fundingSeenMs)
                contract->advance(beat.marketMs);
        }
    }
}

void MarketState::take(const Observation &observation) { takeRow(observation, false); }

void MarketState::takeRow(const Observation &observation, bool isPast)
{
    const auto found = m_contracts.find(observation.instrument.value);
    if (found == m_contracts.end()) {
        ++m_unknownInstruments;
        return;
    }
    ContractState &contract = *found->second;
    contract.apply(observation);
    AssetState &asset = m_assets[contract.instrument().asset];
    ++asset.version;
    const bool isHeard =
        !isPast && contract.venue().liquidations != LiquidationFeed::None && streamTypeOf(observation.payload);
    if (isHeard && !asset.liquidationsSinceMs)
        asset.liquidationsSinceMs = observation.marketMs;
    takeLiquidation(asset, contract, observation, isPast);
}

void MarketState::takeLiquidation(
    AssetState &asset, const ContractState &contract, const Observation &observation, bool isPast)
{
    const auto *liquidation = std::get_if<Liquidation>(&observation.payload);
    if (!liquidation)
        return;
    // A venue's clock may run ahead by moments; by more it would hold the windows open.
    const bool isAhead = liquidation->timeMs > observation.marketMs + MinuteMs;
    LiquidationPrint print;
    print.timeMs = isAhead ? observation.marketMs : liquidation->timeMs;
    print.side = liquidation->position;
    print.price = liquidation->price / contract.instrument().scale;
    print.usd = liquidation->notionalUsd;
    asset.liquidations.add(print.timeMs, print.side, print.usd);
    if (isPast)
        asset.liquidationPulse.addPast(print);
    else
        asset.liquidationPulse.add(observation.marketMs, observation.instrument, print);
    asset.liquidationTape.add(contract.venue().id, print);
}

void MarketState::beginWatching(const std::string &asset)
{
    const auto found = m_assets.find(asset);
    if (found != m_assets.end())
        found->second.liquidationsSinceMs.reset();
}

void MarketState::take(const ReferencePtr &reference)
{
    m_bulk.take(reference);
    const std::string &venue = reference->venue.id;
    for (auto &[name, asset] : m_assets) {
        const auto gone = std::erase_if(asset.contracts, [&](const auto &each) { return each->venue().id == venue; });
        asset.version += gone;
    }
    for (const Instrument &instrument : reference->instruments) {
        if (!isQuotedInDollars(instrument))
            continue;
        auto &slot = m_contracts[instrument.id.value];
        if (slot)
            slot->refer(reference, instrument);
        else
            slot = std::make_shared<ContractState>(reference, instrument);
        AssetState &asset = m_assets[instrument.asset];
        asset.asset = instrument.asset;
        asset.contracts.push_back(slot);
        ++asset.version;
    }
    // What left the catalogue must not point into the old reference any longer.
    if (const auto old = m_references.find(venue); old != m_references.end()) {
        for (const Instrument &instrument : old->second->instruments) {
            if (!reference->find(instrument.symbol))
                m_contracts.erase(instrument.id.value);
        }
    }
    m_references[venue] = reference;
    for (auto &[name, asset] : m_assets) {
        std::sort(asset.contracts.begin(), asset.contracts.end(), [](const auto &a, const auto &b) {
            return std::tie(a->venue().id, a->instrument().symbol) < std::tie(b->venue().id, b->instrument().symbol);
        });
    }
}

void MarketState::take(const std::shared_ptr<const VenueHealth> &health)
{
    m_health[health->venue] = health;
    ++m_healthVersion;
}

void MarketState::take(const AccountPositionsPtr &account)
{
    std::map<std::string, std::vector<ExactPosition>> byAsset;
    for (const AccountPosition &each : account->positions) {
        const auto found = m_contracts.find(each.instrument.value);
        if (found == m_contracts.end()) {
            ++m_unknownInstruments;
            continue;
        }
        const ContractState &contract = *found->second;
        const double scale = contract.instrument().scale;
        ExactPosition position{each.side, each.baseQuantity * scale, std::nullopt, each.isCross};
        if (each.liquidationPrice)
            position.liquidationPrice = *each.liquidationPrice / scale;
        byAsset[contract.instrument().asset].push_back(position);
    }
    for (auto &[name, asset] : m_assets) {
        const auto mine = byAsset.find(name);
        auto positions = mine == byAsset.end() ? std::vector<ExactPosition>() : std::move(mine->second);
        asset.version += asset.exact.put(account->venue, account->account, account->transportMs, std::move(positions));
    }
}

void MarketState::take(const PastPtr &past)
{
    for (const Observation &row : past->rows)
        takeRow(row, true);
}

const AssetState *MarketState::asset(const std::string &name) const
{
    const auto found = m_assets.find(name);
    return found == m_assets.end() ? nullptr : &found->second;
}

} // namespace isobar
