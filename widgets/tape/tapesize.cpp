#include "widgets/tape/tapesize.h"

#include <algorithm>
#include <cmath>

namespace isobar {

TapeSize tapeSize(double usd)
{
    return usd >= 1e6 ? TapeSize::Huge : usd >= 1e5 ? TapeSize::Large : usd >= 1e4 ? TapeSize::Middle : TapeSize::Small;
}

double tapeBar(double usd) { return usd <= 0 ? 0 : std::clamp((std::log10(usd) - 3) / 4, 0.0, 1.0); }

} // namespace isobar
