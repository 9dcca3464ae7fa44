#include "core/snapshot/buildmatrix.h"

#include "core/analytics/aggregate.h"
#include "core/analytics/bulkrate.h"
#include "core/analytics/validity.h"
#include "core/analytics/weights.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr TimeMs BulkPaceMs = MinuteMs; // the slowest bulk call that brings rates
constexpr TimeMs GraceMs = 15 * MinuteMs; // a pair that is not seen for that long has to begin anew
constexpr TimeMs AtStartMs = 2 * MinuteMs; // what stands so soon after the first rate stood before
constexpr std::size_t MostPairs = 4; // remembered of an asset

void add(std::optional<double> &sum, const std::optional<double> &part)
{
    if (part)
        sum = sum.value_or(0) + *part;
}

/// Contracts of one venue and asset become a cell; every one may be unknown, stale or beyond its cap.
class CellMaker {
public:
    CellMaker(TimeMs transportMs, TimeMs marketMs) : m_transportMs(transportMs), m_marketMs(marketMs) { }

    void take(const BulkContract &contract)
    {
        ++m_cell.contracts;
        add(m_cell.openInterestUsd, contract.openInterestUsd);
        add(m_cell.turnoverUsd, contract.turnoverUsd);
        const double size = contract.openInterestUsd.value_or(contract.turnoverUsd.value_or(0));
        const auto rate = bulkRate(contract, m_marketMs);
        const bool isStale =
            !contract.fundingSeenMs || m_transportMs - *contract.fundingSeenMs > fundingLimitMs(BulkPaceMs);
        const bool isUsable = rate && !isStale && !rate->implausible;
        if (m_cell.contracts == 1 || std::pair(isUsable, size) > std::pair(m_mainUsable, m_mainSize)) {
            m_mainUsable = isUsable;
            m_mainSize = size;
            describe(contract, rate, isStale);
        }
        if (isUsable) {
            const double weight =
                contract.turnoverUsd ? effectiveTurnover(*contract.turnoverUsd, contract.openInterestUsd) : 0;
            m_usable.push_back({weight, *rate});
            m_weight += weight;
        }
    }

    /// The venue's rates are turnover-weighted means of the usable contracts (MODEL 1.1).
    MatrixCell finish()
    {
        if (m_usable.size() > 1) {
            double spot = 0, smoothed = 0, total = 0;
            for (const auto &[weight, rate] : m_usable) {
                const double share = m_weight > 0 ? weight : 1;
                spot += share * rate.spot8h;
                smoothed += share * rate.smoothed8h;
                total += share;
            }
            m_cell.rate8h = spot / total;
            m_cell.smoothed8h = smoothed / total;
        }
        return m_cell;
    }
    double effectiveTurnoverUsd() const { return m_weight; }

private:
    void describe(const BulkContract &contract, const std::optional<BulkRate> &rate, bool isStale)
    {
        m_cell.mark = contract.mark ? contract.mark : contract.index;
        m_cell.premium.reset();
        if (contract.mark && contract.index && *contract.index > 0)
            m_cell.premium = *contract.mark / *contract.index - 1;
        m_cell.intervalHours = contract.intervalHours();
        m_cell.continuous = contract.instrument->continuousFunding;
        m_cell.nextFundingMs = contract.nextFundingMs(m_marketMs);
        m_cell.fundingSeenMs = contract.fundingSeenMs;
        m_cell.markSeenMs = contract.markSeenMs;
        m_cell.isStale = contract.rate && isStale;
        m_cell.rate8h = rate ? std::optional(rate->spot8h) : std::nullopt;
        m_cell.smoothed8h = rate ? std::optional(rate->smoothed8h) : std::nullopt;
        m_cell.smoothedProvisional = rate && rate->smoothedProvisional;
        m_cell.isCapped = rate && rate->capped;
        m_cell.excluded = rate ? (rate->implausible ? Exclusion::Implausible : Exclusion::None)
            : contract.rate    ? Exclusion::IntervalUnknown
                               : Exclusion::NoData;
    }

    TimeMs m_transportMs, m_marketMs;
    MatrixCell m_cell;
    struct Part {
        double weight;
        BulkRate rate;
    };
    std::vector<Part> m_usable;
    double m_weight = 0;
    bool m_mainUsable = false;
    double m_mainSize = 0;
};

MatrixCell cellOf(const VenueRow &row)
{
    MatrixCell cell;
    cell.rate8h = row.spot8h;
    cell.smoothed8h = row.smoothed8h;
    cell.smoothedProvisional = row.smoothedProvisional;
    cell.mark = row.mark;
    cell.premium = row.premium;
    cell.openInterestUsd = row.openInterestUsd;
    cell.turnoverUsd = row.turnoverUsd;
    cell.intervalHours = row.intervalHours;
    cell.continuous = !row.contracts.empty() && row.contracts.front().continuous;
    cell.nextFundingMs = row.nextFundingMs;
    cell.fundingSeenMs = row.fundingSeenMs;
    cell.markSeenMs = row.markSeenMs;
    cell.contracts = static_cast<int>(row.contracts.size());
    cell.isCapped = row.capped;
    cell.isStale = row.excluded == Exclusion::Stale || row.held;
    cell.excluded = cell.isStale ? Exclusion::None : row.excluded;
    return cell;
}

/// Headline of an asset that is not watched: MODEL 1.3 without what needs a memory. Absent without any turnover.
std::optional<double> aggregateOf(std::span<const MatrixCell> cells, std::span<const OperatorSize> sizes)
{
    const std::vector<double> weights = cappedWeights(sizes);
    double rate = 0, total = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (weights[i] > 0) {
            rate += weights[i] * *cells[i].smoothed8h;
            total += weights[i];
        }
    }
    return total > 0 ? std::optional(rate / total) : std::nullopt;
}

SpreadSide sideOf(const MatrixCell &cell, double fee)
{
    return {*cell.smoothed8h, fee, cell.mark, cell.premium, cell.markSeenMs.value_or(0)};
}

} // namespace

double SpreadCosts::feeOf(const std::string &venue) const
{
    const auto found = venueFees.find(venue);
    return found == venueFees.end() ? takerFee : found->second;
}

MarketMatrixPtr MatrixBuilder::build(
    const MarketState &state, std::span<const std::shared_ptr<const AssetSnapshot>> watched, const SpreadCosts &costs)
{
    m_made = std::make_shared<MarketMatrix>();
    m_made->transportMs = state.lastBeat().transportMs;
    m_made->marketMs = state.lastBeat().marketMs;
    m_made->horizonHours = costs.horizonHours;
    m_costs = &costs;
    m_venues.clear();
    std::vector<std::string_view> operators;
    for (const auto &[id, reference] : state.references()) {
        const VenueTraits &traits = reference->venue;
        m_venues[id] = static_cast<std::uint32_t>(m_made->venues.size());
        MatrixVenue &venue = m_made->venues.emplace_back(MatrixVenue{id, traits.name, traits.shortName});
        if (const auto health = state.health().find(id); health != state.health().end())
            venue.health = health->second->state;
        operators.push_back(traits.operatorName);
    }
    m_operators = operatorNumbers(operators);

    std::map<std::string_view, const AssetSnapshot *> snapshots;
    for (const auto &each : watched)
        snapshots[each->asset] = each.get();
    const std::vector<BulkContract> &contracts = state.bulk().contracts();
    for (std::size_t first = 0; first < contracts.size();) {
        const std::string &asset = contracts[first].instrument->asset;
        std::size_t end = first + 1;
        while (end < contracts.size() && contracts[end].instrument->asset == asset)
            ++end;
        const auto found = snapshots.find(asset);
        addAsset(std::span(contracts).subspan(first, end - first), found == snapshots.end() ? nullptr : found->second);
        first = end;
    }
    m_costs = nullptr;
    return std::exchange(m_made, nullptr);
}

void MatrixBuilder::addAsset(std::span<const BulkContract> contracts, const AssetSnapshot *snapshot)
{
    MarketMatrix &made = *m_made;
    MatrixRow row;
    row.asset = contracts.front().instrument->asset;
    row.isWatched = snapshot != nullptr;
    row.firstCell = static_cast<std::uint32_t>(made.cells.size());
    std::vector<OperatorSize> sizes;
    for (std::size_t first = 0; first < contracts.size();) {
        const std::string &venue = contracts[first].venue().id;
        CellMaker maker(made.transportMs, made.marketMs);
        for (; first < contracts.size() && contracts[first].venue().id == venue; ++first)
            maker.take(contracts[first]);
        MatrixCell cell = maker.finish();
        double size = maker.effectiveTurnoverUsd();
        if (snapshot) {
            const auto known = std::find_if(snapshot->venues.begin(), snapshot->venues.end(),
                [&](const VenueRow &each) { return each.venue == venue; });
            if (known != snapshot->venues.end() && known->spot8h) {
                cell = cellOf(*known);
                size = effectiveTurnover(known->turnoverUsd.value_or(0), known->openInterestUsd);
            }
        }
        cell.venue = m_venues.at(venue);
        sizes.push_back({m_operators[cell.venue], cell.isUsable() ? size : 0});
        made.cells.push_back(cell);
    }
    row.cellCount = static_cast<std::uint32_t>(made.cells.size()) - row.firstCell;

    double largest = -1;
    std::optional<double> low, high;
    for (const MatrixCell &cell : made.cellsOf(row)) {
        add(row.openInterestUsd, cell.openInterestUsd);
        add(row.turnoverUsd, cell.turnoverUsd);
        made.venues[cell.venue].openInterestUsd += cell.openInterestUsd.value_or(0);
        if (cell.mark && cell.openInterestUsd.value_or(0) > largest) {
            largest = cell.openInterestUsd.value_or(0);
            row.mark = cell.mark;
        }
        if (!cell.isUsable())
            continue;
        ++row.venues;
        low = std::min(low.value_or(*cell.smoothed8h), *cell.smoothed8h);
        high = std::max(high.value_or(*cell.smoothed8h), *cell.smoothed8h);
    }
    if (row.venues >= 2)
        row.spread8h = *high - *low;
    row.aggregate8h =
        snapshot && snapshot->aggregate.rate8h ? snapshot->aggregate.rate8h : aggregateOf(made.cellsOf(row), sizes);
    if (row.venues > 0 && m_firstMs == 0)
        m_firstMs = made.marketMs;
    addSpread(row);
    made.rows.push_back(std::move(row));
}

void MatrixBuilder::addSpread(const MatrixRow &row)
{
    std::vector<SpreadSide> sides;
    std::vector<const MatrixCell *> cells;
    for (const MatrixCell &cell : m_made->cellsOf(row)) {
        if (!cell.isUsable())
            continue;
        sides.push_back(sideOf(cell, m_costs->feeOf(m_made->venues[cell.venue].venue)));
        cells.push_back(&cell);
    }
    const auto best = bestSpread(sides, m_made->horizonHours);
    if (!best)
        return;
    const SpreadSide &a = sides[best->longSide];
    const SpreadSide &b = sides[best->shortSide];
    const MatrixCell &longCell = *cells[best->longSide];
    const MatrixCell &shortCell = *cells[best->shortSide];
    SpreadRow spread;
    spread.asset = row.asset;
    spread.isWatched = row.isWatched;
    spread.longVenue = longCell.venue;
    spread.shortVenue = shortCell.venue;
    spread.longRate8h = a.rate8h;
    spread.shortRate8h = b.rate8h;
    spread.isProvisional = longCell.smoothedProvisional || shortCell.smoothedProvisional;
    spread.longFee = a.takerFee;
    spread.shortFee = b.takerFee;
    spread.perDay = best->carry.perDay;
    spread.fees = best->carry.fees;
    spread.basis = best->carry.entryBasis;
    spread.basisFrom = best->basis;
    spread.net = best->carry.net(m_made->horizonHours);
    spread.breakEvenHours = best->carry.breakEvenHours;
    if (longCell.openInterestUsd && shortCell.openInterestUsd)
        spread.smallerOpenInterestUsd = std::min(*longCell.openInterestUsd, *shortCell.openInterestUsd);
    spread.longMark = longCell.mark;
    spread.shortMark = shortCell.mark;
    stand(spread, sides, cells);
    m_made->spreads.push_back(std::move(spread));
}

/// A pair stands as long as it pays, whether another is better at times or not.
void MatrixBuilder::stand(
    SpreadRow &spread, std::span<const SpreadSide> sides, std::span<const MatrixCell *const> cells)
{
    const TimeMs now = m_made->marketMs;
    const auto sideAt = [&](const std::string &venue) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (m_made->venues[cells[i]->venue].venue == venue)
                return i;
        }
        return std::nullopt;
    };
    Pairs &pairs = m_pairs[spread.asset];
    std::erase_if(pairs, [&](Standing &pair) {
        const auto a = sideAt(pair.longVenue), b = sideAt(pair.shortVenue);
        if (!a || !b)
            return now - pair.lastMs > GraceMs;
        if (!(spreadOf(sides, *a, *b).carry.net(m_made->horizonHours) > 0))
            return true;
        pair.lastMs = now;
        return false;
    });
    if (!(spread.net > 0))
        return;
    const std::string &longVenue = m_made->venues[spread.longVenue].venue;
    const std::string &shortVenue = m_made->venues[spread.shortVenue].venue;
    auto found = std::find_if(pairs.begin(), pairs.end(),
        [&](const Standing &pair) { return pair.longVenue == longVenue && pair.shortVenue == shortVenue; });
    if (found == pairs.end()) {
        if (pairs.size() == MostPairs)
            pairs.erase(pairs.begin());
        found = pairs.insert(pairs.end(), {longVenue, shortVenue, now, now});
    }
    spread.sinceMs = found->sinceMs;
    spread.isSinceStart = found->sinceMs < m_firstMs + AtStartMs;
}

} // namespace isobar
