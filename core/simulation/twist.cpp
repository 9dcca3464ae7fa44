#include "core/simulation/twist.h"

#include <span>

namespace isobar::simulation {

namespace {

struct TimedTwist {
    double fromMinute, untilMinute; ///< of the act
    Twist twist;
};

/// The crowd of an alt pays all that its venues allow; one shortens the interval, one raises the cap.
const std::vector<TimedTwist> &shortSqueezeTwists()
{
    static const std::vector<TimedTwist> all{
        {45, 115, {"*", "PEPE", -0.04, {}, 1, 0, false}},
        {65, 115, {"binance-usdm", "PEPE", {}, {}, 1.5, 0, false}},
        {80, 115, {"bybit", "PEPE", {}, 4, 1, 0, false}},
    };
    return all;
}

/// The mark of one venue leaves the others.
const std::vector<TimedTwist> &feedOutageTwists()
{
    static const std::vector<TimedTwist> all{
        {68, 79, {"gate", "ETH", {}, {}, 1, 0.012, false}},
    };
    return all;
}

/// A contract is listed in the calm act of the tour and leaves again: outside of that time it is not there.
constexpr TimeMs ListedFromMs = 15 * MinuteMs, ListedUntilMs = 75 * MinuteMs;
const Twist Unlisted{"woox", "DOGE", {}, {}, 1, 0, true};

} // namespace

std::vector<Twist> plotTwists(Scenario scenario, TimeMs sinceStart)
{
    std::vector<Twist> active;
    const auto [act, begin] = actAt(scenario, sinceStart);
    const TimeMs sinceBegin = sinceStart - begin;
    if (scenario == Scenario::Tour) {
        const bool isListed =
            sinceStart >= 0 && act == Scenario::Calm && sinceBegin >= ListedFromMs && sinceBegin < ListedUntilMs;
        if (!isListed)
            active.push_back(Unlisted);
    }
    if (sinceStart < 0)
        return active;
    const double minute = static_cast<double>(sinceBegin) / MinuteMs;
    const auto add = [&](const std::vector<TimedTwist> &all) {
        for (const TimedTwist &each : all) {
            if (each.fromMinute <= minute && minute < each.untilMinute)
                active.push_back(each.twist);
        }
    };
    if (act == Scenario::ShortSqueeze)
        add(shortSqueezeTwists());
    else if (act == Scenario::FeedOutage)
        add(feedOutageTwists());
    return active;
}

} // namespace isobar::simulation
