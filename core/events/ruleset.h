#pragma once
#include "core/events/assetrules.h"
#include "core/events/delivery.h"
#include "core/events/listing.h"
#include "core/events/rulecontext.h"
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

/// All rules over all assets: what was found at a beat in, events with their delivery out. Plain state; the same
/// findings give the same events.
class RuleSet {
public:
    /// An event that went on when the program was last ended: it may be told again, or end, but does not begin anew.
    void resume(const Event &event);
    /// Of one watched asset.
    std::vector<Event> evaluate(const RuleContext &context);
    /// Nobody judges an asset that is watched no longer: what goes on there is over for the user, as last told.
    std::vector<Event> endUnwatched(const std::vector<std::string> &watched, TimeMs marketMs);
    /// The squeeze ingredients of a watched asset, as last evaluated.
    std::optional<SqueezeParts> squeeze(const std::string &asset) const;
    /// Of the venues' catalogues, once a beat, after the assets. `watched`: names of assets.
    std::vector<Event> evaluateCatalogues(
        const MarketState &market, const std::vector<std::string> &watched, const UserConcerns &user);

    /// For a restart. Catalogues are noted anew: what was listed meanwhile is no news.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_delivery, self.m_standing);
        auto count = static_cast<std::uint64_t>(self.m_assets.size());
        archive(count);
        if constexpr (Archive::IsReader) {
            self.m_assets.clear();
            for (; count > 0 && archive.ok(); --count) {
                std::string asset;
                archive(asset);
                archive(self.m_assets.try_emplace(asset, asset).first->second);
            }
        } else {
            for (const auto &[asset, rules] : self.m_assets)
                archive(asset, rules);
        }
    }
    void forgetRun()
    {
        for (auto &[asset, rules] : m_assets)
            rules.forgetRun();
    }

private:
    RuleMoment momentOf(const RuleContext &context) const;
    void note(const Event &told);

    WarmUpSettings m_warmUp;
    std::map<std::string, AssetRules> m_assets;
    Listing m_listing;
    DeliveryBook m_delivery;
    std::map<std::uint64_t, Event> m_standing; // by id, as last told
};

} // namespace isobar
