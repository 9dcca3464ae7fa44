#include "core/events/feedlost.h"

#include "core/analytics/tolerance.h"

#include <algorithm>

namespace isobar {

namespace {

/// What is lost of a venue: types that were live once and are not now.
struct Loss {
    std::vector<std::string> streams;
    TimeMs sinceMs = 0;
};

Loss lossOf(const VenueHealth &health, std::array<bool, StreamTypeCount> &wasLive)
{
    Loss loss;
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        const StreamHealth &stream = health.streams[i];
        if (stream.state == HealthState::Live)
            wasLive[i] = true;
        else if (stream.state == HealthState::Off)
            wasLive[i] = false; // switched off, or not subscribed any longer: no loss
        else if (wasLive[i]) {
            loss.streams.emplace_back(streamTypeName(static_cast<StreamType>(i)));
            loss.sinceMs = loss.sinceMs == 0 ? stream.sinceMs : std::min(loss.sinceMs, stream.sinceMs);
        }
    }
    return loss;
}

} // namespace

std::vector<Event> FeedLost::step(const FeedLostInput &input, const FeedLostSettings &settings)
{
    std::vector<Loss> losses;
    double lostWeight = 0;
    for (const VenueFeedNow &each : input.venues) {
        Venue &venue = m_venues[each.venue];
        losses.push_back(lossOf(*each.health, venue.wasLive));
        venue.isLost = !losses.back().streams.empty();
        lostWeight += venue.isLost ? each.weight : 0;
    }
    std::vector<Event> events;
    const Priority priority = atLeast(lostWeight, settings.alertWeight) ? Priority::P2 : Priority::P3;
    for (std::size_t i = 0; i < input.venues.size(); ++i) {
        const VenueFeedNow &feed = input.venues[i];
        Venue &venue = m_venues[feed.venue];
        const bool enters = venue.isLost && atLeast(feed.weight, settings.leastWeight);
        MachineInput found = input.machineInput(enters, venue.isLost, priority, false);
        found.ends = feed.health->state == HealthState::Off;
        const bool grew = venue.life.isActive() && venue.isLost && priority < venue.life.event.priority;
        auto event = venue.life.step(found, settings.timing, grew, [&] {
            Event made = input.event(EventType::FeedLost, priority, std::nullopt, feed.venue);
            FeedLostPayload p;
            p.venue = feed.name;
            p.streams = losses[i].streams;
            p.sinceMs = losses[i].sinceMs;
            p.weight = feed.weight;
            p.lostWeight = lostWeight;
            p.lastRate8h = feed.lastRate8h;
            p.lastMark = feed.lastMark;
            p.cause = feed.health->reason;
            derive(made, p);
            made.payload = std::move(p);
            return made;
        });
        if (event)
            events.push_back(*std::move(event));
    }
    return events;
}

void FeedLost::resume(const Event &told)
{
    Venue &venue = m_venues[told.subject];
    const auto *payload = std::get_if<FeedLostPayload>(&told.payload);
    if (!venue.life.resume(told) || !payload || !venue.life.isActive())
        return;
    // They are lost until they are heard, not only after that.
    for (const std::string &each : payload->streams) {
        if (const auto type = streamTypeByName(each))
            venue.wasLive[static_cast<std::size_t>(*type)] = true;
    }
}

void FeedLost::forgetHeard()
{
    for (auto &[id, venue] : m_venues) {
        if (venue.life.isActive())
            continue;
        venue.wasLive = {};
        venue.isLost = false;
    }
}

bool FeedLost::isLost(const std::string &venue) const
{
    return std::any_of(m_venues.begin(), m_venues.end(),
        [&](const auto &each) { return each.second.isLost && (venue.empty() || each.first == venue); });
}

void derive(Event &event, FeedLostPayload &p)
{
    if (event.state != EventState::Cleared)
        event.priority = atLeast(p.lostWeight, FeedLostSettings().alertWeight) ? Priority::P2 : Priority::P3;
}

} // namespace isobar
