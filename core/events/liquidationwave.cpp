#include "core/events/liquidationwave.h"

#include "core/analytics/tolerance.h"
#include "core/events/levelevidence.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

/// Total from which a cascade interrupts, USD.
double urgentFromUsd(const EventUrgency &urgency, const LiquidationWavePayload &p)
{
    const double shown = p.openInterestUsd * p.coverage;
    return shown > 0 ? std::max(urgency.shareOfOi * shown, std::min(urgency.usd, urgency.smallShareOfOi * shown))
                     : urgency.usd;
}

} // namespace

bool isMajorAsset(const std::string &asset) { return asset == "BTC" || asset == "ETH"; }

std::optional<double> minuteQuantile(
    const LiquidationWindow &liquidations, PositionSide side, double q, TimeMs sinceMs, TimeMs marketMs)
{
    const auto heard = static_cast<double>((marketMs - sinceMs) / MinuteMs);
    if (heard * (1 - q) < 1 - 1e-9)
        return std::nullopt;
    std::vector<double> sums;
    for (const LiquidationDay &day : liquidations.minuteSums()) {
        for (const LiquidationMinute &minute : *day) {
            const double usd = side == PositionSide::Long ? minute.usd.longUsd : minute.usd.shortUsd;
            if (minute.minuteMs >= sinceMs && minute.minuteMs + MinuteMs <= marketMs && usd > 0)
                sums.push_back(usd);
        }
    }
    const auto above = static_cast<std::size_t>(heard * (1 - q) + 1e-9);
    if (sums.size() <= above)
        return 0;
    std::nth_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(above), sums.end(), std::greater<>());
    return sums[above];
}

double waveThreshold(const LiquidationWavePayload &p)
{
    const double least = std::max(p.shareOfOi * p.openInterestUsd * p.coverage, p.floorUsd);
    return p.quantileUsd ? std::max(*p.quantileUsd, least) : p.coldFactor * least;
}

Priority wavePriority(EventType type, const LiquidationWavePayload &p)
{
    if (type != EventType::LiquidationCascade)
        return Priority::P4;
    const bool isUrgent = !p.urgency || p.userHolds || atLeast(p.totalUsd, urgentFromUsd(*p.urgency, p));
    return isUrgent ? Priority::P1 : Priority::P3;
}

void derive(EventMove &move)
{
    move.move = move.priceThen > 0 && move.priceNow > 0 ? std::log(move.priceNow / move.priceThen) : 0;
    move.sigmas = move.sigmaHour > 0 ? std::abs(move.move) / move.sigmaHour : 0;
}

std::optional<Event> LiquidationWave::step(const LiquidationWaveInput &input, const WaveSettings &settings)
{
    LiquidationWavePayload facts;
    facts.quantileUsd = input.quantileUsd;
    facts.openInterestUsd = input.openInterestUsd;
    facts.coverage = input.coverageOfOi;
    facts.shareOfOi = settings.shareOfOi;
    facts.floorUsd = isMajorAsset(input.asset) ? settings.majorFloorUsd : settings.otherFloorUsd;
    facts.coldFactor = settings.coldFactor;
    facts.neededSigmas = settings.neededSigmas;
    facts.urgency = settings.urgency;
    facts.userHolds = input.userHolds;
    facts.usd60s = input.minute.usd;
    facts.move = input.move;
    derive(facts.move);
    if (!m_life.isActive())
        m_thresholdUsd = waveThreshold(facts);

    const double against = m_side == PositionSide::Long ? -facts.move.move : facts.move.move;
    const bool isMoving = settings.neededSigmas <= 0
        || (facts.move.sigmaHour > 0 && atLeast(against, settings.neededSigmas * facts.move.sigmaHour));
    const bool isCrowded = settings.leastPrints <= 0 || input.minute.prints >= settings.leastPrints
        || input.minute.venues >= settings.orVenues;
    const bool enters = atLeast(input.minute.usd, m_thresholdUsd) && isMoving && isCrowded;
    const bool stays = atLeast(input.minute.usd, settings.exitShare * m_thresholdUsd);

    const bool wasActive = m_life.isActive();
    if (!wasActive) {
        m_baseUsd = input.observedUsd - input.minute.usd;
        m_peakPerSecond = 0;
        m_clustersAtEntry = input.clustersAhead;
    }
    m_peakPerSecond = std::max(m_peakPerSecond, input.minute.usdPerSecond);
    facts.totalUsd = std::max(input.minute.usd, input.observedUsd - m_baseUsd);
    const Priority priority = wavePriority(m_type, facts);
    const auto *told = std::get_if<LiquidationWavePayload>(&m_life.event.payload);
    const bool grew = settings.updateGrowth > 0 && told
        && (atLeast(facts.totalUsd, settings.updateGrowth * told->totalUsd) || priority < m_life.event.priority);
    auto event = m_life.step(input.machineInput(enters, stays, priority, false), settings.timing, grew, [&] {
        Event made = input.event(m_type, priority, m_side);
        made.coverage = input.heardShare;
        made.isLowerBound = input.isLowerBound || input.minute.censored;
        LiquidationWavePayload p = facts;
        p.prints60s = input.minute.prints;
        p.peakUsdPerSecond = m_peakPerSecond;
        p.censored = input.minute.censored;
        p.clustersConsumed = std::max(0, m_clustersAtEntry - input.clustersAhead);
        if (input.describe)
            input.describe(p);
        derive(made, p);
        made.payload = std::move(p);
        return made;
    });
    if (m_life.isActive())
        m_lastActiveMs = input.marketMs;
    return event;
}

void LiquidationWave::resume(const Event &told)
{
    const auto *payload = std::get_if<LiquidationWavePayload>(&told.payload);
    if (!payload || !m_life.resume(told))
        return;
    m_lastActiveMs = told.timeMs; // funding stays an aftermath
    m_thresholdUsd = payload->thresholdUsd;
    m_baseUsd = -payload->totalUsd; // what is observed from now on comes on top
    m_peakPerSecond = payload->peakUsdPerSecond;
}

void derive(Event &event, LiquidationWavePayload &p)
{
    derive(p.move);
    p.thresholdUsd = waveThreshold(p);
    if (p.urgency)
        p.urgency->fromUsd = urgentFromUsd(*p.urgency, p);
    if (event.state != EventState::Cleared)
        event.priority = wavePriority(event.type, p);
    if (p.nextCluster)
        derive(*p.nextCluster, p.levels);
    if (event.side)
        deriveChain(p.chain, p.levels, *event.side);
}

} // namespace isobar
