#include "core/snapshot/buildsnapshot.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

using HealthMap = std::map<std::string, std::shared_ptr<const VenueHealth>>;

constexpr TimeMs SparklineMs = 7 * DayMs;

std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

Series newestOf(const SharedSamples &samples, TimeMs fromMs)
{
    if (!samples || samples->empty() || samples->front().timeMs >= fromMs)
        return samples;
    const auto first = std::lower_bound(
        samples->begin(), samples->end(), fromMs, [](const Sample &each, TimeMs time) { return each.timeMs < time; });
    return std::make_shared<const std::vector<Point>>(first, samples->end());
}

/// A venue's connection speaks for its contracts, and a stream that is out of order speaks louder.
void takeHealth(FundingCells &cells, const HealthMap &health, const std::string &venue)
{
    const auto found = health.find(venue);
    if (found == health.end())
        return;
    cells.health = found->second->state;
    cells.healthReason = found->second->reason;
    if (cells.health == HealthState::Live && cells.excluded == Exclusion::Stale)
        cells.health = HealthState::Stale;
}

ContractRow contractRow(const AssetFindings &findings, std::size_t index, double weight, const HealthMap &health)
{
    const ContractFindings &found = findings.contracts[index];
    const ContractState &state = *found.state;
    const Instrument &instrument = state.instrument();
    ContractRow row;
    row.instrument = instrument.id;
    row.symbol = instrument.symbol;
    row.base = instrument.base;
    row.quote = instrument.quote;
    row.kind = instrument.kind;
    row.scale = instrument.scale;
    row.continuous = instrument.continuousFunding;
    row.rate = found.rate;
    row.predicted = state.predictedRate;
    row.terms = state.keptInstrument();
    row.settled = state.keptPayments();
    if (!state.payments().empty())
        row.lastSettled = state.payments().back().rate;
    row.intervalHours = found.intervalHours;
    row.nextFundingMs = found.nextFundingMs;
    row.settling = state.isSettling();
    row.spot8h = found.spot8h;
    row.smoothed8h = found.smoothed8h;
    row.smoothedProvisional = found.smoothedProvisional;
    row.realised24h = found.realised24h;
    row.realised7d = found.realised7d;
    row.realised30d = found.realised30d;
    row.mark = state.mark;
    row.index = state.index;
    if (state.mark && state.index && *state.index > 0)
        row.premium = *state.mark / *state.index - 1;
    row.openInterestBase = found.openInterestCoins;
    row.openInterestUsd = found.openInterestUsd;
    row.oiChange1h = found.oiChange1h;
    row.oiChange24h = found.oiChange24h;
    row.turnoverUsd = state.turnoverUsd;
    row.excluded = found.excluded;
    if (found.excluded == Exclusion::None)
        row.weight = weight;
    row.fundingSeenMs = state.fundingSeenMs;
    row.markSeenMs = state.markSeenMs;
    row.openInterestSeenMs = state.openInterestSeenMs;
    row.volumeSuspect = found.volumeSuspect;
    row.capped = found.capped;
    takeHealth(row, health, state.venue().id);
    return row;
}

VenueRow venueRow(const AssetFindings &findings, std::size_t index, const HealthMap &health)
{
    const VenueFindings &found = findings.venues[index];
    const AggregateVenue &part = findings.aggregate.venues[index];
    VenueRow row;
    row.venue = found.traits.id;
    row.name = found.traits.name;
    row.shortName = found.traits.shortName;
    row.operatorName = found.traits.operatorName;
    row.liquidations = found.traits.liquidations;
    for (const std::size_t i : found.contracts)
        row.contracts.push_back(contractRow(findings, i, part.contractWeights[i - found.firstContract], health));
    for (std::size_t i = 0; i < row.contracts.size(); ++i) {
        if (part.contractExclusions[found.contracts[i] - found.firstContract] == Exclusion::Outlier) {
            row.contracts[i].excluded = Exclusion::Outlier;
            row.contracts[i].weight.reset();
        }
    }
    const ContractRow &main = row.contracts.front();
    row.spot8h = part.takesPart() ? known(part.spot8h) : main.spot8h;
    row.smoothed8h = part.takesPart() ? known(part.smoothed8h) : main.smoothed8h;
    row.smoothedProvisional = main.smoothedProvisional;
    row.realised24h = found.realised24h;
    row.realised7d = found.realised7d;
    row.realised30d = found.realised30d;
    row.mark = main.mark;
    row.index = main.index;
    row.premium = main.premium;
    row.openInterestUsd = found.openInterestUsd;
    row.openInterestBase = found.openInterestCoins;
    row.oiChange1h = found.oiChange1h;
    row.oiChange24h = found.oiChange24h;
    row.turnoverUsd = found.turnoverUsd;
    row.weight = part.takesPart() ? std::optional(part.weight) : std::nullopt;
    row.deviationSigmas = found.deviationSigmas;
    row.sparkline = newestOf(found.settled, findings.beat.marketMs - SparklineMs);
    row.excluded = part.valid ? Exclusion::None : part.excluded;
    row.held = part.held;
    row.elevated = found.elevated;
    if (!found.baseline.provisional)
        row.baseline8h = found.baseline.median8h;
    row.intervalHours = main.intervalHours;
    for (const ContractRow &contract : row.contracts) {
        row.volumeSuspect = row.volumeSuspect || contract.volumeSuspect;
        row.capped = row.capped || contract.capped;
        if (contract.nextFundingMs && (!row.nextFundingMs || *contract.nextFundingMs < *row.nextFundingMs))
            row.nextFundingMs = contract.nextFundingMs;
    }
    row.fundingSeenMs = main.fundingSeenMs;
    row.markSeenMs = main.markSeenMs;
    row.openInterestSeenMs = main.openInterestSeenMs;
    takeHealth(row, health, row.venue);
    return row;
}

/// USD that a long of 10x pays per 10 000 of margin.
std::optional<double> realisedPer10k(const std::optional<double> &sum)
{
    return sum ? std::optional(usdPer10k(*sum * CostLeverage)) : std::nullopt;
}

void takeBaseline(AggregateView &view, const AssetFindings &findings)
{
    const Baseline &baseline = findings.baseline;
    view.baselineLong8h = baseline.longSide8h;
    view.baselineShort8h = baseline.shortSide8h;
    view.normalLow8h = known(baseline.low8h);
    view.normalHigh8h = known(baseline.high8h);
    view.baselineProvisional = baseline.provisional;
    view.baselineDays = baseline.days;
    view.ratio = findings.ratio;
    view.z = findings.z;
}

AggregateView aggregateView(const AssetFindings &findings)
{
    const Aggregate &aggregate = findings.aggregate;
    AggregateView view;
    takeBaseline(view, findings);
    view.rate8h = known(aggregate.rate8h);
    view.rate8hOi = known(aggregate.openInterestRate8h);
    view.rate8hMedian = known(aggregate.median8h);
    view.rate8hSpot = known(aggregate.spot8h);
    view.neutral8h = known(aggregate.neutral8h);
    view.deviation = known(aggregate.deviationFromNeutral8h());
    if (view.rate8h) {
        view.apr = apr(*view.rate8h);
        view.baseline8h = findings.baseline.of(payingSide(*view.rate8h));
        view.costDay10xPer10k = usdPer10k(costPerDay(*view.rate8h));
        view.spread8h = aggregate.spread8h;
        view.spreadDeviation8h = aggregate.deviation8h;
    }
    view.regime = findings.regime.regime;
    view.crowd = findings.regime.crowd;
    view.isPinned = findings.regime.isPinned;
    view.pinned = findings.regime.pinned;
    view.meanPremium8h = findings.regime.meanPremium8h;
    view.scope = findings.breadth.scope;
    view.operatorsElevated = findings.breadth.operatorsElevated;
    view.elevatedShare = findings.breadth.elevatedShare;
    view.concentration = findings.breadth.concentration;
    for (const std::size_t i : findings.hottest)
        view.hottest.push_back(findings.venues[i].traits.shortName);
    for (const std::size_t i : findings.drivers)
        view.drivers.push_back(findings.venues[i].traits.shortName);
    view.operatorsValid = aggregate.operatorsValid;
    view.venuesValid = aggregate.venuesValid;
    view.venuesTotal = static_cast<int>(findings.venues.size());
    view.coverage = aggregate.coverage;
    view.lowConfidence = aggregate.lowConfidence;
    if (aggregate.leaveOneOut >= 0) {
        view.leaveOneOutVenue = findings.venues[static_cast<std::size_t>(aggregate.leaveOneOut)].traits.shortName;
        view.leaveOneOutRate8h = known(aggregate.leaveOneOutRate8h);
    }
    view.outlierDriven = aggregate.outlierDriven;
    view.realised24h10xPer10k = realisedPer10k(findings.realised24h);
    view.realised7d10xPer10k = realisedPer10k(findings.realised7d);
    view.realised30d10xPer10k = realisedPer10k(findings.realised30d);
    view.realised7d = findings.realised7d;
    return view;
}

WallView wallView(const SettlementWall &wall)
{
    return {wall.timeMs, wall.dueLongUsd, wall.dueShortUsd, wall.contracts, wall.knownShare};
}

} // namespace

std::shared_ptr<const AssetSnapshot> buildAssetSnapshot(const AssetFindings &findings, const AssetState &state,
    const HealthMap &health, std::shared_ptr<const LiquidationView> liquidations, LevelMapPtr levels,
    AssetChainsPtr chains, RecordViewPtr record, const std::optional<SqueezeParts> &squeeze)
{
    auto made = std::make_shared<AssetSnapshot>();
    made->map = std::move(levels);
    made->chains = std::move(chains);
    made->record = std::move(record);
    made->asset = findings.asset;
    made->marketMs = findings.beat.marketMs;
    made->squeeze = squeeze;
    made->mark = findings.mark;
    made->change24h = findings.change24h;
    made->aggregate = aggregateView(findings);
    for (const std::size_t i : findings.order) {
        made->venues.push_back(venueRow(findings, i, health));
        made->fundingHistory[findings.venues[i].traits.id] = findings.venues[i].settled;
    }
    made->openInterestUsd = findings.openInterestUsd;
    made->openInterestBase = findings.openInterestCoins;
    made->oiChange1h = findings.openInterest.change1h;
    made->oiChange4h = findings.openInterest.change4h;
    made->oiChange24h = findings.openInterest.change24h;
    made->oiRank = findings.openInterest.rank;
    made->oiRankDays = findings.openInterest.rankDays;
    made->oiHigh = findings.openInterest.isHigh;
    made->oiExtreme = findings.openInterest.isExtreme;
    made->liquidatedLong1hUsd = liquidations->hour.longUsd;
    made->liquidatedShort1hUsd = liquidations->hour.shortUsd;
    made->liquidationsSinceMs = liquidations->sinceMs.value_or(0);
    made->liquidationCoverage = findings.liquidationCoverage;
    made->liquidations = std::move(liquidations);
    const Settlements &settlements = findings.settlements;
    if (const SettlementWall *next = settlements.next())
        made->nextWall = wallView(*next);
    if (settlements.largest >= 0)
        made->largestWall8h = wallView(settlements.walls[static_cast<std::size_t>(settlements.largest)]);
    made->due8hLongUsd = settlements.dueLongUsd;
    made->due8hShortUsd = settlements.dueShortUsd;
    made->aggregateHistory = findings.hourly;
    made->priceHistory = findings.prices;
    made->history = historyProgress(state, findings.beat.marketMs, [&](const std::string &venue) {
        const auto found = health.find(venue);
        return found != health.end() && isFetchingHistory(*found->second);
    });
    return made;
}

WatchRow buildWatchRow(const AssetSnapshot &asset)
{
    WatchRow row;
    row.asset = asset.asset;
    row.mark = asset.mark;
    row.change24h = asset.change24h;
    row.rate8h = asset.aggregate.rate8h;
    row.apr = asset.aggregate.apr;
    row.realised7d = asset.aggregate.realised7d;
    row.oiChange1h = asset.oiChange1h;
    row.oiChange4h = asset.oiChange4h;
    row.oiChange24h = asset.oiChange24h;
    row.openInterestUsd = asset.openInterestUsd;
    row.liquidated1hUsd = asset.liquidatedLong1hUsd + asset.liquidatedShort1hUsd;
    row.regime = asset.aggregate.regime;
    row.crowd = asset.aggregate.crowd;
    row.squeeze = asset.squeeze;
    row.stale = asset.aggregate.venuesValid == 0;
    row.venuesValid = asset.aggregate.venuesValid;
    row.venuesTotal = asset.aggregate.venuesTotal;
    return row;
}

} // namespace isobar
