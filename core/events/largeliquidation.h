#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"
#include "core/state/liquidationpulse.h"

#include <array>
#include <functional>
#include <span>
#include <vector>

namespace isobar {

/// Parameters of LARGE_LIQUIDATION (MODEL 8.3).
struct LargeLiquidationSettings {
    double quantile = 0.999; ///< of the prints of 30 d
    double majorFloorUsd = 1e6, otherFloorUsd = 250e3;
    double alertTimes = 10; ///< of the floor: P2
    MachineTiming timing{1, 0, 0, MinuteMs};
};

struct LargeLiquidationInput : RuleMoment {
    std::span<const LiquidationCell> cells; ///< of the last minutes
    std::optional<double> quantileUsd;
    std::array<double, 2> dayUsd{}; ///< observed in 24 h, by side
    double mark = 0;
    std::array<std::optional<double>, 2> nextCluster; ///< peak of the nearest cluster, by side
    /// Short name and symbol of a contract.
    std::function<std::pair<std::string, std::string>(InstrumentId)> nameOf;
};

/// LARGE_LIQUIDATION of one asset: of the seconds that are new, the largest of a side, once a minute.
class LargeLiquidation {
public:
    std::vector<Event> step(const LargeLiquidationInput &input, const LargeLiquidationSettings &settings = {});
    void resume(const Event &told)
    {
        if (told.side)
            m_sides[static_cast<std::size_t>(*told.side)].resume(told);
    }

    /// Prints are counted anew from the next one on.
    void forgetPrints() { m_serial = 0; }
    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self)
    {
        archive(self.m_sides, self.m_serial);
    }

private:
    std::array<EventLife, 2> m_sides;
    std::uint64_t m_serial = 0; // of the last print that was looked at
};

/// Makes what follows from the event's inputs.
void derive(Event &event, LargeLiquidationPayload &payload);

} // namespace isobar
