#include "core/state/bulkboard.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace isobar {

namespace {

constexpr TimeMs HeardBeforeMs = 5 * MinuteMs; // older than that before the settlement, a rate does not stand for it

TimeMs stepOf(double hours) { return static_cast<TimeMs>(hours * static_cast<double>(HourMs)); }

} // namespace

std::optional<double> BulkContract::intervalHours() const
{
    if (toldIntervalHours)
        return toldIntervalHours;
    if (instrument->intervalHours)
        return instrument->intervalHours;
    return venue().hasDefaultInterval ? std::optional(venue().defaultIntervalHours) : m_learnedHours;
}

std::optional<TimeMs> BulkContract::nextFundingMs(TimeMs marketMs) const
{
    const auto hours = intervalHours();
    const TimeMs step = hours ? stepOf(*hours) : 0;
    if (instrument->continuousFunding || step <= 0)
        return toldNextMs;
    if (!toldNextMs)
        return rate ? std::optional(floorTo(marketMs, step) + step) : std::nullopt;
    const TimeMs late = marketMs - *toldNextMs;
    return late < 0 ? *toldNextMs : *toldNextMs + (late / step + 1) * step;
}

/// Before a new rate takes the old one's place: has a settlement passed between the two?
void BulkContract::settle(TimeMs marketMs)
{
    if (!rate || m_heardMs == 0)
        return;
    const auto due = nextFundingMs(m_heardMs);
    if (!due || *due > marketMs || m_heardMs < *due - HeardBeforeMs)
        return;
    const auto first = std::find_if(m_payments.begin(), m_payments.begin() + std::ptrdiff_t(m_count),
        [&](const FundingPayment &each) { return each.timeMs > *due - 8 * HourMs; });
    const auto kept = std::move(first, m_payments.begin() + std::ptrdiff_t(m_count), m_payments.begin());
    m_count = std::min(static_cast<std::size_t>(kept - m_payments.begin()), MostPayments - 1);
    m_payments[m_count++] = {*due, *rate, true};
}

/// Of venues that do not say it. Only when the one was heard shortly before it passed was none between them.
void BulkContract::learnInterval(const std::optional<TimeMs> &nextMs)
{
    if (!nextMs || !toldNextMs || *nextMs <= *toldNextMs || m_heardMs < *toldNextMs - HeardBeforeMs)
        return;
    const double hours = std::round(static_cast<double>(*nextMs - *toldNextMs) / HourMs);
    if (hours >= 1 && hours <= 24)
        m_learnedHours = hours;
}

void BulkContract::take(const BulkQuote &quote, TimeMs marketMs)
{
    const double scale = instrument->scale;
    if (quote.funding.rate && quote.fundingSeenMs != fundingSeenMs) {
        settle(marketMs);
        learnInterval(quote.funding.nextFundingMs);
        rate = quote.funding.rate;
        m_heardMs = marketMs;
    }
    toldIntervalHours = quote.funding.intervalHours;
    toldNextMs = quote.funding.nextFundingMs;
    if (quote.mark.markPrice)
        mark = *quote.mark.markPrice / scale;
    if (quote.mark.indexPrice)
        index = *quote.mark.indexPrice / scale;
    const auto price = mark ? mark : index;
    if (quote.openInterest.baseQuantity && price)
        openInterestUsd = *quote.openInterest.baseQuantity * scale * *price;
    else if (quote.openInterest.notionalUsd)
        openInterestUsd = quote.openInterest.notionalUsd;
    if (quote.volume.notionalUsd)
        turnoverUsd = quote.volume.notionalUsd;
    else if (quote.volume.baseQuantity && price)
        turnoverUsd = *quote.volume.baseQuantity * scale * *price;
    fundingSeenMs = quote.fundingSeenMs;
    markSeenMs = quote.markSeenMs;
}

void BulkBoard::take(const ReferencePtr &reference)
{
    std::unordered_map<std::uint32_t, BulkContract> before;
    for (BulkContract &each : m_contracts) {
        if (each.venue().id == reference->venue.id)
            before.emplace(each.instrument->id.value, std::move(each));
    }
    std::erase_if(m_contracts,
        [&](const BulkContract &each) { return !each.reference || each.venue().id == reference->venue.id; });
    for (const Instrument &instrument : reference->instruments) {
        if (!isQuotedInDollars(instrument))
            continue;
        BulkContract contract;
        if (const auto known = before.find(instrument.id.value); known != before.end())
            contract = std::move(known->second);
        contract.reference = reference;
        contract.instrument = &instrument;
        m_contracts.push_back(std::move(contract));
    }
    order();
    ++m_version;
}

void BulkBoard::order()
{
    std::sort(m_contracts.begin(), m_contracts.end(), [](const BulkContract &a, const BulkContract &b) {
        return std::tie(a.instrument->asset, a.venue().id, a.instrument->symbol)
            < std::tie(b.instrument->asset, b.venue().id, b.instrument->symbol);
    });
    m_places.clear();
    for (std::size_t i = 0; i < m_contracts.size(); ++i)
        m_places[m_contracts[i].instrument->id.value] = i;
}

void BulkBoard::take(const BulkQuotes &quotes)
{
    for (const BulkQuote &quote : quotes.quotes) {
        if (const auto place = m_places.find(quote.instrument.value); place != m_places.end())
            m_contracts[place->second].take(quote, quotes.marketMs);
    }
    ++m_version;
}

} // namespace isobar
