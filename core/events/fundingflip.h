#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"
#include "core/state/sampleseries.h"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace isobar {

/// Parameters of FUNDING_FLIP (MODEL 8.3).
struct FundingFlipSettings {
    double band8h = 0.00002; ///< beyond it F has a sign; within, the state stays
    double systemicShare = 0.8, localisedShare = 0.6;
    int systemicOperators = 3;
    double neededHours = 72; ///< that the old state held, for a promotion
    double neededBeyond = 0.5; ///< of these hours beyond the band
    TimeMs promoteWithinMs = DayMs;
    TimeMs lookBackMs = DayMs; ///< at the start a flip of the last day is told, in the digest
    MachineTiming timing{1, 0, 15 * MinuteMs, 0};
};

struct FundingFlipInput : RuleMoment {
    double rate8h = 0; ///< F; NaN freezes
    /// F on the constant set (ConstantSet). Absent: the same as rate8h.
    std::optional<double> constantSetRate8h;
    std::span<const Sample> hours; ///< hourly F of the last 30 d, ascending
    std::function<std::vector<EventVenue>()> evidence; ///< asked for only when it is needed
    std::span<const Sample> prices{}; ///< hourly closes, for the record
    std::array<bool, 2> aftermath{}; ///< by the side that pays: a crowd after a cascade of the other side
};

/// +1: longs pay, -1: shorts pay, 0: within the band.
int fundingSign(double rate8h, const FundingFlipSettings &settings = {});

/// What the hours say of the state that ended at `changeMs`.
struct FundingHeld {
    int state = 0; ///< of the last hour that ended by then; 0: none is known
    std::optional<TimeMs> sinceMs; ///< when it began, or since when hours are known
    bool hasBegin = false; ///< the flip into it was seen
    double hoursBeyond = 0; ///< of the last 72: beyond the band on its side
};
FundingHeld fundingHeld(std::span<const Sample> hours, TimeMs changeMs, const FundingFlipSettings &settings = {});

/// FUNDING_FLIP of one asset. The state is confirmed for 15 minutes, on the constant set too; the event of a side ends
/// when the other side's begins. It is a log line, and an alert once it is systemic within a day after a state of three
/// days.
///
///     F            + + - - - - - - - -      a venue is away, and then rates turn
///     constant set + + . . . . - - . .      . within its band, where it keeps its sign
///     confirming               # # # #
class FundingFlip {
public:
    std::vector<Event> step(const FundingFlipInput &input, const FundingFlipSettings &settings = {});
    void resume(const Event &told);
    /// The event of the side that pays now; absent: it never flipped while it was watched.
    std::optional<Event> active(PositionSide side) const;
    /// Confirmed state: +1, -1, or 0 while unknown.
    int state() const { return m_state; }
    /// Whether F says another state than the confirmed one, without confirmation: what ConstantSet asks for.
    bool isChangedBy(double rate8h, const FundingFlipSettings &settings = {}) const
    {
        const int sign = fundingSign(rate8h, settings);
        return m_state != 0 && (sign != 0 ? sign : m_raw) != m_state;
    }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_state, self.m_raw, self.m_rawOnSet, self.m_changeMs, self.m_held, self.m_sides);
    }

private:
    EventLife &of(PositionSide side) { return m_sides[static_cast<std::size_t>(side)]; }
    void begin(const FundingFlipInput &input, int sign, const FundingFlipSettings &settings);
    void follow(const FundingFlipInput &input, int sign, const FundingFlipSettings &settings);
    std::optional<Event> step(PositionSide side, const FundingFlipInput &input, const FundingFlipSettings &settings);
    Event describe(PositionSide side, const FundingFlipInput &input, const FundingFlipSettings &settings) const;

    int m_state = 0, m_raw = 0; // confirmed; as F says now
    int m_rawOnSet = 0; // as the constant set says now: within the band it too stays
    TimeMs m_changeMs = 0; // when m_raw took its value
    FundingHeld m_held; // of the state before m_changeMs
    std::array<EventLife, 2> m_sides; // long, short
};

/// Makes what follows from the event's inputs.
void derive(Event &event, FundingFlipPayload &payload);

} // namespace isobar
