#include "core/state/contractstate.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace isobar {

namespace {
constexpr TimeMs SamePaymentMs = 60 * SecondMs; // venues stamp a settlement some ms to seconds after the hour
constexpr TimeMs KeepPaymentsMs = 31 * DayMs;
constexpr TimeMs AheadMs = 5 * MinuteMs; // a clock that is further ahead is wrong, and would push all bars out
constexpr TimeMs ConfirmMs = MinuteMs; // how long a settlement that passed waits for the venue's word
} // namespace

struct ApplyPayload {
    ContractState &state;
    const Observation &from;

    void operator()(const Funding &value) const
    {
        if (value.rate) {
            if (state.rate != value.rate)
                ++state.rateChanges;
            state.rate = value.rate;
            state.fundingSeenMs = from.transportMs;
        }
        if (value.predictedRate) {
            state.predictedRate = value.predictedRate;
            state.fundingSeenMs = from.transportMs;
        }
        if (value.intervalHours)
            state.m_feedIntervalHours = value.intervalHours;
        if (value.nextFundingMs)
            state.m_feedNextFundingMs = value.nextFundingMs;
    }
    void operator()(const Settlement &value) const { state.addPayment({value.timeMs, value.rate, false}); }
    void operator()(const Mark &value) const
    {
        const double scale = state.instrument().scale;
        if (value.markPrice)
            state.mark = *value.markPrice / scale;
        if (value.indexPrice)
            state.index = *value.indexPrice / scale;
        state.markSeenMs = from.transportMs;
        if (value.markPrice) {
            state.m_priceHours.put(from.marketMs, *state.mark);
            state.minuteOf(from.marketMs).mark = state.mark;
            state.m_minuteBars.touchMark(from.marketMs, *state.mark);
            state.m_fiveMinuteBars.touchMark(from.marketMs, *state.mark);
        }
    }
    void operator()(const OpenInterest &value) const { state.takeOpenInterest(value, from.marketMs, from.transportMs); }
    void operator()(const Volume &value) const
    {
        const double scale = state.instrument().scale;
        if (value.notionalUsd)
            state.turnoverUsd = value.notionalUsd;
        else if (value.baseQuantity && (state.last || state.mark))
            state.turnoverUsd = *value.baseQuantity * scale * state.mark.value_or(state.last.value_or(0));
        state.volumeSeenMs = from.transportMs;
    }
    void operator()(const Liquidation &) const { }
    void operator()(const Trade &value) const
    {
        TradeSecond second;
        second.high = second.low = second.last = value.price;
        (value.aggressor == Aggressor::Buy ? second.buyBase : second.sellBase) = value.baseQuantity;
        state.addTraded(second, value.timeMs, from.marketMs);
    }
    void operator()(const Candle &value) const { state.takeCandle(value, from.marketMs); }
    void operator()(const HistoryReach &value) const { state.takeReach(value, from.marketMs); }
    void operator()(const TradeSecond &value) const { state.addTraded(value, value.secondMs, from.marketMs); }
};

ContractState::ContractState(ReferencePtr reference, const Instrument &instrument)
    : m_reference(std::move(reference)), m_instrument(&instrument), m_openInterestFine(5 * MinuteMs, 31 * DayMs),
      m_openInterestHours(HourMs, 90 * DayMs), m_priceHours(HourMs, 31 * DayMs), m_minuteBars(MinuteMs, 7 * HourMs),
      m_fiveMinuteBars(5 * MinuteMs, 31 * DayMs)
{
}

void ContractState::refer(ReferencePtr reference, const Instrument &instrument)
{
    // A changed interval in the catalogue overrules what the frames said before.
    if (instrument.intervalHours != m_instrument->intervalHours)
        m_feedIntervalHours.reset();
    m_instrument = &instrument;
    m_reference = std::move(reference);
}

void ContractState::apply(const Observation &observation)
{
    m_marketMs = std::max(m_marketMs, observation.marketMs);
    m_heardMs = std::max(m_heardMs, observation.marketMs);
    std::visit(ApplyPayload{*this, observation}, observation.payload);
}

void ContractState::takeOpenInterest(const OpenInterest &value, TimeMs marketMs, TimeMs transportMs)
{
    std::optional<double> coins;
    if (value.baseQuantity)
        coins = *value.baseQuantity * m_instrument->scale;
    else if (value.notionalUsd && mark)
        coins = *value.notionalUsd / *mark;
    if (!coins)
        return;
    const TimeMs time = value.timeMs.value_or(marketMs);
    m_openInterestFine.put(time, *coins);
    m_openInterestHours.put(time, *coins);
    if (!value.timeMs) {
        openInterestCoins = coins;
        openInterestSeenMs = transportMs;
    }
}

ContractMinute &ContractState::minuteOf(TimeMs marketMs)
{
    const TimeMs minute = floorTo(marketMs, MinuteMs);
    if (m_minutes.empty() || m_minutes.back().minuteMs < minute)
        m_minutes.push_back({minute, 0, std::nullopt});
    while (m_minutes.front().minuteMs < minute - 5 * MinuteMs)
        m_minutes.pop_front();
    return m_minutes.back(); // what comes late by a moment counts to the running minute
}

void ContractState::addTraded(const TradeSecond &traded, TimeMs timeMs, TimeMs marketMs)
{
    if (!m_tradesSinceMs)
        m_tradesSinceMs = marketMs;
    const double scale = m_instrument->scale;
    last = traded.last / scale;
    minuteOf(marketMs).tradedCoins += (traded.buyBase + traded.sellBase) * scale;
    if (timeMs > marketMs + AheadMs)
        return;
    for (BarSeries *bars : {&m_minuteBars, &m_fiveMinuteBars}) {
        bars->addTraded(
            timeMs, traded.high / scale, traded.low / scale, *last, traded.buyBase * scale, traded.sellBase * scale);
    }
}

void ContractState::takeCandle(const Candle &candle, TimeMs marketMs)
{
    if (candle.openMs > marketMs + AheadMs)
        return;
    const double scale = m_instrument->scale;
    const TimeMs end = candle.openMs + candle.lengthMs;
    // A running bar has come to now, not to its end: the mark goes on from there.
    m_priceHours.put(std::min(end - 1, marketMs), candle.close / scale);
    Bar bar{candle.openMs, candle.open / scale, candle.high / scale, candle.low / scale, candle.close / scale,
        candle.baseVolume * scale, std::nullopt};
    if (candle.takerBuyBase)
        bar.takerBuyCoins = *candle.takerBuyBase * scale;
    for (BarSeries *bars : {&m_minuteBars, &m_fiveMinuteBars}) {
        if (bars->stepMs() == candle.lengthMs)
            bars->putHistory(bar, end <= marketMs);
    }
}

void ContractState::takeReach(const HistoryReach &reach, TimeMs marketMs)
{
    if (reach.kind == HistoryKind::Funding || reach.stepMs != m_fiveMinuteBars.stepMs())
        return;
    const bool isOfBars = reach.kind == HistoryKind::Candles;
    auto &since = isOfBars ? m_barsSinceMs : m_openInterestSinceMs;
    TimeRanges &known = isOfBars ? m_barsKnown : m_openInterestKnown;
    known.add({reach.fromMs, reach.toMs + reach.stepMs});
    // Only what joins on to now, or to what is known already, leaves no gap.
    if (const auto begin = known.beginOf(since.value_or(marketMs - HourMs)); begin && *begin <= marketMs)
        since = std::min(since.value_or(*begin), *begin);
}

void ContractState::addPayment(FundingPayment payment)
{
    const auto place = std::lower_bound(m_payments.begin(), m_payments.end(), payment.timeMs - SamePaymentMs,
        [](const FundingPayment &each, TimeMs time) { return each.timeMs < time; });
    if (place != m_payments.end() && std::abs(place->timeMs - payment.timeMs) <= SamePaymentMs) {
        if ((payment.provisional && !place->provisional) || *place == payment)
            return;
        *place = payment;
    } else {
        m_payments.insert(place, payment);
    }
    m_settledUpToMs = std::max(m_settledUpToMs, payment.timeMs);
    const TimeMs oldest = m_payments.back().timeMs - KeepPaymentsMs;
    m_payments.erase(m_payments.begin(),
        std::find_if(
            m_payments.begin(), m_payments.end(), [&](const FundingPayment &each) { return each.timeMs >= oldest; }));
    ++m_paymentsVersion;
    m_keptPayments.reset();
}

std::shared_ptr<const std::vector<FundingPayment>> ContractState::keptPayments() const
{
    if (!m_keptPayments)
        m_keptPayments = std::make_shared<const std::vector<FundingPayment>>(m_payments);
    return m_keptPayments;
}

namespace {

double hoursBetween(TimeMs from, TimeMs to) { return std::round(static_cast<double>(to - from) / HourMs); }

/// Of three settlements in a row; absent when the two spacings differ.
std::optional<double> spacingOf(std::span<const FundingPayment, 3> three)
{
    const double a = hoursBetween(three[0].timeMs, three[1].timeMs);
    const double b = hoursBetween(three[1].timeMs, three[2].timeMs);
    return a == b && a >= 1 ? std::optional(a) : std::nullopt;
}

} // namespace

std::optional<double> ContractState::toldIntervalHours() const
{
    return m_feedIntervalHours ? m_feedIntervalHours : m_instrument->intervalHours;
}

std::optional<double> ContractState::toldOrDefaultHours() const
{
    if (const auto told = toldIntervalHours())
        return told;
    if (m_reference->venue.hasDefaultInterval)
        return m_reference->venue.defaultIntervalHours;
    return std::nullopt;
}

std::optional<double> ContractState::spacingHours() const
{
    if (m_payments.size() < 3)
        return std::nullopt;
    return spacingOf(std::span(m_payments).last<3>());
}

/// A provisional payment stands where the interval in use says, the venue's default perhaps: it proves no spacing.
/// Those at the end only wait for the venue's word; one further back is a settlement that may never have been.
std::optional<double> ContractState::confirmedSpacingHours() const
{
    const auto isProvisional = [](const FundingPayment &each) { return each.provisional; };
    const auto behind = std::find_if_not(m_payments.rbegin(), m_payments.rend(), isProvisional);
    if (m_payments.rend() - behind < 3 || std::any_of(behind, behind + 3, isProvisional))
        return std::nullopt;
    return spacingOf(std::span<const FundingPayment, 3>(behind.base() - 3, 3));
}

std::optional<double> ContractState::statedIntervalHours() const
{
    if (const auto told = toldIntervalHours())
        return told;
    // Before the first frame, which may name the interval, old settlements would overrule what the frames said before a
    // restart.
    return fundingSeenMs ? confirmedSpacingHours() : std::nullopt;
}

std::optional<double> ContractState::intervalHours() const
{
    if (const auto known = toldOrDefaultHours())
        return known;
    if (!m_payments.empty() && m_feedNextFundingMs && *m_feedNextFundingMs > m_payments.back().timeMs + SamePaymentMs)
        return std::max(1.0, hoursBetween(m_payments.back().timeMs, *m_feedNextFundingMs));
    return spacingHours();
}

std::optional<TimeMs> ContractState::nextFundingMs() const
{
    if (m_instrument->continuousFunding)
        return std::nullopt;
    const auto hours = intervalHours();
    const TimeMs step = hours ? static_cast<TimeMs>(*hours * HourMs) : 0;
    if (m_feedNextFundingMs) {
        // A venue that is polled for it tells of the following one late.
        const TimeMs late = m_marketMs - *m_feedNextFundingMs - ConfirmMs;
        return step > 0 && late >= 0 ? *m_feedNextFundingMs + (late / step + 1) * step : *m_feedNextFundingMs;
    }
    if (step <= 0 || !rate)
        return std::nullopt;
    return floorTo(m_marketMs, step) + step;
}

bool ContractState::isSettling() const
{
    const auto next = nextFundingMs();
    return m_feedNextFundingMs && next && *next <= m_marketMs;
}

std::optional<double> ContractState::openInterestUsd() const
{
    if (!openInterestCoins || !mark)
        return std::nullopt;
    return *openInterestCoins * *mark;
}

void ContractState::advance(TimeMs marketMs)
{
    const auto due = nextFundingMs();
    m_marketMs = std::max(m_marketMs, marketMs);
    if (!due || !rate || *due > m_marketMs)
        return;
    // Heard shortly before: the running rate was (almost) the settled one. After a longer silence it is not known.
    if (m_heardMs >= *due - 5 * MinuteMs && *due > m_settledUpToMs + SamePaymentMs)
        addPayment({*due, *rate, true});
    m_settledUpToMs = std::max(m_settledUpToMs, *due);
}

} // namespace isobar
