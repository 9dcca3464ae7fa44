#include "core/events/blind.h"

#include "core/analytics/tolerance.h"
#include "core/events/liquidationwave.h"

#include <algorithm>
#include <cmath>

namespace isobar {

MuteVolume muteVolume(const std::vector<EventSilence> &venues, double muteSeconds)
{
    MuteVolume mute;
    double silent = 0;
    for (const EventSilence &each : venues) {
        mute.totalUsd += each.volumeUsd;
        if (!atLeast(each.silentSeconds, muteSeconds))
            continue;
        silent += each.volumeUsd;
        mute.venues.push_back(each);
    }
    mute.share = mute.totalUsd > 0 ? silent / mute.totalUsd : 0;
    return mute;
}

std::optional<Event> Blind::step(const BlindInput &input, const BlindSettings &settings)
{
    const MuteVolume mute = muteVolume(input.venues, settings.muteSeconds);
    EventMove move = input.move;
    derive(move);
    const bool isMoving = move.sigmaHour > 0 && atLeast(std::abs(move.move), settings.neededSigmas * move.sigmaHour);
    const bool isBurst = (input.burstLongUsd > 0 && atLeast(input.liquidatedLong60sUsd, input.burstLongUsd))
        || (input.burstShortUsd > 0 && atLeast(input.liquidatedShort60sUsd, input.burstShortUsd));
    const bool enters = atLeast(mute.share, settings.muteShare) && (isMoving || isBurst);
    const bool stays = above(mute.share, 1 - settings.exitCoverage);
    return m_life.step(input.machineInput(enters, stays, Priority::P1, false), settings.timing, false, [&] {
        Event event = input.event(EventType::Blind, Priority::P1, std::nullopt);
        event.coverage = 1 - mute.share;
        event.isLowerBound = true; // what is mute may have liquidated too
        BlindPayload p;
        p.venues = mute.venues;
        p.volumeUsd = mute.totalUsd;
        p.move = move;
        p.liquidatedLong60sUsd = input.liquidatedLong60sUsd;
        p.liquidatedShort60sUsd = input.liquidatedShort60sUsd;
        p.burstLongUsd = input.burstLongUsd;
        p.burstShortUsd = input.burstShortUsd;
        p.neededShare = settings.muteShare;
        p.neededSigmas = settings.neededSigmas;
        derive(event, p);
        event.payload = std::move(p);
        return event;
    });
}

void derive(Event &, BlindPayload &p)
{
    double silent = 0;
    p.muteSeconds = p.venues.empty() ? 0 : p.venues.front().silentSeconds;
    for (EventSilence &each : p.venues) {
        silent += each.volumeUsd;
        each.share = p.volumeUsd > 0 ? each.volumeUsd / p.volumeUsd : 0;
        p.muteSeconds = std::min(p.muteSeconds, each.silentSeconds);
    }
    p.muteShare = p.volumeUsd > 0 ? silent / p.volumeUsd : 0;
    derive(p.move);
}

} // namespace isobar
