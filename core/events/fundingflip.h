#pragma once
#include "core/analytics/aggregate.h"
#include "core/market/event.h"
#include "core/market/observation.h"

#include <deque>
#include <optional>
#include <span>
#include <string>

namespace isobar {

/// Parameters of FUNDING_FLIP (MODEL 8.3).
struct FundingFlipSettings {
    double band8h = 0.00002; ///< F must leave it on the other side
    TimeMs confirmMs = 15 * MinuteMs;
    double systemicShare = 0.8; ///< of the weight on the new side
    int systemicOperators = 3;
    double localisedShare = 0.6; ///< of the sum of w |A| there, by one operator
    TimeMs heldMs = 72 * HourMs; ///< the old state, to be promoted
    double beyondShare = 0.5; ///< of those hours F was beyond the band
    TimeMs promoteWithinMs = 24 * HourMs;
};

/// A venue that takes part in the aggregate.
struct FlipVenue {
    std::string_view operatorName;
    double weight = 0; ///< w_v
    double smoothed8h = 0; ///< A_v, per 8 h
};

/// How the venues stand behind a side: systemic, localised or mixed.
Scope flipScope(PositionSide side, std::span<const FlipVenue> venues, const FundingFlipSettings &settings = {});

/// A change of the side that pays: first told with priority 4, perhaps promoted within a day.
struct FundingFlipStep {
    PositionSide side = PositionSide::Long; ///< that pays now
    Scope scope = Scope::None;
    bool isPromoted = false; ///< systemic, after a state that held: told again, with priority 2
    TimeMs timeMs = 0, flippedMs = 0; ///< market time
    double heldHours = 0; ///< of the state before
    bool operator==(const FundingFlipStep &) const = default;
};

/// The state of F's sign, and what changes of it are told. Rates per 8 h. Pure; copyable, so that it can be saved.
class FundingFlip {
public:
    /// In order of time; NaN: nothing is known, nothing changes.
    std::optional<FundingFlipStep> step(
        TimeMs marketMs, double rate8h, std::span<const FlipVenue> venues, const FundingFlipSettings &settings = {});
    std::optional<PositionSide> side() const { return m_side; }

private:
    struct Hour {
        TimeMs hourMs;
        double rate8h; // the last of it
    };
    void remember(TimeMs marketMs, double rate8h, const FundingFlipSettings &settings);
    bool wasBeyond(PositionSide side, TimeMs untilMs, const FundingFlipSettings &settings) const;

    std::optional<PositionSide> m_side, m_pending; // the state; one that is not confirmed yet
    TimeMs m_sinceMs = 0, m_pendingMs = 0;
    std::optional<FundingFlipStep> m_flip; // that may still be promoted
    bool m_isWorthPromotion = false;
    std::deque<Hour> m_hours; // of the last heldMs
};

} // namespace isobar
