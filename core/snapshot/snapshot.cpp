#include "core/snapshot/snapshot.h"

#include <algorithm>

namespace isobar {

std::string_view exclusionName(Exclusion reason)
{
    constexpr std::array<std::string_view, 10> Names{"", "no_data", "stale", "implausible", "outlier", "thin",
        "volume_suspect", "interval_unknown", "crossed_mark", "switched_off"};
    return Names[static_cast<std::size_t>(reason)];
}

const AssetSnapshot *Snapshot::find(std::string_view asset) const
{
    const auto found =
        std::find_if(assets.begin(), assets.end(), [&](const auto &each) { return each->asset == asset; });
    return found == assets.end() ? nullptr : found->get();
}

} // namespace isobar
