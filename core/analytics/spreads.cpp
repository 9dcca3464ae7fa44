#include "core/analytics/spreads.h"

#include <cmath>
#include <cstdlib>

namespace isobar {

namespace {

constexpr TimeMs SameMomentMs = 2 * SecondMs;

BasisSource basisOf(const SpreadSide &a, const SpreadSide &b)
{
    const bool isSameMoment = std::llabs(a.markSeenMs - b.markSeenMs) <= SameMomentMs;
    if (a.mark && b.mark && *a.mark > 0 && *b.mark > 0 && isSameMoment)
        return BasisSource::Marks;
    return a.premium && b.premium && *a.premium > -1 && *b.premium > -1 ? BasisSource::Premiums : BasisSource::Neither;
}

} // namespace

Spread spreadOf(std::span<const SpreadSide> sides, std::size_t longSide, std::size_t shortSide)
{
    const SpreadSide &a = sides[longSide];
    const SpreadSide &b = sides[shortSide];
    CarryInput input;
    input.longRate8h = a.rate8h;
    input.shortRate8h = b.rate8h;
    input.longTakerFee = a.takerFee;
    input.shortTakerFee = b.takerFee;
    const BasisSource basis = basisOf(a, b);
    if (basis == BasisSource::Marks) {
        input.longMark = *a.mark;
        input.shortMark = *b.mark;
    } else if (basis == BasisSource::Premiums) {
        input.longMark = 1 + *a.premium;
        input.shortMark = 1 + *b.premium;
    }
    return {longSide, shortSide, carry(input), basis};
}

std::optional<Spread> bestSpread(std::span<const SpreadSide> sides, double horizonHours)
{
    std::optional<Spread> best;
    for (std::size_t a = 0; a < sides.size(); ++a) {
        for (std::size_t b = 0; b < sides.size(); ++b) {
            if (!(sides[b].rate8h > sides[a].rate8h))
                continue;
            const Spread found = spreadOf(sides, a, b);
            if (!best || found.carry.net(horizonHours) > best->carry.net(horizonHours))
                best = found;
        }
    }
    return best;
}

} // namespace isobar
