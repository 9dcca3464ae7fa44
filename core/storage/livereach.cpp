#include "core/storage/livereach.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr TimeMs SleepMs = 10 * SecondMs; // a beat that comes so late: the machine slept
constexpr TimeMs KeepMs = 30 * MinuteMs;

} // namespace

void LiveReach::note(std::vector<Outage> &outages, TimeMs fromMs, TimeMs toMs)
{
    std::erase_if(outages, [toMs](const Outage &each) { return each.toMs < toMs - KeepMs; });
    if (!outages.empty() && fromMs <= outages.back().toMs) {
        outages.back().fromMs = std::min(outages.back().fromMs, fromMs);
        outages.back().toMs = std::max(outages.back().toMs, toMs);
    } else {
        outages.push_back({fromMs, toMs});
    }
}

void LiveReach::take(const VenueHealth &health)
{
    Venue &venue = m_venues[health.venue];
    for (std::size_t i = 0; i < Types.size(); ++i) {
        const bool isBroken = health.of(Types[i]).state != HealthState::Live;
        // It went silent before that was noticed.
        const TimeMs silent = m_beat.transportMs - health.of(Types[i]).lastFrameMs.value_or(m_beat.transportMs);
        const auto since =
            m_beat.marketMs - static_cast<TimeMs>(m_speed * static_cast<double>(std::max<TimeMs>(silent, 0)));
        if (isBroken && !venue.isBroken[i])
            note(venue.outages[i], since - SecondMs, m_beat.marketMs);
        venue.isBroken[i] = isBroken;
    }
}

void LiveReach::take(const Beat &beat)
{
    if (m_beat.transportMs != 0 && beat.transportMs - m_beat.transportMs >= SleepMs)
        breakAll(m_beat.marketMs, beat.marketMs);
    for (auto &[id, venue] : m_venues) {
        for (std::size_t i = 0; i < Types.size(); ++i) {
            if (venue.isBroken[i])
                note(venue.outages[i], m_beat.marketMs, beat.marketMs);
        }
    }
    if (m_beat.transportMs != 0 && beat.transportMs > m_beat.transportMs)
        m_speed = static_cast<double>(beat.marketMs - m_beat.marketMs)
            / static_cast<double>(beat.transportMs - m_beat.transportMs);
    m_beat = beat;
}

void LiveReach::breakAll(TimeMs fromMs, TimeMs toMs)
{
    for (auto &[id, venue] : m_venues) {
        for (auto &outages : venue.outages)
            note(outages, fromMs, toMs);
    }
}

std::vector<HistoryReach> LiveReach::close(const std::string &venueId, const StoredMinute &minute)
{
    std::vector<HistoryReach> reaches;
    const auto venue = m_venues.find(venueId);
    if (venue == m_venues.end())
        return reaches;
    const TimeMs from = minute.minuteMs, to = from + MinuteMs;
    for (std::size_t i = 0; i < Kinds.size(); ++i) {
        const bool hasValue =
            Kinds[i] == HistoryKind::Candles ? minute.bar && minute.bar->baseVolume : minute.openInterest.has_value();
        if (!hasValue)
            continue;
        Heard &heard = m_heard[{minute.instrument, Kinds[i]}];
        const bool isCutOff = std::any_of(venue->second.outages[i].begin(), venue->second.outages[i].end(),
            [&](const Outage &each) { return each.fromMs < to && each.toMs > from; });
        const bool isNext = heard.lastMs == from - MinuteMs;
        heard.lastMs = from;
        if (isCutOff)
            heard.sinceMs.reset();
        else if (!isNext)
            heard.sinceMs = to; // it began somewhere within this one
        else if (!heard.sinceMs)
            heard.sinceMs = from;
        if (heard.sinceMs && *heard.sinceMs < to)
            reaches.push_back({Kinds[i], MinuteMs, *heard.sinceMs, to});
    }
    return reaches;
}

} // namespace isobar
