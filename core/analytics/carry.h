#pragma once
#include <optional>

namespace isobar {

/// Long on venue a, short on venue b (MODEL 1.10). Rates per 8 h (A), fees as fractions per trade.
struct CarryInput {
    double longRate8h = 0, shortRate8h = 0; ///< A of a, A of b
    double longTakerFee = 0.0005, shortTakerFee = 0.0005;
    double longMark = 1, shortMark = 1; ///< the basis between them is assumed to close
};

/// Fractions of the notional of one leg. No carry is shown gross.
struct Carry {
    double perDay = 0; ///< g_day
    double fees = 0; ///< c: four taker trades
    double entryBasis = 0; ///< b = ln(p_a / p_b); negative: gained when it closes
    std::optional<double> breakEvenHours; ///< absent when the carry earns nothing; 0 when the basis pays the fees
    /// After `hours`: funding earned less fees and basis.
    double net(double hours) const { return perDay * hours / 24 - fees - entryBasis; }
};
Carry carry(const CarryInput &input);

} // namespace isobar
