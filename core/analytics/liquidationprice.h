#pragma once
#include "core/market/instrument.h"
#include "core/market/observation.h"
#include "core/state/marketstate.h"

#include <optional>
#include <span>

namespace isobar {

/// A position under isolated margin, as far as its liquidation price depends on it (MODEL 3.1).
struct MarginedPosition {
    PositionSide side = PositionSide::Long;
    double entryPrice = 0; ///< quote per coin
    double leverage = 1;
    double quantity = 0; ///< coins; 0: the tier's deduction and extra margin are left out
    double maintenanceRate = 0.005;
    double deduction = 0; ///< A of the tier, quote
    double closingFee = 0; ///< phi, fraction
    double fundingPaidPerCoin = 0; ///< f, quote; negative: received
    double extraMargin = 0; ///< m, quote
};

/// Linear contracts: quote per coin. 0 when the position cannot be liquidated (a long with leverage up to 1).
double linearLiquidationPrice(const MarginedPosition &position);
/// Contracts margined in the coin. `quantity`, `fundingPaidPerCoin` and `extraMargin` are of the coins at the entry price,
/// valued at it.
double inverseLiquidationPrice(const MarginedPosition &position);
/// Bybit's older entry-based form of linear contracts.
double entryBasedLiquidationPrice(const MarginedPosition &position);
/// Hyperliquid: `availablePerCoin` = (margin - maintenance margin) / size in quote at the present price.
double hyperliquidLiquidationPrice(PositionSide side, double price, double availablePerCoin, double maxLeverage);

/// The tier of a notional in USD: the first whose cap is not below it, else the last. Null when there are none.
const MarginTier *tierOf(std::span<const MarginTier> tiers, double notionalUsd);

/// The rate without a deduction at which a position of that size (USD at entry) and leverage is liquidated where the
/// tier's rate and deduction liquidate it.
double rateWithoutDeduction(const MarginTier &tier, double notionalUsd, double leverage);

/// The maintenance rate of positions with that leverage in an asset, as rateWithoutDeduction(): the mean over the
/// contracts whose tiers are known, weighted with their open interest, and over sizes of 5 000 to 5 million USD, as far
/// as their tiers give the leverage. Absent when no contract gives it.
std::optional<double> maintenanceRateAt(const AssetState &asset, double leverage);

/// The maintenance rate of a position of usual size (50 000 USD) in an asset: the mean over the contracts whose tiers
/// are known, weighted with their open interest; absent when none are.
std::optional<double> usualMaintenanceRate(const AssetState &asset);

} // namespace isobar
