#include "core/analytics/liquidationprice.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

double signOf(PositionSide side) { return side == PositionSide::Long ? 1.0 : -1.0; }

} // namespace

double linearLiquidationPrice(const MarginedPosition &position)
{
    const double s = signOf(position.side);
    double top = position.entryPrice * (1 - s / position.leverage) + s * position.fundingPaidPerCoin;
    if (position.quantity > 0)
        top -= s * (position.deduction + position.extraMargin) / position.quantity;
    return std::max(0.0, top / (1 - s * (position.maintenanceRate + position.closingFee)));
}

double inverseLiquidationPrice(const MarginedPosition &position)
{
    const double s = signOf(position.side);
    double rate = position.maintenanceRate;
    double below = 1 + s / position.leverage - s * position.fundingPaidPerCoin / position.entryPrice;
    if (position.quantity > 0) {
        const double usd = position.quantity * position.entryPrice; // the same at every price
        rate -= position.deduction / usd;
        below += s * position.extraMargin / usd;
    }
    // A short that holds as many coins as it is worth, or more, never runs out of them.
    return below <= 0 ? 0 : std::max(0.0, position.entryPrice * (1 + s * rate) / below);
}

double entryBasedLiquidationPrice(const MarginedPosition &position)
{
    const double s = signOf(position.side);
    return std::max(0.0, position.entryPrice * (1 - s / position.leverage + s * position.maintenanceRate));
}

double hyperliquidLiquidationPrice(PositionSide side, double price, double availablePerCoin, double maxLeverage)
{
    const double s = signOf(side);
    const double maintenance = 1 / (2 * maxLeverage);
    return std::max(0.0, price - s * availablePerCoin / (1 - s * maintenance));
}

const MarginTier *tierOf(std::span<const MarginTier> tiers, double notionalUsd)
{
    for (const MarginTier &tier : tiers) {
        if (notionalUsd <= tier.notionalCapUsd)
            return &tier;
    }
    return tiers.empty() ? nullptr : &tiers.back();
}

double rateWithoutDeduction(const MarginTier &tier, double notionalUsd, double leverage)
{
    const double equity = 1 - 1 / leverage, deduction = notionalUsd > 0 ? tier.deductionUsd / notionalUsd : 0;
    if (equity <= deduction)
        return tier.maintenanceRate;
    return std::max(0.0, 1 - (1 - tier.maintenanceRate) * equity / (equity - deduction));
}

std::optional<double> maintenanceRateAt(const AssetState &asset, double leverage)
{
    constexpr std::array Sizes{5e3, 50e3, 500e3, 5e6}; // USD; each as much of what is opened
    double sum = 0, weight = 0;
    for (const auto &contract : asset.contracts) {
        const double usd = contract->openInterestUsd().value_or(0);
        for (const double size : Sizes) {
            const MarginTier *tier = tierOf(contract->instrument().tiers, size);
            if (!tier || tier->maintenanceRate <= 0 || usd <= 0 || tier->maxLeverage < leverage)
                continue;
            sum += usd * rateWithoutDeduction(*tier, size, leverage);
            weight += usd;
        }
    }
    return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

std::optional<double> usualMaintenanceRate(const AssetState &asset)
{
    constexpr double UsualUsd = 50'000;
    double sum = 0, weight = 0;
    for (const auto &contract : asset.contracts) {
        const MarginTier *tier = tierOf(contract->instrument().tiers, UsualUsd);
        const double usd = contract->openInterestUsd().value_or(0);
        if (!tier || tier->maintenanceRate <= 0 || usd <= 0)
            continue;
        sum += usd * tier->maintenanceRate;
        weight += usd;
    }
    return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

} // namespace isobar
