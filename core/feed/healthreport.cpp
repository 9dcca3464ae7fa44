#include "core/feed/healthreport.h"

#include "core/market/healthcause.h"

#include <algorithm>

namespace isobar {

HealthReport::HealthReport(const VenueTraits &traits, TimeMs figuresEveryMs)
    : m_traits(traits), m_everyMs(figuresEveryMs)
{
    m_health.venue = traits.id;
}

void HealthReport::frame(std::size_t bytes)
{
    ++m_health.frames;
    m_health.bytes += bytes;
}

void HealthReport::observed(StreamType type, TimeMs nowMs)
{
    m_rates[static_cast<std::size_t>(type)].count(nowMs);
    m_health.of(type).lastFrameMs = nowMs;
}

void HealthReport::decodeError(const std::string &reason, const std::string &excerpt)
{
    ++m_health.decodeErrors;
    m_health.lastError = excerpt.empty() ? reason : reason + ": " + excerpt;
}

HealthState HealthReport::streamState(const Parts &parts, StreamType type, TimeMs nowMs) const
{
    if (!parts.isOn || m_traits.of(type).gapMs <= 0)
        return HealthState::Off;
    if (!parts.hasReference) {
        const HealthState rest = parts.rest ? parts.rest->state(nowMs) : HealthState::Live;
        return rest == HealthState::Live ? HealthState::Starting : rest;
    }
    HealthState state = parts.connections ? parts.connections->state(type, nowMs) : HealthState::Off;
    if (state == HealthState::Off && parts.polls && parts.polls->carries(type)) {
        const HealthState rest = parts.rest ? parts.rest->state(nowMs) : HealthState::Live;
        state = rest == HealthState::Live ? parts.polls->state(type, nowMs) : rest;
    }
    if (type == StreamType::Liquidation && state == HealthState::Live && !parts.quietLiquidations.empty())
        return HealthState::Mute;
    return parts.isPaused && state == HealthState::Live ? HealthState::Stale : state;
}

void HealthReport::judge(const Parts &parts, TimeMs nowMs)
{
    if (!parts.isOn) {
        m_health.state = HealthState::Off;
    } else if (!parts.hasReference) {
        const HealthState rest = parts.rest ? parts.rest->state(nowMs) : HealthState::Live;
        m_health.state = rest == HealthState::Live ? HealthState::Starting : rest;
    } else {
        m_health.state = parts.isPaused ? HealthState::Stale : HealthState::Live;
        if (parts.connections)
            m_health.state = std::max(m_health.state, parts.connections->state());
        if (parts.rest)
            m_health.state = std::max(m_health.state, parts.rest->state(nowMs));
    }
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        StreamHealth &stream = m_health.streams[i];
        const HealthState state = streamState(parts, static_cast<StreamType>(i), nowMs);
        if (state != stream.state || stream.sinceMs == 0) {
            stream.state = state;
            stream.sinceMs = nowMs;
        }
        stream.perSecond = m_rates[i].perSecond(nowMs);
        if (state != HealthState::Off)
            m_health.state = std::max(m_health.state, state);
    }
    m_health.reason = reasonOf(parts, nowMs);
}

std::string HealthReport::reasonOf(const Parts &parts, TimeMs nowMs) const
{
    if (m_health.state == HealthState::Live || m_health.state == HealthState::Off)
        return {};
    if (!parts.hasReference) {
        if (parts.rest && !parts.rest->reason().empty())
            return parts.rest->reason();
        return parts.trouble.empty() ? causeSentence(HealthCause::ReadingContracts) : parts.trouble;
    }
    if (parts.rest && parts.rest->state(nowMs) == m_health.state)
        return parts.rest->reason();
    if (parts.connections && parts.connections->state() == m_health.state && !parts.connections->reason().empty())
        return parts.connections->reason();
    if (parts.isPaused)
        return causeSentence(HealthCause::ReadingPaused);
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        const auto type = static_cast<StreamType>(i);
        if (m_health.streams[i].state != m_health.state)
            continue;
        const std::string_view name = streamTypeName(type);
        if (m_health.state == HealthState::Starting)
            return causeSentence(HealthCause::FirstData, {name});
        if (type == StreamType::Liquidation && !parts.quietLiquidations.empty())
            return parts.quietLiquidations;
        const bool isPolled = parts.connections && parts.connections->state(type, nowMs) == HealthState::Off;
        const TimeMs sinceBegin = isPolled && parts.polls ? parts.polls->silenceMs(type, nowMs)
            : parts.connections                           ? parts.connections->silenceMs(type, nowMs)
                                                          : 0;
        // A connection made anew begins to count anew; the trader wants to know since when nothing came.
        const auto &last = m_health.streams[i].lastFrameMs;
        const TimeMs silence = std::max(sinceBegin, last ? nowMs - *last : 0);
        const std::string cause = isPolled && parts.rest ? parts.rest->reason() : std::string();
        const std::string seconds = std::to_string(silence / SecondMs);
        return cause.empty() ? causeSentence(HealthCause::NoFrame, {name, seconds})
                             : causeSentence(HealthCause::NoFrameBecause, {name, seconds, cause});
    }
    return {};
}

std::shared_ptr<const VenueHealth> HealthReport::next(const Parts &parts, TimeMs nowMs)
{
    judge(parts, nowMs);
    const auto sameStates = [&] {
        if (m_told->state != m_health.state)
            return false;
        for (std::size_t i = 0; i < StreamTypeCount; ++i) {
            if (m_told->streams[i].state != m_health.streams[i].state)
                return false;
        }
        return true;
    };
    if (m_told && sameStates() && nowMs - m_toldMs < m_everyMs)
        return nullptr;
    m_health.droppedDuplicates = parts.duplicates;
    m_health.historyProgress = parts.historyProgress;
    m_health.clockOffsetMs = m_offset.offsetMs();
    m_health.roundTripMs = parts.rest ? parts.rest->roundTripMs() : std::nullopt;
    m_health.restBudgetUsed = parts.rest ? std::min(1.0, parts.rest->usedShare(nowMs)) : 0.0;
    if (m_told && *m_told == m_health)
        return nullptr;
    m_told = m_health;
    m_toldMs = nowMs;
    return std::make_shared<const VenueHealth>(m_health);
}

} // namespace isobar
