#include "core/snapshot/liquidationviews.h"

namespace isobar {

std::shared_ptr<const LiquidationView> LiquidationViews::viewOf(const AssetState &state, double coverage)
{
    const LiquidationWindow &window = state.liquidations;
    const bool isTapeKnown = m_view && m_tapeVersion == state.liquidationTape.version();
    const bool areSumsKnown = m_view && m_windowVersion == window.version();
    const bool isSame = isTapeKnown && areSumsKnown && m_view->hour == window.hour()
        && m_view->fourHours == window.fourHours() && m_view->day == window.day()
        && m_view->sinceMs == state.liquidationsSinceMs && m_view->coverage == coverage;
    if (isSame)
        return m_view;
    auto made = std::make_shared<LiquidationView>();
    made->log = isTapeKnown ? m_view->log : state.liquidationTape.log();
    made->log.minuteSums = areSumsKnown ? m_view->log.minuteSums : window.minuteSums();
    made->hour = window.hour();
    made->fourHours = window.fourHours();
    made->day = window.day();
    made->sinceMs = state.liquidationsSinceMs;
    made->coverage = coverage;
    m_view = std::move(made);
    m_tapeVersion = state.liquidationTape.version();
    m_windowVersion = window.version();
    return m_view;
}

} // namespace isobar
