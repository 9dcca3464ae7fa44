#include "core/events/largeliquidation.h"

#include "core/analytics/tolerance.h"
#include "core/events/liquidationwave.h"

#include <algorithm>
#include <cmath>

namespace isobar {

std::vector<Event> LargeLiquidation::step(const LargeLiquidationInput &input, const LargeLiquidationSettings &settings)
{
    const double floor = isMajorAsset(input.asset) ? settings.majorFloorUsd : settings.otherFloorUsd;
    const double threshold = std::max(floor, input.quantileUsd.value_or(0));
    std::array<const LiquidationCell *, 2> largest{};
    std::uint64_t serial = m_serial;
    for (const LiquidationCell &cell : input.cells) {
        serial = std::max(serial, cell.serial);
        const auto *&best = largest[static_cast<std::size_t>(cell.side)];
        if (cell.serial > m_serial && atLeast(cell.usd, threshold) && (!best || cell.usd > best->usd))
            best = &cell;
    }
    m_serial = serial;
    std::vector<Event> events;
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        const auto index = static_cast<std::size_t>(side);
        const LiquidationCell *cell = largest[index];
        const Priority priority = cell && atLeast(cell->usd, settings.alertTimes * floor) ? Priority::P2 : Priority::P3;
        MachineInput found = input.machineInput(cell != nullptr, false, priority, false);
        found.isOccurrence = true;
        EventLife &life = m_sides[index];
        auto told = life.step(found, settings.timing, false, [&] {
            const auto [venue, contract] =
                input.nameOf ? input.nameOf(cell->instrument) : std::pair<std::string, std::string>();
            Event event = input.event(EventType::LargeLiquidation, priority, side, venue + '/' + contract);
            LargeLiquidationPayload p;
            p.venue = venue;
            p.contract = contract;
            p.coins = cell->coins;
            p.price = cell->coins > 0 ? cell->usd / cell->coins : cell->largestPrice;
            p.prints = cell->prints;
            p.dayUsd = std::max(cell->usd, input.dayUsd[index]);
            p.quantileUsd = input.quantileUsd;
            p.floorUsd = floor;
            p.mark = input.mark;
            p.nextClusterPeak = input.nextCluster[index];
            derive(event, p);
            event.payload = std::move(p);
            return event;
        });
        if (told)
            events.push_back(*std::move(told));
    }
    return events;
}

void derive(Event &event, LargeLiquidationPayload &p)
{
    p.usd = p.price * p.coins;
    p.shareOfDay = p.dayUsd > 0 ? p.usd / p.dayUsd : 0;
    p.thresholdUsd = std::max(p.floorUsd, p.quantileUsd.value_or(0));
    p.nextClusterDistance.reset();
    if (p.nextClusterPeak && p.mark > 0)
        p.nextClusterDistance = std::abs(std::log(*p.nextClusterPeak / p.mark));
    event.priority = atLeast(p.usd, LargeLiquidationSettings().alertTimes * p.floorUsd) ? Priority::P2 : Priority::P3;
}

} // namespace isobar
