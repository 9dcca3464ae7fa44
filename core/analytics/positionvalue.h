#pragma once
#include "core/market/instrument.h"
#include "core/market/position.h"
#include "core/state/contractstate.h"
#include "core/state/sampleseries.h"

#include <optional>
#include <span>
#include <vector>

namespace isobar {

/// What is known of the contract that a position is in. Prices are quote per coin, rates fractions; absent: not known.
struct PositionMarket {
    ContractKind kind = ContractKind::Linear;
    std::span<const MarginTier> tiers{}; ///< empty: the venue does not publish them
    std::optional<double> mark{};
    std::optional<double> rate{}; ///< of the running interval; per 8 h where funding is continuous
    std::optional<double> intervalHours{};
    bool isContinuous = false;
    std::optional<TimeMs> nextFundingMs{};
    std::span<const FundingPayment> payments{}; ///< settled, ascending
    std::span<const Sample> prices{}; ///< hourly closes, ascending: what coins were worth at a payment
    double sigmaDay = 0; ///< of ln(price) over a day (MODEL 6); 0: not known
    TimeMs nowMs = 0; ///< market time
};

/// The maintenance rate that stands where the venue publishes no tiers (MODEL 3.4); what follows is an estimate.
inline constexpr double UsualMaintenanceRate = 0.005;

/// What a position is made of: what its numbers at any price follow from. In the settlement currency: USD for linear
/// contracts, coins for inverse ones.
struct PositionBasis {
    ContractKind kind = ContractKind::Linear;
    double sign = 1; ///< +1 long, -1 short
    double entryPrice = 0;
    double coins = 0; ///< at the entry; of linear contracts at any price
    double usd = 0; ///< at the entry; of inverse contracts at any price
    double margin = 0; ///< with what was added
    double fundingPaid = 0; ///< since it was opened; negative: received
    std::optional<double> liquidationPrice; ///< absent: it cannot be liquidated
    bool operator==(const PositionBasis &) const = default;

    /// Profit of the price alone, in the settlement currency.
    double profitAt(double price) const;
    /// USD of an amount of the settlement currency.
    double usdOf(double amount, double price) const { return kind == ContractKind::Linear ? amount : amount * price; }
    bool isGoneAt(double price) const;
};

/// A position if the price stands there. USD.
struct PositionAt {
    double profitUsd = 0; ///< of the price, without funding; once liquidated the margin that was left is lost
    double profitShare = 0; ///< of the margin
    double marginLeftUsd = 0; ///< margin + profit - funding paid, at least 0
    bool isLiquidated = false;
    bool operator==(const PositionAt &) const = default;
};
PositionAt positionAt(const PositionBasis &basis, double price);

/// The numbers of PRODUCT 2.9. USD; what is paid is positive, what is received negative.
struct PositionValue {
    PositionBasis basis;
    std::optional<PositionAt> now; ///< absent while the mark is not known
    double marginUsd = 0; ///< at the mark, else at the entry
    std::optional<double> notionalUsd;
    double maintenanceRate = UsualMaintenanceRate; ///< of the tier that the liquidation price falls in
    std::optional<double> mostLeverage; ///< that the tier of the position allows
    bool areTiersKnown = false;
    std::optional<double> distance; ///< liquidation price / mark - 1
    std::optional<double> sigmas; ///< |ln| of it, in standard deviations of a day
    std::optional<TimeMs> nextFundingMs;
    std::optional<double> dueNextUsd; ///< absent for continuous funding
    std::optional<double> duePerDayUsd; ///< at this rate
    std::optional<double> dayShareOfMargin; ///< of the margin as it is typed in
    std::optional<double> realisedUsd; ///< of the settlements since it was opened, at the prices of their hours
    std::optional<TimeMs> realisedSinceMs; ///< later than the opening: what was paid before is not known
    std::optional<double> alertPrice; ///< mark at which the user wants to be warned
    bool operator==(const PositionValue &) const = default;
};

/// Linear and inverse contracts (MODEL 3.1, 1.6). The tier is that of the notional at the liquidation price, where it
/// is asked for; where tiers jump so that none fits, the one that liquidates first.
PositionValue valueOf(const Position &position, const PositionMarket &market);

/// What is wrong with a position; it cannot be valued until it is mended.
enum class PositionFault : std::uint8_t {
    NoContract,
    NoSize,
    NoEntry,
    LeverageOutOfRange,
    OpenedInFuture,
    AlertOutOfRange
};
/// What may be a slip of the hand.
enum class PositionDoubt : std::uint8_t { LeverageAboveVenue, EntryFarFromMark, AlreadyLiquidated };

inline constexpr double MostLeverage = 1000;

/// In the order of the form; empty: it can be valued.
std::vector<PositionFault> faultsOf(const Position &position, TimeMs nowMs);
std::vector<PositionDoubt> doubtsOf(const Position &position, const PositionValue &value, std::optional<double> mark);

} // namespace isobar
