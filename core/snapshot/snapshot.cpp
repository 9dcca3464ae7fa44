#include "core/snapshot/snapshot.h"

#include <algorithm>

namespace isobar {

const std::string &ContractRow::shownSymbol() const
{
    const bool isNumber =
        std::all_of(symbol.begin(), symbol.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    return isNumber && !base.empty() ? base : symbol;
}

const AssetSnapshot *Snapshot::find(std::string_view asset) const
{
    const auto found =
        std::find_if(assets.begin(), assets.end(), [&](const auto &each) { return each->asset == asset; });
    return found == assets.end() ? nullptr : found->get();
}

} // namespace isobar
