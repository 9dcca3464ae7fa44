#pragma once
#include "core/market/event.h"

#include <optional>

namespace isobar {

/// How patient a type of event is (columns "confirm" and "cool" of MODEL 8.3). Market time.
struct MachineTiming {
    int evaluations = 1; ///< as many must find the condition,
    TimeMs spacingMs = 0; ///< each this long after the one counted before,
    TimeMs durationMs = 0; ///< and it must have held so long without a break
    TimeMs coolMs = 0; ///< after the exit no new one so long
    TimeMs exitMs = 0; ///< the condition to stay must be gone so long without a break
    TimeMs gapMs = 15 * MinuteMs; ///< after a silence longer than this, what holds is old news
};

enum class MachinePhase : std::uint8_t { Idle, Pending, Active, Cooling };

/// What one evaluation found.
struct MachineInput {
    TimeMs marketMs = 0;
    bool enters = false; ///< the condition to enter holds
    bool stays = false; ///< the wider condition of the exit holds: an active event goes on
    bool ends = false; ///< an active event is over, however long its condition has been gone
    /// Low confidence or stale input: no enter, no exit, nothing counts. A lower bound that already exceeds its
    /// threshold is not frozen at any coverage, and some types never are (8.1); the rule knows.
    bool isFrozen = false;
    bool isWarmingUp = false; ///< start or backfill: what begins to hold now has held before
    bool isOccurrence = false; ///< it happens at this moment: never something that held before
    Priority priority = Priority::P2; ///< that it would enter with; a higher one breaks through the cool-down
};

enum class MachineStep : std::uint8_t { None, Entered, Exited };

/// The life of one event: of one type, asset and side (MODEL 8.1), so the other side is never held back by this one's
/// cool-down.
///
///     idle -> pending (confirm) -> active -> cooling -> idle
///       ^________|  condition gone             | higher priority: pending, while it is higher
///
/// Plain data: it is saved with the rest of the engine's state. Evaluate at most once a second; an evaluation that is
/// not later than the last one is ignored.
struct EventMachine {
    MachinePhase phase = MachinePhase::Idle;
    TimeMs sinceMs = 0; ///< market time at which the phase began
    bool heldAtStart = false; ///< pending or active: held already at the start or after a gap (a digest, no pop-up)
    std::optional<TimeMs> lastMs; ///< of the last evaluation
    std::optional<TimeMs> lastHealthyMs; ///< of the last that was not frozen
    bool isNews = false; ///< the condition was seen not to hold since the start or gap
    int confirmations = 0;
    TimeMs lastConfirmationMs = 0;
    std::optional<TimeMs> goneSinceMs; ///< active: the condition to stay was seen gone since then
    Priority priority = Priority::P4; ///< of the last event, the highest that it had
    std::optional<TimeMs> cooledSinceMs; ///< since the last event was over

    bool isResumed = false; ///< goes on from before the start, and was not judged since

    MachineStep step(const MachineInput &input, const MachineTiming &timing);
    /// Takes the phase that an event of before the start was last told in.
    void resume(MachinePhase toldPhase, const Event &told);
    /// The event is over.
    void cool(TimeMs marketMs)
    {
        phase = MachinePhase::Cooling;
        sinceMs = marketMs;
        cooledSinceMs = marketMs;
    }

private:
    void look(const MachineInput &input, const MachineTiming &timing);
    void await(const MachineInput &input);
    MachineStep confirm(const MachineInput &input, const MachineTiming &timing);
    MachineStep hold(const MachineInput &input, const MachineTiming &timing);
};

} // namespace isobar
