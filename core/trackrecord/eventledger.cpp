#include "core/trackrecord/eventledger.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr TimeMs DueMs = 24 * HourMs, SoonMs = 4 * HourMs;

bool isTracked(EventType type)
{
    switch (type) {
    case EventType::FundingExtreme:
    case EventType::FundingFlip:
    case EventType::SqueezeForming:
    case EventType::StructuralSqueeze:
    case EventType::ClusterArmed:
    case EventType::LiquidationCascade:
        return true;
    default:
        return false;
    }
}

std::optional<bool> hotWithin4h(const HeardLiquidations &heard, const EventLine &line)
{
    std::optional<bool> isHot;
    for (TimeMs hourMs = floorTo(line.timeMs, HourMs); hourMs < line.timeMs + SoonMs; hourMs += HourMs) {
        if (const auto hour = heard.isHot(line.side, hourMs))
            isHot = isHot.value_or(false) || *hour;
    }
    return isHot;
}

} // namespace

void EventLedger::remember(const EventOutcome &outcome)
{
    std::erase_if(m_open, [&](const EventLine &line) { return line.event == outcome.event; });
}

void EventLedger::step(const LineWriter &writer, const PricePath &path)
{
    std::erase_if(m_open, [&](const EventLine &line) {
        const TimeMs toMs = line.timeMs + DueMs;
        if (path.endMs() < toMs)
            return false;
        const PricePath::Extremes extremes = path.between(line.timeMs, toMs);
        const bool isLong = line.side == PositionSide::Long;
        EventOutcome outcome;
        outcome.event = line.event;
        outcome.ofMs = line.timeMs;
        outcome.type = line.type;
        outcome.side = line.side;
        outcome.isAftermath = line.isAftermath;
        outcome.isWhole = extremes.knownShare >= WholeShare && line.price > 0;
        if (extremes.low > 0 && line.price > 0)
            outcome.moveAgainst =
                std::max(0.0, isLong ? std::log(line.price / extremes.low) : std::log(extremes.high / line.price));
        outcome.hasMoved = outcome.moveAgainst >= LargeMove;
        outcome.within4h = line.within4h;
        if (line.peak)
            outcome.cameWithin4h = path.reachedMs(line.side, *line.peak, line.timeMs, line.timeMs + SoonMs).has_value();
        outcome.isHot = hotWithin4h(writer.heard(), line);
        writer.write(toMs, std::move(outcome));
        return true;
    });
    for (const TrackedEvent &each : writer.facts().events) {
        const Event &event = *each.event;
        if (!isTracked(event.type) || event.state != EventState::Entered || !event.side)
            continue;
        EventLine line;
        line.timeMs = event.timeMs;
        line.event = event.id;
        line.type = eventTypeName(event.type);
        line.side = *event.side;
        line.isAftermath = each.isAftermath;
        line.isHeldAtStart = event.heldAtStart;
        line.price = writer.facts().price;
        if (const auto *armed = std::get_if<ClusterArmedPayload>(&event.payload)) {
            line.peak = armed->cluster.peak;
            line.within4h = armed->cluster.touch4h;
        }
        m_open.push_back(line);
        writer.write(line.timeMs, std::move(line));
    }
}

} // namespace isobar
