#include "core/analytics/carry.h"

#include "core/analytics/funding.h"

#include <algorithm>
#include <cmath>

namespace isobar {

Carry carry(const CarryInput &input)
{
    Carry result;
    result.perDay = isobar::perDay(input.shortRate8h - input.longRate8h);
    result.fees = 2 * (input.longTakerFee + input.shortTakerFee);
    result.entryBasis = std::log(input.longMark / input.shortMark);
    if (result.perDay > 0)
        result.breakEvenHours = 24 * std::max(0.0, result.fees + result.entryBasis) / result.perDay;
    return result;
}

} // namespace isobar
