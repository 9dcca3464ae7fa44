#include "core/events/openinterestextreme.h"

#include "core/analytics/tolerance.h"

#include <algorithm>

namespace isobar {

std::optional<Event> OpenInterestExtreme::step(
    const OpenInterestExtremeInput &input, const OpenInterestExtremeSettings &settings)
{
    const OpenInterestSettings &levels = settings.levels;
    const bool enters = (input.level.rank && atLeast(*input.level.rank, levels.extremeRank))
        || (input.level.change24h && atLeast(*input.level.change24h, levels.extremeGrowth));
    MachineInput found = input.machineInput(enters, input.level.isExtreme, Priority::P3);
    found.isFrozen = found.isFrozen || input.coins <= 0;
    return m_life.step(found, settings.timing, false, [&] {
        Event event = input.event(EventType::OiExtreme, Priority::P3, std::nullopt);
        OpenInterestPayload p;
        p.coins = input.coins;
        p.mark = input.mark;
        p.rank = input.level.rank;
        p.rankDays = input.level.rankDays;
        p.change1h = input.level.change1h;
        p.change24h = input.level.change24h;
        p.change72h = input.level.change72h;
        p.enterRank = levels.extremeRank;
        p.exitRank = levels.extremeRankLeave;
        p.enterGrowth24h = levels.extremeGrowth;
        p.exitGrowth24h = levels.extremeGrowthLeave;
        p.venues = input.venues ? input.venues() : std::vector<EventOpenInterest>();
        derive(event, p);
        event.payload = std::move(p);
        return event;
    });
}

void derive(Event &, OpenInterestPayload &p)
{
    p.usd = p.coins * p.mark;
    p.byRank = p.rank && atLeast(*p.rank, p.enterRank);
    p.byGrowth = p.change24h && atLeast(*p.change24h, p.enterGrowth24h);
    double total = 0;
    for (const EventOpenInterest &each : p.venues)
        total += each.usd;
    for (EventOpenInterest &each : p.venues)
        each.share = total > 0 ? each.usd / total : 0;
    std::stable_sort(p.venues.begin(), p.venues.end(),
        [](const EventOpenInterest &a, const EventOpenInterest &b) { return a.usd > b.usd; });
}

} // namespace isobar
