#pragma once
#include "core/snapshot/snapshot.h"

#include <memory>

namespace isobar {

/// An asset as it stood at a past moment, as far as a later snapshot of it remembers: prices, levels, open interest,
/// liquidations and settled funding up to then, and nothing of what came after the minute of the moment. What is
/// remembered of no past is absent: clusters, the venues' rates, the expected prints of each. Null when the levels do
/// not reach back to the moment.
std::shared_ptr<const AssetSnapshot> assetAsOf(const AssetSnapshot &later, TimeMs marketMs);

} // namespace isobar
