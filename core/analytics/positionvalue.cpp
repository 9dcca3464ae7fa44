#include "core/analytics/positionvalue.h"

#include "core/analytics/liquidationprice.h"
#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr double FarFromMark = 0.5; // an entry half or twice the price is a misplaced digit more often than a trade
constexpr double LeastPrice = 1e-12;

PositionBasis basisOf(const Position &position, ContractKind kind)
{
    PositionBasis basis;
    basis.kind = kind;
    basis.sign = position.side == PositionSide::Long ? 1 : -1;
    basis.entryPrice = position.entryPrice;
    basis.coins = position.isSizeInUsd ? position.size / position.entryPrice : position.size;
    basis.usd = position.isSizeInUsd ? position.size : position.size * position.entryPrice;
    const double marginUsd = basis.usd / position.leverage + position.extraMarginUsd;
    basis.margin = kind == ContractKind::Linear ? marginUsd : marginUsd / position.entryPrice;
    return basis;
}

double notionalAt(const PositionBasis &basis, double price)
{
    return basis.kind == ContractKind::Inverse ? basis.usd : basis.coins * price;
}

/// What a coin was worth at a moment: the close of its hour, else the entry.
double priceAt(std::span<const Sample> prices, TimeMs timeMs, double entryPrice)
{
    const auto after = std::upper_bound(
        prices.begin(), prices.end(), timeMs, [](TimeMs time, const Sample &each) { return time < each.timeMs; });
    if (after == prices.begin() || !(std::prev(after)->value > 0))
        return entryPrice;
    return std::prev(after)->value;
}

/// What the settlements since the opening took of the margin, and in USD of their time.
void takeFunding(PositionValue &value, const Position &position, const PositionMarket &market)
{
    // What accrues without settlements is published nowhere.
    if (!position.openedMs || market.isContinuous || market.payments.empty())
        return;
    double usd = 0;
    for (const FundingPayment &each : market.payments) {
        if (each.timeMs <= *position.openedMs || each.timeMs > market.nowMs)
            continue;
        const double price = priceAt(market.prices, each.timeMs, position.entryPrice);
        const double paid = value.basis.sign * each.rate * notionalAt(value.basis, price);
        usd += paid;
        value.basis.fundingPaid += value.basis.kind == ContractKind::Linear ? paid : paid / price;
    }
    value.realisedUsd = usd;
    value.realisedSinceMs = std::max(*position.openedMs, market.payments.front().timeMs);
    // The first settlement that is known may well be the first after the opening.
    const auto interval = static_cast<TimeMs>(market.intervalHours.value_or(8) * static_cast<double>(HourMs));
    if (market.payments.front().timeMs - *position.openedMs <= interval)
        value.realisedSinceMs = position.openedMs;
}

std::optional<double> priceWith(const Position &position, const PositionBasis &basis, double rate, double deduction)
{
    MarginedPosition margined;
    margined.side = position.side;
    margined.entryPrice = position.entryPrice;
    margined.leverage = position.leverage;
    margined.quantity = basis.coins;
    margined.maintenanceRate = rate;
    margined.deduction = deduction;
    margined.extraMargin = position.extraMarginUsd;
    const double inQuote =
        basis.kind == ContractKind::Linear ? basis.fundingPaid : basis.fundingPaid * basis.entryPrice;
    margined.fundingPaidPerCoin = inQuote / basis.coins;
    const double price =
        basis.kind == ContractKind::Linear ? linearLiquidationPrice(margined) : inverseLiquidationPrice(margined);
    return price > LeastPrice ? std::optional(price) : std::nullopt;
}

/// Nearer to the price of the other: reached first on the way.
bool comesFirst(std::optional<double> a, std::optional<double> b, double sign)
{
    return a && (!b || (sign > 0 ? *a > *b : *a < *b));
}

void takeLiquidation(PositionValue &value, const Position &position, std::span<const MarginTier> tiers)
{
    PositionBasis &basis = value.basis;
    value.areTiersKnown = !tiers.empty();
    if (tiers.empty()) {
        basis.liquidationPrice = priceWith(position, basis, UsualMaintenanceRate, 0);
        return;
    }
    value.mostLeverage = tierOf(tiers, basis.usd)->maxLeverage;
    std::optional<double> fitting, first;
    const MarginTier *ofFitting = nullptr, *ofFirst = tierOf(tiers, basis.usd);
    for (const MarginTier &tier : tiers) {
        const auto price = priceWith(position, basis, tier.maintenanceRate, tier.deductionUsd);
        const MarginTier *there = tierOf(tiers, notionalAt(basis, price.value_or(position.entryPrice)));
        if (there == &tier && (!ofFitting || comesFirst(price, fitting, basis.sign))) {
            fitting = price;
            ofFitting = &tier;
        }
        if (comesFirst(price, first, basis.sign)) {
            first = price;
            ofFirst = &tier;
        }
    }
    basis.liquidationPrice = ofFitting ? fitting : first;
    value.maintenanceRate = (ofFitting ? ofFitting : ofFirst)->maintenanceRate;
}

void takeDue(PositionValue &value, const PositionMarket &market)
{
    if (!market.rate || !value.notionalUsd)
        return;
    const double paid = value.basis.sign * *market.rate * *value.notionalUsd;
    if (market.isContinuous) {
        value.duePerDayUsd = 3 * paid;
    } else if (market.intervalHours && *market.intervalHours > 0) {
        value.dueNextUsd = paid;
        value.duePerDayUsd = paid * 24 / *market.intervalHours;
        value.nextFundingMs = market.nextFundingMs;
    }
    if (value.duePerDayUsd && value.marginUsd > 0)
        value.dayShareOfMargin = *value.duePerDayUsd / value.marginUsd;
}

} // namespace

double PositionBasis::profitAt(double price) const
{
    return kind == ContractKind::Linear ? sign * coins * (price - entryPrice)
                                        : sign * usd * (1 / entryPrice - 1 / price);
}

bool PositionBasis::isGoneAt(double price) const
{
    return liquidationPrice && (sign > 0 ? price <= *liquidationPrice : price >= *liquidationPrice);
}

PositionAt positionAt(const PositionBasis &basis, double price)
{
    PositionAt at;
    const double own = basis.margin - basis.fundingPaid;
    at.isLiquidated = basis.isGoneAt(price);
    // Isolated margin: more than what was put in is not lost.
    const double profit = at.isLiquidated ? -own : std::max(-own, basis.profitAt(price));
    at.profitUsd = basis.usdOf(profit, price);
    at.profitShare = basis.margin > 0 ? profit / basis.margin : 0;
    at.marginLeftUsd = basis.usdOf(own + profit, price);
    return at;
}

PositionValue valueOf(const Position &position, const PositionMarket &market)
{
    PositionValue value;
    value.basis = basisOf(position, market.kind);
    takeFunding(value, position, market);
    takeLiquidation(value, position, market.tiers);
    value.marginUsd = value.basis.usdOf(value.basis.margin, market.mark.value_or(position.entryPrice));
    if (const auto price = value.basis.liquidationPrice; price && position.alertWithin)
        value.alertPrice = *price / (1 - value.basis.sign * *position.alertWithin);
    if (!market.mark)
        return value;
    value.notionalUsd = notionalAt(value.basis, *market.mark);
    value.now = positionAt(value.basis, *market.mark);
    if (const auto price = value.basis.liquidationPrice) {
        value.distance = *price / *market.mark - 1;
        if (market.sigmaDay > 0)
            value.sigmas = std::abs(std::log(*price / *market.mark)) / market.sigmaDay;
    }
    takeDue(value, market);
    return value;
}

std::vector<PositionFault> faultsOf(const Position &position, TimeMs nowMs)
{
    std::vector<PositionFault> faults;
    if (position.venue.empty() || position.symbol.empty())
        faults.push_back(PositionFault::NoContract);
    if (!(position.size > 0))
        faults.push_back(PositionFault::NoSize);
    if (!(position.entryPrice > 0))
        faults.push_back(PositionFault::NoEntry);
    if (!(position.leverage >= 1) || position.leverage > MostLeverage)
        faults.push_back(PositionFault::LeverageOutOfRange);
    if (position.openedMs && *position.openedMs > nowMs)
        faults.push_back(PositionFault::OpenedInFuture);
    if (position.alertWithin && !(*position.alertWithin > 0 && *position.alertWithin < 1))
        faults.push_back(PositionFault::AlertOutOfRange);
    return faults;
}

std::vector<PositionDoubt> doubtsOf(const Position &position, const PositionValue &value, std::optional<double> mark)
{
    std::vector<PositionDoubt> doubts;
    if (value.mostLeverage && above(position.leverage, *value.mostLeverage))
        doubts.push_back(PositionDoubt::LeverageAboveVenue);
    if (mark && std::abs(std::log(position.entryPrice / *mark)) > -std::log(FarFromMark))
        doubts.push_back(PositionDoubt::EntryFarFromMark);
    else if (mark && value.basis.isGoneAt(*mark))
        doubts.push_back(PositionDoubt::AlreadyLiquidated);
    return doubts;
}

} // namespace isobar
