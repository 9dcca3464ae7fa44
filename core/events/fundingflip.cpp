#include "core/events/fundingflip.h"

#include "core/analytics/funding.h"
#include "core/analytics/tolerance.h"
#include "core/events/fundingevidence.h"
#include "core/events/setuprecord.h"

#include <cmath>
#include <map>
#include <set>

namespace isobar {

namespace {

int signOf(PositionSide side) { return side == PositionSide::Long ? 1 : -1; }

PositionSide sideOf(int sign) { return sign > 0 ? PositionSide::Long : PositionSide::Short; }

Scope scopeOf(const FundingFlipPayload &p, const FundingFlipSettings &settings = {})
{
    if (atLeast(p.newSideShare, settings.systemicShare) && p.operatorsNewSide >= settings.systemicOperators)
        return Scope::Systemic;
    return above(p.largestOperatorShare, settings.localisedShare) ? Scope::Localised : Scope::Mixed;
}

/// Systemic, after a state that held for three days, most of them beyond the band.
bool mayPromote(const Event &event, const FundingFlipPayload &p, const FundingFlipSettings &settings)
{
    return event.scope == Scope::Systemic && atLeast(p.heldHours, settings.neededHours)
        && atLeast(p.hoursBeyondBand, settings.neededBeyond * settings.neededHours);
}

} // namespace

int fundingSign(double rate8h, const FundingFlipSettings &settings)
{
    if (atLeast(rate8h, settings.band8h))
        return 1;
    return atMost(rate8h, -settings.band8h) ? -1 : 0;
}

FundingHeld fundingHeld(std::span<const Sample> hours, TimeMs changeMs, const FundingFlipSettings &settings)
{
    FundingHeld held;
    const auto window = static_cast<TimeMs>(settings.neededHours * HourMs);
    for (const Sample &hour : hours) {
        if (hour.timeMs + HourMs > changeMs)
            break; // the hour of the change has both
        const int sign = fundingSign(hour.value, settings);
        if (sign != 0 && sign != held.state) {
            held.hasBegin = held.state != 0;
            held.state = sign;
            held.sinceMs = hour.timeMs;
            held.hoursBeyond = 0;
        }
        if (sign != 0 && hour.timeMs + HourMs > changeMs - window)
            ++held.hoursBeyond;
    }
    return held;
}

/// From the hours before: a flip of the last day has still to be told.
void FundingFlip::begin(const FundingFlipInput &input, int sign, const FundingFlipSettings &settings)
{
    const FundingHeld now = fundingHeld(input.hours, input.marketMs, settings);
    m_raw = sign != 0 ? sign : now.state;
    m_rawOnSet = m_state = now.state != 0 ? now.state : m_raw;
    m_changeMs = input.marketMs;
    m_held = now;
    if (now.state != 0 && now.hasBegin && m_raw == now.state && input.marketMs - *now.sinceMs <= settings.lookBackMs) {
        m_state = -now.state;
        m_changeMs = *now.sinceMs;
        m_held = fundingHeld(input.hours, m_changeMs, settings);
    }
}

/// Takes the signs that F and the constant set have now. What F alone changed is undone within the band: a venue that
/// was away is back, and F waits for rates to turn as before.
void FundingFlip::follow(const FundingFlipInput &input, int sign, const FundingFlipSettings &settings)
{
    if (const int onSet = fundingSign(input.constantSetRate8h.value_or(input.rate8h), settings); onSet != 0)
        m_rawOnSet = onSet;
    if (sign == 0 && m_rawOnSet == m_state)
        m_raw = m_state;
    if (sign == 0 || sign == m_raw)
        return;
    m_raw = sign;
    m_changeMs = input.marketMs;
    m_held = fundingHeld(input.hours, input.marketMs, settings);
}

std::vector<Event> FundingFlip::step(const FundingFlipInput &input, const FundingFlipSettings &settings)
{
    std::vector<Event> events;
    if (std::isnan(input.rate8h) || input.isFrozen)
        return events;
    const int sign = fundingSign(input.rate8h, settings);
    const bool isTelling = m_sides[0].isActive() || m_sides[1].isActive();
    if (m_state == 0 || (input.isWarmingUp && !isTelling))
        begin(input, sign, settings); // the state follows while history comes in
    follow(input, sign, settings);
    if (m_raw == 0)
        return events;
    // A flip ends the one before it.
    std::optional<Event> told = step(sideOf(m_raw), input, settings);
    if (told && told->state == EventState::Entered)
        m_state = m_raw;
    if (auto over = step(sideOf(-m_raw), input, settings))
        events.push_back(*std::move(over));
    if (told)
        events.push_back(*std::move(told));
    return events;
}

std::optional<Event> FundingFlip::step(
    PositionSide side, const FundingFlipInput &input, const FundingFlipSettings &settings)
{
    EventLife &life = of(side);
    const bool isReal = m_rawOnSet == m_raw; // else an outage or a return alone moved F
    const bool enters = m_raw == signOf(side) && m_state == -signOf(side) && isReal;
    const MachineInput found = input.machineInput(enters, m_state == signOf(side), Priority::P2, false);
    const bool mayStill = life.isActive() && life.event.priority != Priority::P2
        && input.marketMs - life.event.enteredMs <= settings.promoteWithinMs
        && atLeast(std::get<FundingFlipPayload>(life.event.payload).heldHours, settings.neededHours);
    const auto now = [&] { return describe(side, input, settings); };
    return life.step(found, settings.timing, mayStill && now().priority == Priority::P2, now);
}

Event FundingFlip::describe(PositionSide side, const FundingFlipInput &input, const FundingFlipSettings &settings) const
{
    Event event = input.event(EventType::FundingFlip, Priority::P4, side);
    FundingFlipPayload p;
    p.venues = input.evidence ? input.evidence() : std::vector<EventVenue>();
    p.before = sideName(otherSide(side));
    p.band8h = settings.band8h;
    p.neededHours = settings.neededHours;
    p.aftermath = input.aftermath[static_cast<std::size_t>(side)];
    const Event &before = m_sides[static_cast<std::size_t>(side)].event;
    if (before.id != 0) {
        const auto &told = std::get<FundingFlipPayload>(before.payload);
        p.heldHours = told.heldHours;
        p.hoursBeyondBand = told.hoursBeyondBand;
        p.daysSinceLastFlip = told.daysSinceLastFlip;
        p.promoted = told.promoted;
        p.aftermath = told.aftermath;
    } else if (m_held.state == -signOf(side) && m_held.sinceMs) {
        p.heldHours = static_cast<double>(m_changeMs - *m_held.sinceMs) / HourMs;
        p.hoursBeyondBand = m_held.hoursBeyond;
        if (m_held.hasBegin)
            p.daysSinceLastFlip = p.heldHours / 24;
    }
    p.record = countFollowed(flipHours(input.hours, side), side, input.prices, input.marketMs);
    derive(event, p);
    p.promoted = p.promoted || mayPromote(event, p, settings);
    derive(event, p);
    event.payload = std::move(p);
    return event;
}

void FundingFlip::resume(const Event &told)
{
    if (!told.side || !of(*told.side).resume(told) || !of(*told.side).isActive())
        return;
    m_state = m_raw = m_rawOnSet = signOf(*told.side);
    m_changeMs = told.enteredMs;
}

std::optional<Event> FundingFlip::active(PositionSide side) const
{
    const EventLife &life = m_sides[static_cast<std::size_t>(side)];
    return life.isActive() ? std::optional(life.event) : std::nullopt;
}

void derive(Event &event, FundingFlipPayload &p)
{
    const FundingFacts facts = evaluateEvidence(p.venues);
    const int sign = p.before == "long" ? -1 : 1;
    p.after = sideName(sideOf(sign));
    p.rate8h = facts.rate8h;
    p.deviation = facts.rate8h - facts.neutral8h;
    p.apr = apr(facts.rate8h);
    p.newSideShare = 0;
    p.venuesLong = p.venuesShort = 0;
    std::set<std::string> operators;
    std::map<std::string, double> parts;
    double sum = 0;
    for (const EventVenue &venue : p.venues) {
        p.venuesLong += venue.smoothed8h > 0;
        p.venuesShort += venue.smoothed8h < 0;
        if (sign * venue.smoothed8h <= 0)
            continue;
        p.newSideShare += venue.weight;
        operators.insert(venue.operatorName);
        parts[venue.operatorName] += venue.weight * std::abs(venue.smoothed8h);
        sum += venue.weight * std::abs(venue.smoothed8h);
    }
    p.operatorsNewSide = static_cast<int>(operators.size());
    p.largestOperatorShare = 0;
    for (const auto &[name, part] : parts)
        p.largestOperatorShare = std::max(p.largestOperatorShare, sum > 0 ? part / sum : 0);
    derive(p.record);
    event.scope = scopeOf(p);
    if (event.state != EventState::Cleared)
        event.priority = p.promoted ? Priority::P2 : Priority::P4;
}

} // namespace isobar
