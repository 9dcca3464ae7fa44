#pragma once
#include "core/analytics/constantset.h"
#include "core/events/blind.h"
#include "core/events/clusterarmed.h"
#include "core/events/feedlost.h"
#include "core/events/fundingcapped.h"
#include "core/events/fundingdivergence.h"
#include "core/events/fundingextreme.h"
#include "core/events/fundingflip.h"
#include "core/events/hearing.h"
#include "core/events/largeliquidation.h"
#include "core/events/liquidationwave.h"
#include "core/events/openinterestextreme.h"
#include "core/events/rulecontext.h"
#include "core/events/setuprecord.h"
#include "core/events/squeeze.h"
#include "core/events/termschanged.h"
#include "core/events/userrule.h"
#include "core/events/venuedislocation.h"
#include "core/market/squeezeparts.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace isobar {

/// All rules of one asset, in their order: what is observed first, then funding, then what is made of both. Reads the
/// findings of a beat into the inputs of each rule.
class AssetRules {
public:
    explicit AssetRules(const std::string &asset);
    std::vector<Event> step(const RuleContext &context, const RuleMoment &moment);
    /// Goes on with an event of before the start, as last told.
    void resume(const Event &event);
    /// What the last step found of the squeeze ingredients of the leading crowd; absent before the first.
    const std::optional<SqueezeParts> &squeeze() const { return m_squeeze; }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_sides, self.m_sigma, self.m_weights, self.m_quantileHourMs, self.m_oiHighSinceMs, self.m_extreme,
            self.m_flip, self.m_divergence, self.m_capped, self.m_extremeSet, self.m_flipSet, self.m_divergenceSet,
            self.m_cappedSet, self.m_terms, self.m_openInterest, self.m_large, self.m_clusters, self.m_dislocation,
            self.m_feedLost, self.m_blind, self.m_userRules);
    }
    /// What was read back counts prints, and knows of feeds, of a run that is over: they begin anew.
    void forgetRun();

private:
    /// One side: of positions that die, or of a crowd.
    struct Side {
        explicit Side(PositionSide side)
            : burst(EventType::LiquidationBurst, side), cascade(EventType::LiquidationCascade, side), squeeze(side)
        {
        }
        LiquidationWave burst, cascade;
        Squeeze squeeze;
        std::optional<double> burstQuantile, cascadeQuantile; ///< of minutes, as of the last full hour
        HeardMinute minute;
        bool extremeAftermath = false; ///< of the running FUNDING_EXTREME
        TimeMs clusterSinceMs = 0; ///< since when one is loaded; 0: none is

        template <class Archive, class Self> static void state(Archive &archive, Self &self)
        {
            archive(self.burst, self.cascade, self.squeeze, self.burstQuantile, self.cascadeQuantile,
                self.extremeAftermath, self.clusterSinceMs); // the minute is heard at every step
        }
    };
    struct Now; // the context with what several rules need

    void observe(const Now &now);
    void judgeFeeds(const Now &now);
    void judgeLiquidations(const Now &now);
    void judgeFunding(const Now &now);
    void judgeExtreme(const Now &now);
    void judgeFlip(const Now &now);
    void judgeDivergence(const Now &now);
    void judgeCapped(const Now &now);
    void judgeTerms(const Now &now);
    void judgeOpenInterest(const Now &now);
    void judgeSqueezes(const Now &now);
    SqueezeParts squeezeParts(const Now &now, PositionSide crowd) const;
    void judgeClusters(const Now &now);
    void judgePrices(const Now &now);
    void judgeUserRules(const Now &now);

    Side &of(PositionSide side) { return m_sides[static_cast<std::size_t>(side)]; }
    const Side &of(PositionSide side) const { return m_sides[static_cast<std::size_t>(side)]; }
    /// Funding of this crowd now would be the aftermath of a cascade of the other side.
    bool isAfterCascade(PositionSide crowd, TimeMs marketMs) const;
    /// The event that makes the funding ingredient of a squeeze of the crowd; absent: there is none.
    std::optional<Event> fundingIngredient(const Now &now, PositionSide crowd) const;
    void noteSqueeze(const Event &event, PositionSide crowd);
    EventRecord squeezeRecord(const Now &now, EventType type, PositionSide crowd) const;
    double weightOf(const std::string &venue) const;
    std::optional<double> measure(const Now &now, const UserCondition &condition) const;
    static std::optional<TimeMs> ageOf(const Now &now, const UserCondition &condition);
    void tell(std::optional<Event> event);
    void tell(std::vector<Event> events);

    std::array<Side, 2> m_sides{Side(PositionSide::Long), Side(PositionSide::Short)};
    SigmaTrail m_sigma;
    std::map<std::string, double> m_weights; // of venues by id, as last known
    std::map<std::pair<EventType, PositionSide>, std::vector<TimeMs>> m_squeezeEntries; // told ones, by crowd
    TimeMs m_quantileHourMs = 0, m_oiHighSinceMs = 0;
    FundingExtreme m_extreme;
    FundingFlip m_flip;
    FundingDivergence m_divergence;
    FundingCapped m_capped;
    ConstantSet m_extremeSet, m_flipSet, m_divergenceSet, m_cappedSet;
    TermsChanged m_terms;
    OpenInterestExtreme m_openInterest;
    LargeLiquidation m_large;
    ClusterArmed m_clusters;
    VenueDislocation m_dislocation;
    FeedLost m_feedLost;
    Blind m_blind;
    UserRules m_userRules;
    std::optional<SqueezeParts> m_squeeze;
    std::vector<Event> m_events; // of the running step
};

} // namespace isobar
