#include "core/analytics/contractfindings.h"

#include "core/analytics/fundinghistory.h"

#include <cmath>

namespace isobar {

namespace {

/// Fractional change of coins since `agoMs`.
std::optional<double> changeOf(const ContractState &state, std::optional<double> coins, TimeMs marketMs, TimeMs agoMs)
{
    const auto then = coins ? openInterestAt(state, marketMs - agoMs) : std::nullopt;
    return then ? std::optional(*coins / *then - 1) : std::nullopt;
}

std::optional<double> complete(const RealisedFunding &realised)
{
    return realised.complete ? std::optional(realised.sum) : std::nullopt;
}

FreshnessInput freshness(const ContractState &state, TimeMs transportMs, double intervalHours)
{
    const auto age = [&](const std::optional<TimeMs> &seen) {
        return seen ? std::optional(std::max<TimeMs>(0, transportMs - *seen)) : std::nullopt;
    };
    // A pushed stream of every second has the fixed limit; one that comes each minute by nature (OKX funding) has three
    // of its gaps.
    const auto poll = [&](StreamType type) { return state.venue().of(type).gapMs; };
    FreshnessInput input;
    input.markAgeMs = age(state.markSeenMs);
    input.fundingAgeMs = age(state.fundingSeenMs);
    input.openInterestAgeMs = age(state.openInterestSeenMs);
    input.markPollMs = poll(StreamType::Mark);
    input.fundingPollMs = poll(StreamType::Funding);
    input.openInterestPollMs = poll(StreamType::OpenInterest);
    input.intervalHours = intervalHours;
    return input;
}

} // namespace

std::optional<double> openInterestAt(const ContractState &state, TimeMs marketMs)
{
    auto found = state.openInterestFine().at(marketMs, 15 * MinuteMs);
    if (!found)
        found = state.openInterestHours().at(marketMs, 2 * HourMs);
    return found && found->value > 0 ? std::optional(found->value) : std::nullopt;
}

void ContractAnalysis::readPayments(const ContractState &state, std::optional<double> intervalHours)
{
    if (m_settledVersion == state.paymentsVersion() && m_settledInterval == intervalHours)
        return;
    m_settledVersion = state.paymentsVersion();
    m_settledInterval = intervalHours;
    m_settled = settledRates(state.payments(), intervalHours.value_or(8));
}

/// MODEL 2: the newest open interest, or the last credible one for up to 15 min.
std::optional<double> ContractAnalysis::believedCoins(
    const ContractState &state, TimeMs marketMs, bool liquidationsSeen)
{
    if (!state.openInterestCoins)
        return std::nullopt;
    OpenInterestEvidence evidence;
    evidence.liquidationsSeen = liquidationsSeen;
    double traded = 0;
    std::optional<double> then;
    for (const ContractMinute &minute : state.minutes()) {
        traded += minute.tradedCoins;
        if (!then)
            then = minute.mark;
    }
    if (state.tradesSinceMs() && *state.tradesSinceMs() <= marketMs - 5 * MinuteMs)
        evidence.tradedBase = traded;
    if (then && state.mark && *then > 0)
        evidence.priceMove = std::abs(std::log(*state.mark / *then));
    return m_gate.step(*state.openInterestCoins, evidence, marketMs);
}

ContractFindings ContractAnalysis::evaluate(std::shared_ptr<const ContractState> source, TimeMs transportMs,
    TimeMs marketMs, double symbolTurnoverUsd, bool liquidationsSeen, bool switchedOff)
{
    const ContractState &state = *source;
    const Instrument &instrument = state.instrument();
    ContractFindings found;
    found.state = std::move(source);
    found.intervalHours = state.intervalHours();
    if (instrument.continuousFunding && !found.intervalHours)
        found.intervalHours = 8;
    found.nextFundingMs = state.nextFundingMs();
    found.interest8h = instrument.interestPer8h.value_or(state.venue().interestPer8h);
    readPayments(state, found.intervalHours);

    found.rate = state.rate;
    if (!found.rate && !state.payments().empty())
        found.rate = state.payments().back().rate;
    if (found.rate && found.intervalHours) {
        const RunningRate running{*found.rate, *found.intervalHours, found.nextFundingMs, instrument.continuousFunding};
        found.spot8h = per8h(*found.rate, *found.intervalHours);
        const SmoothedRate smoothed = smoothedRate(running, m_settled, marketMs);
        found.smoothed8h = smoothed.rate8h;
        found.smoothedProvisional = smoothed.provisional;
    }
    if (state.mark && state.index && *state.index > 0)
        found.premium = *state.mark / *state.index - 1;
    const auto interval = static_cast<TimeMs>(found.intervalHours.value_or(8) * HourMs);
    const TimeMs windowStart = found.nextFundingMs ? *found.nextFundingMs - interval : floorTo(marketMs, interval);
    found.meanPremium = m_premium.step(found.premium, windowStart, marketMs);
    if (!instrument.continuousFunding) {
        found.realised24h = complete(realisedFunding(m_settled, marketMs, 24));
        found.realised7d = complete(realisedFunding(m_settled, marketMs, 7 * 24));
        found.realised30d = complete(realisedFunding(m_settled, marketMs, 30 * 24));
    }
    found.openInterestCoins = believedCoins(state, marketMs, liquidationsSeen);
    if (found.openInterestCoins && state.mark)
        found.openInterestUsd = *found.openInterestCoins * *state.mark;
    found.oiChange1h = changeOf(state, found.openInterestCoins, marketMs, HourMs);
    found.oiChange24h = changeOf(state, found.openInterestCoins, marketMs, DayMs);
    if (found.rate)
        found.capped = capUsage(*found.rate, instrument.fundingCap, instrument.fundingFloor).value_or(0) >= 0.98;

    VolumeEvidence evidence;
    evidence.turnover24hUsd = state.turnoverUsd;
    evidence.openInterestUsd = found.openInterestUsd;
    found.volumeSuspect = isVolumeSuspect(evidence);

    ContractCheck check;
    check.switchedOff = switchedOff;
    check.ratePerInterval = found.rate;
    check.intervalHours = found.intervalHours;
    check.cap = instrument.fundingCap;
    check.floor = instrument.fundingFloor;
    check.mark = state.mark;
    check.turnover24hUsd = state.turnoverUsd;
    check.openInterestUsd = found.openInterestUsd;
    check.symbolTurnover24hUsd = symbolTurnoverUsd;
    check.volumeSuspectFor24h = m_suspicion.step(found.volumeSuspect, marketMs);
    check.freshness = freshness(state, transportMs, found.intervalHours.value_or(8));
    found.excluded = contractExclusion(check);
    return found;
}

} // namespace isobar
