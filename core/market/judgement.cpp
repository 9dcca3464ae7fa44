#include "core/market/judgement.h"

#include <array>

namespace isobar {

std::string_view exclusionName(Exclusion reason)
{
    constexpr std::array<std::string_view, 10> Names{"", "no_data", "stale", "implausible", "outlier", "thin",
        "volume_suspect", "interval_unknown", "crossed_mark", "switched_off"};
    return Names[static_cast<std::size_t>(reason)];
}

} // namespace isobar
