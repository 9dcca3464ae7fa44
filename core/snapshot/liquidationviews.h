#pragma once
#include "core/snapshot/snapshot.h"
#include "core/state/marketstate.h"

namespace isobar {

/// Makes the view of one asset's liquidations anew only when something of it changed, from the pieces that did.
class LiquidationViews {
public:
    /// `coverage`: share of open interest on venues with a public feed, 0..1.
    std::shared_ptr<const LiquidationView> viewOf(const AssetState &state, double coverage);

private:
    std::shared_ptr<const LiquidationView> m_view;
    std::uint64_t m_tapeVersion = 0, m_windowVersion = 0;
};

} // namespace isobar
