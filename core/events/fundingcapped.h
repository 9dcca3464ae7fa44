#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"

#include <array>
#include <span>
#include <vector>

namespace isobar {

/// Parameters of FUNDING_CAPPED (MODEL 8.3).
struct FundingCappedSettings {
    double enterUsage = 0.98, exitUsage = 0.90; ///< of the cap
    double neededShare = 0.3; ///< of the weight
    MachineTiming timing{2, 0, 0, 4 * HourMs};
};

struct FundingCappedInput : RuleMoment {
    std::vector<EventCappedContract> contracts; ///< main contract of each venue that takes part, with its weight
    /// Weights of the same contracts on the constant set: the outage of others raises nobody's share. Empty: the same.
    std::vector<double> constantSetWeights;
};

/// FUNDING_CAPPED of one asset, by the side that pays.
class FundingCapped {
public:
    std::vector<Event> step(const FundingCappedInput &input, const FundingCappedSettings &settings = {});
    /// Goes on with an event of before the start; so do all rules.
    void resume(const Event &told)
    {
        if (told.side)
            m_sides[static_cast<std::size_t>(*told.side)].resume(told);
    }
    bool isActive(PositionSide side) const { return m_sides[static_cast<std::size_t>(side)].isActive(); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_sides); }

private:
    std::array<EventLife, 2> m_sides;
};

/// Whether contracts of `neededShare` of the weight, or one that the user holds, stand at `usage` of their cap on that
/// side. `weights`: in place of the contracts' own; empty: their own.
bool isFundingCapped(std::span<const EventCappedContract> contracts, std::span<const double> weights, PositionSide side,
    double usage, double neededShare);

/// Makes what follows from the event's inputs.
void derive(Event &event, FundingCappedPayload &payload);

} // namespace isobar
