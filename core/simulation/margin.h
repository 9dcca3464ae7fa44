#pragma once
#include "core/simulation/marketdata.h"

namespace isobar::simulation {

/// A step of a venue's margin schedule.
struct MarginTier {
    double maintenanceRate = 0.005;
    double maxLeverage = 100;
    double deduction = 0; ///< quote units taken off the maintenance margin
};

/// The tier of a position of `notionalUsd`. Binance and Bybit deduct, OKX and Hyperliquid do not.
MarginTier marginTier(const ContractSpec &spec, double notionalUsd);

/// Fee of the closing order that the venue reserves (a fraction of notional; OKX only).
double closingFee(const ContractSpec &spec);

/// What fixes the liquidation price of an isolated position.
struct MarginTerms {
    Side side = Side::Long;
    bool inverse = false;
    double entry = 0; ///< quote per base unit
    double leverage = 1;
    double maintenanceRate = 0;
    double deductionPerBase = 0; ///< quote per base unit (A/q)
    double fee = 0;
    double fundingPerBase = 0; ///< quote per base unit paid since the entry, negative: received
};

/// MODEL 3.1, isolated. Not positive or infinite: no price liquidates the position. Hyperliquid's form is the linear
/// one with maintenance rate 1/(2 x maximal leverage). Inverse positions ignore deduction, fee and funding.
double liquidationPrice(const MarginTerms &terms);

} // namespace isobar::simulation
