#include "core/simulation/scenario.h"

#include <cmath>
#include <span>

namespace isobar::simulation {

namespace {

constexpr TimeMs ActMs = 2 * HourMs;
constexpr TimeMs RestMs = HourMs;
constexpr TimeMs LeadInMs = 9 * HourMs; // longer than a funding interval: the first running mean is made of it alone

/// A mood at a minute of an act; between two the numbers go straight from one to the next.
struct Key {
    double minute;
    Mood mood;
};

//                      premium  crowd  drift   vol  OI  insistent
constexpr Mood CalmMood{.0001, .15, 0, .8, 1, false};
// A scenario of calm alone: weeks in which nothing happens. The others rest in an ordinary market.
constexpr Mood QuietMood{.0001, .15, 0, .6, 1, false};

constexpr Key CalmAct[]{
    {0, {.0002, .15, 0, .8, 1, false}},
    {20, CalmMood},
    {120, CalmMood},
};
// Longs crowd in and pay for it; when the price slips they are sold out one after the other.
constexpr Key LongSqueezeAct[]{
    {0, {.0007, .6, 0, .9, 1, true}},
    {10, {.0010, .8, .004, .9, 1.05, true}},
    {40, {.0012, .85, .006, .9, 1.15, true}},
    {82, {.0013, .9, .002, 1, 1.25, false}},
    {84, {.0010, .4, -.15, 2, 1.22, false}},
    {100, {.0000, 0, -.05, 1.7, 1.0, false}},
    {110, {.0002, .1, .02, 1.2, .95, false}},
    {120, {.0002, .1, .02, 1, .97, false}},
};
// After weeks in which longs paid the crowd turns short; the rally that follows buys it in.
constexpr Key ShortSqueezeAct[]{
    {0, {-.0002, -.4, 0, .9, 1, false}},
    {8, {-.00062, -.7, -.008, .9, 1.05, true}},
    {40, {-.0007, -.8, -.006, .9, 1.15, true}},
    {74, {-.0009, -.85, 0, 1, 1.25, false}},
    {78, {-.0010, -.6, .15, 1.8, 1.25, false}},
    {98, {-.0001, .1, .06, 1.5, 1.0, false}},
    {108, {.0002, .2, 0, 1.1, .95, false}},
    {120, {.0002, .2, 0, 1, .97, false}},
};
// A loaded but quiet market breaks within minutes.
constexpr Key CascadeAct[]{
    {0, {.0004, .6, .002, .8, 1.1, false}},
    {25, {.0005, .7, .004, .9, 1.25, false}},
    {29, {.0005, .6, -.02, 1.2, 1.25, false}},
    {30, {.0, .2, -.7, 4, 1.2, false}},
    {37, {-.0008, -.2, -.45, 5, 1.0, false}},
    {40, {-.0008, -.2, .1, 4, .9, false}},
    {50, {-.0005, 0, .2, 3, .85, false}},
    {70, {-.0002, 0, .06, 2, .85, false}},
    {100, {.0, .1, .01, 1.2, .88, false}},
    {120, {.0001, .15, 0, 1, .92, false}},
};
// Venues fail while the market is lively enough for a silent liquidation stream to be noticed; at last the largest go
// dark in the middle of a fall.
constexpr Key FeedOutageAct[]{
    {0, {.0001, .2, 0, 1.5, 1, false}},
    {97, {.0003, .4, 0, 1.5, 1.05, false}},
    {98, {.0, .2, -.65, 3, 1.05, false}},
    {105, {-.0002, .1, -.5, 4, 1, false}},
    {108, {-.0003, 0, -.1, 3, .97, false}},
    {116, {-.0003, 0, -.05, 3, .95, false}},
    {119, {.0001, .2, .1, 2, .93, false}},
    {120, {.0001, .2, .1, 1.5, .93, false}},
};

std::span<const Key> actOf(Scenario scenario)
{
    switch (scenario) {
    case Scenario::LongSqueeze:
        return LongSqueezeAct;
    case Scenario::ShortSqueeze:
        return ShortSqueezeAct;
    case Scenario::Cascade:
        return CascadeAct;
    case Scenario::FeedOutage:
        return FeedOutageAct;
    case Scenario::Calm:
    case Scenario::Tour:
        break;
    }
    return CalmAct;
}

constexpr Scenario TourActs[]{
    Scenario::LongSqueeze, Scenario::ShortSqueeze, Scenario::Cascade, Scenario::FeedOutage, Scenario::Calm};

Mood leadIn(Scenario scenario)
{
    Mood mood = CalmMood;
    switch (scenario) {
    case Scenario::LongSqueeze:
    case Scenario::Tour:
        // Just inside the range that prints 0.01 %: the next push shows at once, wherever in its interval a venue is.
        mood.premium = .00052;
        mood.crowd = .6;
        break;
    case Scenario::ShortSqueeze:
        mood.premium = -.00036;
        mood.crowd = -.3;
        break;
    case Scenario::Cascade:
        mood.premium = .0003;
        mood.crowd = .6;
        break;
    case Scenario::Calm:
    case Scenario::FeedOutage:
        break;
    }
    return mood;
}

} // namespace

std::optional<Scenario> scenarioByName(std::string_view name)
{
    for (const Scenario scenario : {Scenario::Calm, Scenario::LongSqueeze, Scenario::ShortSqueeze, Scenario::Cascade,
             Scenario::FeedOutage, Scenario::Tour}) {
        if (scenarioName(scenario) == name)
            return scenario;
    }
    return std::nullopt;
}

std::string_view scenarioName(Scenario scenario)
{
    switch (scenario) {
    case Scenario::Calm:
        return "calm";
    case Scenario::LongSqueeze:
        return "long-squeeze";
    case Scenario::ShortSqueeze:
        return "short-squeeze";
    case Scenario::Cascade:
        return "cascade";
    case Scenario::FeedOutage:
        return "feed-outage";
    case Scenario::Tour:
        return "tour";
    }
    return {};
}

Act actAt(Scenario scenario, TimeMs sinceStart)
{
    if (scenario == Scenario::Tour) {
        const TimeMs begin = floorTo(sinceStart, ActMs);
        return {TourActs[static_cast<std::size_t>(begin / ActMs) % std::size(TourActs)], begin};
    }
    if (scenario == Scenario::Calm || scenario == Scenario::FeedOutage)
        return {scenario, floorTo(sinceStart, ActMs)};
    const TimeMs begin = floorTo(sinceStart, ActMs + RestMs);
    if (sinceStart - begin < ActMs)
        return {scenario, begin};
    return {Scenario::Calm, begin + ActMs};
}

Mood moodAt(Scenario scenario, TimeMs sinceStart)
{
    if (scenario == Scenario::Calm)
        return QuietMood;
    if (sinceStart < -LeadInMs)
        return CalmMood;
    if (sinceStart < 0)
        return leadIn(scenario);
    const auto [act, begin] = actAt(scenario, sinceStart);
    const std::span<const Key> keys = actOf(act);
    const double minute = static_cast<double>(sinceStart - begin) / MinuteMs;
    std::size_t next = 1;
    while (next + 1 < keys.size() && keys[next].minute <= minute)
        ++next;
    const Key &from = keys[next - 1], &to = keys[next];
    const double t = std::fmin(1, (minute - from.minute) / (to.minute - from.minute));
    const Mood &a = from.mood, &b = to.mood;
    return {std::lerp(a.premium, b.premium, t), std::lerp(a.crowd, b.crowd, t),
        std::lerp(a.driftPerHour, b.driftPerHour, t), std::lerp(a.volatility, b.volatility, t),
        std::lerp(a.openInterest, b.openInterest, t), a.insistent};
}

std::vector<Fault> plotFaults(Scenario scenario, TimeMs startMs, TimeMs nowMs)
{
    const auto [act, sinceStart] = actAt(scenario, std::max<TimeMs>(0, nowMs - startMs));
    if (act != Scenario::FeedOutage)
        return {};
    const TimeMs begin = startMs + sinceStart;
    // Short ones first, for a demo at the speed of life; long ones later, for one that runs faster.
    return {
        {"okx", "", FaultKind::Drop, begin + 60 * SecondMs, begin + 150 * SecondMs},
        {"binance-usdm", "liquidation", FaultKind::Mute, begin + 2 * MinuteMs, begin + 62 * MinuteMs},
        {"bybit", "", FaultKind::Garble, begin + 3 * MinuteMs, begin + 4 * MinuteMs},
        {"okx", "", FaultKind::Drop, begin + 15 * MinuteMs, begin + 35 * MinuteMs},
        {"bybit", "", FaultKind::Garble, begin + 45 * MinuteMs, begin + 65 * MinuteMs},
        {"hyperliquid", "", FaultKind::Drop, begin + 80 * MinuteMs, begin + 95 * MinuteMs},
        // Most of the volume at once.
        {"binance-usdm", "", FaultKind::Drop, begin + 98 * MinuteMs, begin + 118 * MinuteMs},
        {"bybit", "", FaultKind::Drop, begin + 98 * MinuteMs, begin + 118 * MinuteMs},
        {"okx", "", FaultKind::Drop, begin + 98 * MinuteMs, begin + 118 * MinuteMs},
        {"gate", "", FaultKind::Drop, begin + 98 * MinuteMs, begin + 117 * MinuteMs},
        {"mexc", "", FaultKind::Drop, begin + 98 * MinuteMs, begin + 117 * MinuteMs},
        {"bitget", "", FaultKind::Drop, begin + 98 * MinuteMs, begin + 116 * MinuteMs},
        {"bingx", "", FaultKind::Drop, begin + 98 * MinuteMs, begin + 116 * MinuteMs},
    };
}

} // namespace isobar::simulation
