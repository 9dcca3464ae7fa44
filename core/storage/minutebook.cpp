#include "core/storage/minutebook.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

constexpr TimeMs LateMs = 2 * MinuteMs;
constexpr TimeMs AheadMs = 5 * MinuteMs; // a clock that is further ahead is wrong

bool isPrice(double value) { return std::isfinite(value) && value > 0; }

template <class T> void replace(std::optional<T> &known, const std::optional<T> &newer)
{
    if (newer)
        known = newer;
}

} // namespace

struct TakeLive {
    MinuteBook &book;
    const Observation &from;

    void operator()(const Funding &value) const
    {
        Funding &known = book.m_contracts[from.instrument].funding;
        replace(known.rate, value.rate);
        replace(known.intervalHours, value.intervalHours);
        replace(known.nextFundingMs, value.nextFundingMs);
        replace(known.predictedRate, value.predictedRate);
        if (auto *open = book.open(from.instrument, from.marketMs)) {
            open->isChanged = open->isChanged || open->funding != known;
            open->funding = known;
        }
    }
    void operator()(const Mark &value) const
    {
        if (value.markPrice)
            book.touchMark(from.instrument, from.marketMs, value);
    }
    void operator()(const OpenInterest &value) const
    {
        if (value.timeMs || (!value.baseQuantity && !value.notionalUsd))
            return;
        if (auto *open = book.open(from.instrument, from.marketMs)) {
            open->isChanged = open->isChanged || open->openInterest != value;
            open->openInterest = value;
        }
    }
    void operator()(const Trade &value) const
    {
        TradeSecond second{floorTo(value.timeMs, SecondMs), 0, 0, value.price, value.price, value.price, 1};
        (value.aggressor == Aggressor::Buy ? second.buyBase : second.sellBase) = value.baseQuantity;
        (*this)(second);
    }
    void operator()(const TradeSecond &value) const
    {
        if (value.secondMs <= from.marketMs + AheadMs)
            book.addTraded(from.instrument, value);
    }
    void operator()(const Settlement &) const { }
    void operator()(const Volume &) const { }
    void operator()(const Liquidation &) const { }
    void operator()(const Candle &) const { }
    void operator()(const HistoryReach &) const { }
};

void MinuteBook::take(const Observation &observation) { std::visit(TakeLive{*this, observation}, observation.payload); }

/// None: too late.
MinuteBook::Open *MinuteBook::open(InstrumentId instrument, TimeMs timeMs)
{
    const TimeMs minute = floorTo(timeMs, MinuteMs);
    if (minute + MinuteMs <= m_closedMs) {
        ++m_lateDropped;
        return nullptr;
    }
    return &m_open[{minute, instrument}];
}

void MinuteBook::addTraded(InstrumentId instrument, const TradeSecond &traded)
{
    m_contracts[instrument].hasTrades = true;
    if (!isPrice(traded.high) || !isPrice(traded.low) || !isPrice(traded.last))
        return;
    Open *const minute = open(instrument, traded.secondMs);
    if (!minute)
        return;
    StoredBar &bar = minute->bar;
    if (!minute->hasBar)
        bar = {traded.last, traded.high, traded.low, traded.last, {}, {}};
    bar.high = std::max(bar.high, traded.high);
    bar.low = std::min(bar.low, traded.low);
    if (!minute->isTraded)
        bar.open = traded.last; // only the mark was seen so far
    if (!minute->isTraded || traded.secondMs >= minute->lastTradedMs)
        bar.close = traded.last;
    bar.baseVolume = bar.baseVolume.value_or(0) + traded.buyBase + traded.sellBase;
    bar.takerBuyBase = bar.takerBuyBase.value_or(0) + traded.buyBase;
    minute->lastTradedMs = std::max(minute->lastTradedMs, traded.secondMs);
    minute->hasBar = minute->isTraded = minute->isChanged = true;
}

void MinuteBook::touchMark(InstrumentId instrument, TimeMs timeMs, const Mark &mark)
{
    const double price = *mark.markPrice;
    if (!isPrice(price))
        return;
    Open *const minute = open(instrument, timeMs);
    if (!minute)
        return;
    StoredBar &bar = minute->bar;
    const StoredBar before = bar;
    if (!minute->hasBar)
        bar = {price, price, price, price, {}, {}};
    bar.high = std::max(bar.high, price);
    bar.low = std::min(bar.low, price);
    if (!minute->isTraded)
        bar.close = price;
    minute->isChanged = minute->isChanged || !minute->hasBar || !(bar == before);
    minute->hasBar = true;
    if (mark.indexPrice && isPrice(*mark.indexPrice))
        minute->premium = price / *mark.indexPrice - 1;
}

StoredMinute MinuteBook::rowOf(const Key &key, const Open &open) const
{
    const auto contract = m_contracts.find(key.second);
    StoredMinute row;
    row.instrument = key.second;
    row.minuteMs = key.first;
    if (open.hasBar) {
        row.bar = open.bar;
        if (!open.isTraded && contract != m_contracts.end() && contract->second.hasTrades)
            row.bar->baseVolume = row.bar->takerBuyBase = 0;
    }
    row.openInterest = open.openInterest;
    row.funding = open.funding;
    row.premium = open.premium;
    return row;
}

std::vector<StoredMinute> MinuteBook::close(TimeMs marketMs)
{
    m_closedMs = std::max(m_closedMs, floorTo(marketMs - LateMs, MinuteMs));
    std::vector<StoredMinute> rows;
    auto each = m_open.begin();
    for (; each != m_open.end() && each->first.first + MinuteMs <= m_closedMs; ++each)
        rows.push_back(rowOf(each->first, each->second));
    m_open.erase(m_open.begin(), each);
    return rows;
}

std::vector<StoredMinute> MinuteBook::changed()
{
    std::vector<StoredMinute> rows;
    for (auto &[key, open] : m_open) {
        if (std::exchange(open.isChanged, false))
            rows.push_back(rowOf(key, open));
    }
    return rows;
}

void MinuteBook::changeAll()
{
    for (auto &[key, open] : m_open)
        open.isChanged = true;
}

} // namespace isobar
