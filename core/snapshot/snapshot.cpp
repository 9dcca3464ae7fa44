#include "core/snapshot/snapshot.h"

#include <algorithm>

namespace isobar {

const AssetSnapshot *Snapshot::find(std::string_view asset) const
{
    const auto found =
        std::find_if(assets.begin(), assets.end(), [&](const auto &each) { return each->asset == asset; });
    return found == assets.end() ? nullptr : found->get();
}

} // namespace isobar
