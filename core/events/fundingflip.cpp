#include "core/events/fundingflip.h"

#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace isobar {

namespace {

/// F seen from a side: positive when it pays.
double paidBy(PositionSide side, double rate8h) { return side == PositionSide::Long ? rate8h : -rate8h; }

std::optional<PositionSide> sideBeyond(double rate8h, double band8h)
{
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        if (atLeast(paidBy(side, rate8h), band8h))
            return side;
    }
    return std::nullopt;
}

} // namespace

Scope flipScope(PositionSide side, std::span<const FlipVenue> venues, const FundingFlipSettings &settings)
{
    double weight = 0, paid = 0;
    std::map<std::string_view, double> byOperator;
    for (const FlipVenue &venue : venues) {
        const double rate = paidBy(side, venue.smoothed8h);
        if (venue.weight <= 0 || rate <= 0)
            continue;
        weight += venue.weight;
        paid += venue.weight * rate;
        byOperator[venue.operatorName] += venue.weight * rate;
    }
    if (atLeast(weight, settings.systemicShare) && static_cast<int>(byOperator.size()) >= settings.systemicOperators)
        return Scope::Systemic;
    const bool isOfOne = std::any_of(byOperator.begin(), byOperator.end(),
        [&](const auto &each) { return above(each.second, settings.localisedShare * paid); });
    return isOfOne ? Scope::Localised : Scope::Mixed;
}

void FundingFlip::remember(TimeMs marketMs, double rate8h, const FundingFlipSettings &settings)
{
    const TimeMs hour = floorTo(marketMs, HourMs);
    if (m_hours.empty() || m_hours.back().hourMs != hour)
        m_hours.push_back({hour, rate8h});
    m_hours.back().rate8h = rate8h;
    while (m_hours.front().hourMs < hour - settings.heldMs)
        m_hours.pop_front();
}

/// Whether F was beyond the band in enough of the hours before.
bool FundingFlip::wasBeyond(PositionSide side, TimeMs untilMs, const FundingFlipSettings &settings) const
{
    const auto beyond = std::count_if(m_hours.begin(), m_hours.end(), [&](const Hour &hour) {
        return hour.hourMs < untilMs && hour.hourMs >= untilMs - settings.heldMs
            && atLeast(paidBy(side, hour.rate8h), settings.band8h);
    });
    return atLeast(static_cast<double>(beyond), settings.beyondShare * static_cast<double>(settings.heldMs / HourMs));
}

std::optional<FundingFlipStep> FundingFlip::step(
    TimeMs marketMs, double rate8h, std::span<const FlipVenue> venues, const FundingFlipSettings &settings)
{
    if (std::isnan(rate8h))
        return std::nullopt;
    const auto beyond = sideBeyond(rate8h, settings.band8h);
    const auto before = m_side;
    if (beyond && beyond != m_side && beyond != m_pending) {
        m_pending = beyond;
        m_pendingMs = marketMs;
        m_isWorthPromotion =
            before && marketMs - m_sinceMs >= settings.heldMs && wasBeyond(*before, marketMs, settings);
    } else if (beyond && beyond == m_side) {
        m_pending.reset();
    }
    remember(marketMs, rate8h, settings);
    if (m_pending && marketMs - m_pendingMs >= settings.confirmMs) {
        m_side = m_pending;
        m_pending.reset();
        const TimeMs heldMs = m_pendingMs - m_sinceMs;
        m_sinceMs = m_pendingMs;
        m_flip.reset();
        if (!before)
            return std::nullopt; // the first sign that was ever seen is no change
        FundingFlipStep flip;
        flip.side = *m_side;
        flip.scope = flipScope(*m_side, venues, settings);
        flip.timeMs = marketMs;
        flip.flippedMs = m_sinceMs;
        flip.heldHours = static_cast<double>(heldMs) / HourMs;
        flip.isPromoted = m_isWorthPromotion && flip.scope == Scope::Systemic;
        if (m_isWorthPromotion && !flip.isPromoted)
            m_flip = flip;
        return flip;
    }
    if (!m_flip || marketMs - m_flip->flippedMs > settings.promoteWithinMs) {
        m_flip.reset();
        return std::nullopt;
    }
    if (flipScope(m_flip->side, venues, settings) != Scope::Systemic)
        return std::nullopt;
    FundingFlipStep promoted = *std::exchange(m_flip, std::nullopt);
    promoted.scope = Scope::Systemic;
    promoted.isPromoted = true;
    promoted.timeMs = marketMs;
    return promoted;
}

} // namespace isobar
