#pragma once
#include "core/events/eventlife.h"
#include "core/events/rulemoment.h"

#include <functional>
#include <optional>
#include <vector>

namespace isobar {

/// Parameters of FUNDING_DIVERGENCE (MODEL 8.3). Rates per 8 h.
struct FundingDivergenceSettings {
    double enter8h = 0.0003, exit8h = 0.0002;
    double enterTimesUsual = 3, exitTimesUsual = 2;
    double updateGrowth = 1.5;
    double takerFee = 0.0005; ///< per trade (MODEL 1.10)
    MachineTiming timing{1, 0, 10 * MinuteMs, 4 * HourMs};
    double enterAt(double usual8h) const { return std::max(enter8h, enterTimesUsual * usual8h); }
    double exitAt(double usual8h) const { return std::max(exit8h, exitTimesUsual * usual8h); }
};

struct FundingDivergenceInput : RuleMoment {
    double spread8h = 0; ///< Delta of the smoothed rates
    /// Delta on the venues of the constant set: a venue that came back makes no divergence. Absent: the same.
    std::optional<double> constantSetSpread8h;
    double usual8h = 0; ///< median of Delta over 30 d; 0: not known
    std::function<std::vector<EventVenue>()> evidence;
    std::function<double(const std::string &venue)> markOf; ///< by id; 0: not known
};

/// FUNDING_DIVERGENCE of one asset: the venues' rates stand apart for ten minutes.
class FundingDivergence {
public:
    std::optional<Event> step(const FundingDivergenceInput &input, const FundingDivergenceSettings &settings = {});
    void resume(const Event &told) { m_life.resume(told); }

    /// For a restart.
    template <class Archive, class Self> static void state(Archive &archive, Self &self) { archive(self.m_life); }

private:
    EventLife m_life;
};

/// Makes what follows from the event's inputs.
void derive(Event &event, FundingDivergencePayload &payload);

} // namespace isobar
