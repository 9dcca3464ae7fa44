#include "core/feed/venueconnection.h"

#include "core/market/healthcause.h"

#include <utility>

namespace isobar {

namespace {

std::string withTime(std::string message, TimeMs nowMs)
{
    if (const std::size_t at = message.find(SecondsPlace); at != std::string::npos)
        message.replace(at, SecondsPlace.size(), std::to_string(nowMs / SecondMs));
    return message;
}

} // namespace

VenueConnection::VenueConnection(
    const ConnectionSetup &setup, SocketPlan plan, const Clock &clock, ConnectionOwner &owner)
    : m_setup(setup), m_plan(std::move(plan)), m_clock(clock), m_owner(owner),
      m_watchdog(m_plan.carries, setup.profile.traits.cadence, setup.watch), m_backoff(setup.limits.backoff)
{
}

void VenueConnection::connect()
{
    m_number = m_owner.nextConnectionNumber();
    m_decoder = m_owner.newDecoder();
    m_source = std::make_unique<WebSocketSource>(m_setup.socket,
        WebSocketSource::Handlers{[this] { opened(); }, [this](std::string_view text) { took(Via::Ws, text); },
            [this](std::string_view bytes) { tookBinary(bytes); }, [this](const SocketClosed &why) { lost(why); },
            [this] { m_lastFrameMs = m_clock.transportMs(); }});
    m_source->setPaused(m_paused);
    const bool isElsewhere = !m_plan.host.empty() && !m_setup.isOnlyHost;
    m_source->open(isElsewhere ? m_plan.host : m_setup.host, m_plan.path);
}

void VenueConnection::opened()
{
    const TimeMs now = m_clock.transportMs();
    m_openedMs = now;
    m_openedMarketMs = m_clock.marketMs();
    if (++m_timesOpened > 1)
        m_lastAliveMarketMs = m_frameMarketMs;
    m_frameMarketMs = m_openedMarketMs;
    m_lastFrameMs = m_lastPingMs = now;
    m_isStable = false;
    m_state = HealthState::Live;
    m_reason.clear();
    m_watchdog.began(now);
    m_isGreeting = m_setup.profile.venueSpeaksFirst;
    m_subscribeAtMs.reset();
    if (m_setup.profile.subscribeAfterMs > 0)
        m_subscribeAtMs = now + m_setup.profile.subscribeAfterMs;
    else if (!m_isGreeting)
        subscribe();
    m_owner.connectionOpened(*this);
}

void VenueConnection::subscribe()
{
    for (const std::string &message : m_plan.messages)
        m_source->send(withTime(message, m_clock.transportMs()));
}

void VenueConnection::tookBinary(std::string_view bytes)
{
    switch (m_setup.profile.binaryFrames) {
    case BinaryFrames::Own:
        return took(Via::WsBinary, bytes);
    case BinaryFrames::Text:
        return took(Via::Ws, bytes);
    case BinaryFrames::Gzip:
        // What cannot be inflated goes on as it came: the decoder counts it as one bad frame.
        const std::optional<std::string_view> text = m_inflater.inflate(bytes, m_setup.socket.maxMessageBytes);
        return text ? took(Via::Ws, *text) : took(Via::WsBinary, bytes);
    }
}

void VenueConnection::took(Via via, std::string_view text)
{
    if (std::exchange(m_isGreeting, false))
        subscribe();
    m_lastFrameMs = m_clock.transportMs();
    m_frameMarketMs = m_clock.marketMs();
    m_owner.connectionFrame(*this, Frame{via, text, m_plan.path, m_lastFrameMs});
}

void VenueConnection::lost(const SocketClosed &why)
{
    const TimeMs now = m_clock.transportMs();
    m_openedMs.reset();
    m_state = HealthState::Down;
    m_reason = why.text;
    m_connectAtMs = now + m_backoff.failed(now, m_owner.random());
    m_owner.connectionLost(*this, why);
}

void VenueConnection::restart(HealthState state, std::string reason)
{
    m_source.reset();
    m_openedMs.reset();
    m_state = state;
    m_reason = std::move(reason);
    m_connectAtMs = 0;
}

void VenueConnection::hold(TimeMs untilMs, HealthState state, std::string reason)
{
    if (isOpen())
        return;
    if (!m_connectAtMs)
        m_source.reset(); // an attempt is under way; else its end is being told just now
    m_state = state;
    m_reason = std::move(reason);
    m_connectAtMs = untilMs;
}

void VenueConnection::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    const TimeMs now = m_clock.transportMs();
    if (paused) {
        m_watchdog.held(now);
    } else {
        m_watchdog.resumed(now);
        m_lastFrameMs = now;
    }
    if (m_source)
        m_source->setPaused(paused);
}

void VenueConnection::tick(TimeMs nowMs)
{
    if (!m_openedMs) {
        if (m_connectAtMs && nowMs >= *m_connectAtMs) {
            m_connectAtMs.reset();
            connect();
        }
        return;
    }
    if (m_subscribeAtMs && nowMs >= *m_subscribeAtMs) {
        m_subscribeAtMs.reset();
        subscribe();
    }
    if (!m_isStable && nowMs - *m_openedMs >= m_setup.limits.stableAfterMs) {
        m_isStable = true;
        m_backoff.succeeded();
    }
    if (!m_paused)
        keepAlive(nowMs);
}

void VenueConnection::keepAlive(TimeMs nowMs)
{
    const KeepAlive &keep = m_setup.profile.keepAlive;
    if (keep.everyMs <= 0)
        return;
    if (nowMs - m_lastFrameMs > keep.everyMs + keep.answerMs) {
        restart(HealthState::Down, causeSentence(HealthCause::NoKeepAlive));
        return;
    }
    if (nowMs - m_lastPingMs >= keep.everyMs) {
        m_lastPingMs = nowMs;
        if (keep.isControlFrame)
            m_source->ping();
        else
            m_source->send(withTime(keep.text, nowMs), true);
    }
}

} // namespace isobar
