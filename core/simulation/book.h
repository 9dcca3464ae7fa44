#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/simulation/margin.h"
#include "core/simulation/marketdata.h"
#include "core/simulation/random.h"

namespace isobar::simulation {

/// One agent's leveraged position in one contract.
struct Position {
    std::uint64_t agent = 0; ///< unique within its contract
    std::int64_t units = 0; ///< lots of the contract (inverse: USD lots); whole numbers, so that books balance exactly
    MarginTerms terms;
    double liquidationPrice = 0; ///< at the contract's tick; crossing it by the mark ends the position
    TimeMs openedMs = 0;
};

/// All positions of one contract. Whenever a public function has returned, except between takeTouched() and absorb(),
/// the longs' units equal the shorts' and are the open interest.
class Book {
public:
    explicit Book(const ContractSpec &spec) : m_spec(spec) { }

    /// A new agent on each side, matched with each other.
    void openPair(std::int64_t units, double price, double longLeverage, double shortLeverage, TimeMs nowMs);
    /// Agents on both sides close `units` against each other (the open interest if that is less). Returns the units.
    std::int64_t closePair(std::int64_t units, Random &random);

    /// Removes the position of `side` that `price` has crossed first, if any. Follow up with absorb().
    std::optional<Position> takeTouched(Side side, double price);
    /// Somebody trades with the liquidated agent: closing agents of the other side for `closingShare` of the units, new
    /// agents who take the position over at low leverage for the rest.
    void absorb(Side dead, std::int64_t units, double closingShare, double price, TimeMs nowMs, Random &random);
    /// A position whose liquidation price is `price`, opened against an unlevered agent.
    Position openDoomed(Side side, std::int64_t units, double price, TimeMs nowMs);

    /// Every agent pays (or gets) rate x notional at `mark`; margins and so liquidation prices move.
    void settle(double rate, double mark);

    std::int64_t units(Side side) const { return m_units[index(side)]; }
    /// The units of one side of the book.
    std::int64_t openInterest() const { return units(Side::Long); }
    /// Ever since the book began, per side: openInterest = opened - closed.
    std::int64_t opened(Side side) const { return m_opened[index(side)]; }
    std::int64_t closed(Side side) const { return m_closed[index(side)]; }
    /// Settlement currency paid by that side in the last settle(), negative: received.
    double lastFundingPaid(Side side) const { return m_lastFundingPaid[index(side)]; }
    const std::vector<Position> &positions(Side side) const { return m_sides[index(side)]; }

    /// Base units (inverse: coins) of lots at a price, and back (rounded to whole lots).
    double baseOf(std::int64_t units, double price) const;
    std::int64_t unitsOf(double base, double price) const;
    double usdOf(std::int64_t units, double price) const { return baseOf(units, price) * price; }

private:
    static std::size_t index(Side side) { return side == Side::Long ? 0 : 1; }
    bool isTouched(Side side, double liquidationPrice, double price) const;
    void open(Side side, std::int64_t units, double price, double leverage, TimeMs nowMs);
    void close(Side side, std::int64_t units, Random &random);
    void add(Position position);
    void remove(Side side, std::size_t at);
    void updateLiquidationPrice(Position &position);

    ContractSpec m_spec;
    std::array<std::vector<Position>, 2> m_sides;
    std::array<std::int64_t, 2> m_units{}, m_opened{}, m_closed{};
    std::array<double, 2> m_lastFundingPaid{};
    /// No liquidation price of the side lies nearer to the market; may be too near after a removal (then one scan is
    /// in vain and corrects it). Spares looking at every position at every step.
    std::array<double, 2> m_nearest{-1, 1e300};
    std::uint64_t m_nextAgent = 1;
};

} // namespace isobar::simulation
