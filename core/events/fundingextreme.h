#pragma once
#include "core/analytics/assetanalysis.h"
#include "core/analytics/baseline.h"
#include "core/events/machine.h"
#include "core/market/event.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// Parameters of FUNDING_EXTREME (MODEL 8.3).
struct FundingExtremeSettings {
    double enterRatio = 2.0, exitRatio = 1.5;
    double updateGrowth = 1.5; ///< told again each time the ratio has grown so much
    TimeMs keepBaselineMs = 7 * DayMs; ///< of the entry, to judge the exit by
    Priority priority = Priority::P2;
    MachineTiming timing{2, MinuteMs, 0, HourMs};
};

/// What the rule judges. Rates per 8 h.
struct FundingExtremeInput {
    TimeMs marketMs = 0;
    double rate8h = Unknown; ///< F; NaN freezes
    /// F on the constant set (ConstantSet): entering needs the condition there too. Absent: the same as rate8h.
    std::optional<double> constantSetRate8h;
    Baseline baseline; ///< of F, as of now
    Scope scope = Scope::None; ///< MODEL 1.5
    bool isFrozen = false; ///< low confidence or stale: no enter, no exit, no update
    bool isWarmingUp = false; ///< start or backfill: what begins to hold now belongs to the digest
};

/// A step in the life of an event, to be filled with its payload by the caller.
struct FundingExtremeTransition {
    EventState state = EventState::Entered;
    std::uint64_t id = 0; ///< eventId(); of the entry
    PositionSide side = PositionSide::Long; ///< the crowd, which pays
    Scope scope = Scope::None; ///< at entry: part of the id
    TimeMs timeMs = 0, enteredMs = 0; ///< market time
    double baseline8h = 0; ///< judged against this: of the entry while it is kept
    double ratio = 0; ///< |F| / baseline8h; at an exit by sign change it is of the other sign's F
    bool baselineProvisional = false; ///< at entry
    bool heldAtStart = false; ///< recorded, told in one digest, no pop-up
    int told = 1; ///< 1 at entry, one more with each update
    bool operator==(const FundingExtremeTransition &) const = default;
};

/// The condition of MODEL 8.3 at this moment, without confirmation: what ConstantSet asks for. `side` absent: either.
bool isFundingExtreme(double rate8h, const Baseline &baseline, std::optional<PositionSide> side = std::nullopt,
    const FundingExtremeSettings &settings = {});

/// FUNDING_EXTREME of one asset, both sides: ratio >= 2 on two evaluations at least 60 s apart enters; ratio < 1.5
/// against the baseline of the entry, or a change of sign, exits; then an hour of silence for that side. Copyable, so
/// that it can be saved.
class FundingExtreme {
public:
    explicit FundingExtreme(std::string asset);

    /// At most once a second of market time. At most one transition a side; an exit comes before an entry.
    std::vector<FundingExtremeTransition> step(
        const FundingExtremeInput &input, const FundingExtremeSettings &settings = {});
    /// Goes on with an event of before the start, as last told.
    void resume(const Event &event);
    /// The event of this side that goes on, as last told; absent when there is none.
    std::optional<FundingExtremeTransition> active(PositionSide side) const;
    MachinePhase phase(PositionSide side) const { return of(side).machine.phase; }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_sides); }

private:
    struct SideState {
        EventMachine machine;
        FundingExtremeTransition event; // as last told
        double enteredBaseline8h = 0;
    };
    SideState &of(PositionSide side) { return m_sides[static_cast<std::size_t>(side)]; }
    const SideState &of(PositionSide side) const { return m_sides[static_cast<std::size_t>(side)]; }
    std::optional<FundingExtremeTransition> step(
        PositionSide side, const FundingExtremeInput &input, const FundingExtremeSettings &settings);

    std::string m_asset;
    std::array<SideState, 2> m_sides; // long, short
};

/// Makes what follows from the event's inputs: rates, breadth, costs, scope.
void derive(Event &event, FundingExtremePayload &payload);

/// A transition of FUNDING_EXTREME with everything that explains it (MODEL 8.3).
Event fundingExtremeEvent(const FundingExtremeTransition &transition, const AssetFindings &findings, bool aftermath,
    const FundingExtremeSettings &settings = {});

} // namespace isobar
