#pragma once
#include "core/state/liquidationlog.h"

#include <bit>

namespace isobar {

/// Whether the feeds had no room for more in that minute: what it shows is a lower bound (MODEL 3.6).
inline bool isCensored(const LiquidationMinute &minute)
{
    constexpr int FullSeconds = 45;
    return std::popcount(minute.seconds) >= FullSeconds;
}

} // namespace isobar
