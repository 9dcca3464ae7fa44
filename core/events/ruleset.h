#pragma once
#include "core/analytics/assetanalysis.h"
#include "core/analytics/constantset.h"
#include "core/events/fundingextreme.h"
#include "core/market/event.h"

#include <map>
#include <string>
#include <vector>

namespace isobar {

/// When the program counts as just started (MODEL 8.1): what holds by then is one digest, not pop-ups. Transport time.
struct WarmUpSettings {
    TimeMs leastMs = 10 * SecondMs; ///< venues trickle in
    TimeMs mostMs = 180 * SecondMs; ///< while the history of the baseline is still being fetched
};

/// All rules over all assets: findings of a beat in, events out. Plain state; the same findings give the same events.
class RuleSet {
public:
    /// An event that went on when the program was last ended: it may be told again, or end, but does not begin anew.
    void resume(const Event &event);
    std::vector<Event> evaluate(const AssetFindings &findings, const MarketState &state);

private:
    struct AssetRules {
        explicit AssetRules(const std::string &asset) : fundingExtreme(asset) { }
        FundingExtreme fundingExtreme;
        ConstantSet fundingExtremeSet;
    };

    WarmUpSettings m_warmUp;
    std::map<std::string, AssetRules> m_assets;
};

/// A transition of FUNDING_EXTREME with everything that explains it (MODEL 8.3).
Event fundingExtremeEvent(const FundingExtremeTransition &transition, const AssetFindings &findings,
    const FundingExtremeSettings &settings = {});

} // namespace isobar
