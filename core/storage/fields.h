#pragma once
#include "core/market/streamitem.h"
#include "core/storage/bytes.h"

#include <type_traits>

namespace isobar {

// The fields of each value that a journal keeps, named once for writing and reading. An `Archive` is called with all
// fields in order. Each struct is taken apart whole: a field added to it does not compile here until it is kept too
// (and FormatVersion of blockfile.cpp is raised).

template <class T, class Of>
concept Is = std::is_same_v<std::remove_const_t<T>, Of>;

template <class A, Is<Beat> T> void fields(A &archive, T &value)
{
    auto &[transport, market] = value;
    archive(transport, market);
}

template <class A, Is<EngineOrders> T> void fields(A &archive, T &value)
{
    auto &[transport, json] = value;
    archive(transport, json);
}

template <class A, Is<Funding> T> void fields(A &archive, T &value)
{
    auto &[rate, interval, next, predicted] = value;
    archive(rate, interval, next, predicted);
}

template <class A, Is<Settlement> T> void fields(A &archive, T &value)
{
    auto &[rate, time] = value;
    archive(rate, time);
}

template <class A, Is<Mark> T> void fields(A &archive, T &value)
{
    auto &[mark, index] = value;
    archive(mark, index);
}

template <class A, Is<OpenInterest> T> void fields(A &archive, T &value)
{
    auto &[base, notional, time] = value;
    archive(base, notional, time);
}

template <class A, Is<Volume> T> void fields(A &archive, T &value)
{
    auto &[notional, base] = value;
    archive(notional, base);
}

template <class A, Is<Liquidation> T> void fields(A &archive, T &value)
{
    auto &[position, price, base, notional, time, key] = value;
    archive(position, price, base, notional, time, key);
}

template <class A, Is<Trade> T> void fields(A &archive, T &value)
{
    auto &[aggressor, price, base, time, key] = value;
    archive(aggressor, price, base, time, key);
}

template <class A, Is<Candle> T> void fields(A &archive, T &value)
{
    auto &[open, length, o, h, l, c, volume, taker] = value;
    archive(open, length, o, h, l, c, volume, taker);
}

template <class A, Is<TradeSecond> T> void fields(A &archive, T &value)
{
    auto &[second, buy, sell, high, low, last, count] = value;
    archive(second, buy, sell, high, low, last, count);
}

template <class A, Is<HistoryReach> T> void fields(A &archive, T &value)
{
    auto &[kind, step, from, to] = value;
    archive(kind, step, from, to);
}

template <class A, Is<BulkQuote> T> void fields(A &archive, T &value)
{
    auto &[instrument, funding, mark, interest, volume, fundingSeen, markSeen] = value;
    archive(instrument, funding, mark, interest, volume, fundingSeen, markSeen);
}

template <class A, Is<BulkQuotes> T> void fields(A &archive, T &value)
{
    auto &[venue, transport, market, quotes] = value;
    archive(venue, transport, market, quotes);
}

template <class A, Is<AccountPosition> T> void fields(A &archive, T &value)
{
    auto &[instrument, side, base, notional, liquidation, cross] = value;
    archive(instrument, side, base, notional, liquidation, cross);
}

template <class A, Is<AccountPositions> T> void fields(A &archive, T &value)
{
    auto &[venue, account, transport, market, positions] = value;
    archive(venue, account, transport, market, positions);
}

template <class A, Is<Checkpoint> T> void fields(A &archive, T &value)
{
    auto &[bytes] = value;
    archive(bytes);
}

template <class A, Is<Observation> T> void fields(A &archive, T &value)
{
    auto &[instrument, transport, market, payload] = value;
    archive(instrument, transport, market, payload);
}

template <class A, Is<MarginTier> T> void fields(A &archive, T &value)
{
    auto &[cap, maintenance, leverage, deduction] = value;
    archive(cap, maintenance, leverage, deduction);
}

/// The id is not kept: it is interned anew from venue and symbol.
template <class A, Is<Instrument> T> void fields(A &archive, T &value)
{
    auto &[id, venue, symbol, asset, scale, base, quote, settle, kind, size, continuous, interval, cap, floor, interest,
        tick, leverage, tiers] = value;
    archive(venue, symbol, asset, scale, base, quote, settle, kind, size, continuous, interval, cap, floor, interest,
        tick, leverage, tiers);
    archive.identify(id, venue, symbol);
}

template <class A, Is<StreamCadence> T> void fields(A &archive, T &value)
{
    auto &[gap, polled] = value;
    archive(gap, polled);
}

template <class A, Is<VenueTraits> T> void fields(A &archive, T &value)
{
    auto &[id, name, shortName, operatorName, interest, interval, hasInterval, liquidations, pastInterest, pastBars,
        takerSide, cadence] = value;
    archive(id, name, shortName, operatorName, interest, interval, hasInterval, liquidations, pastInterest, pastBars,
        takerSide, cadence);
}

template <class A, Is<Reference> T> void fields(A &archive, T &value)
{
    auto &[venue, instruments] = value;
    archive(venue, instruments);
}

template <class A, Is<StreamHealth> T> void fields(A &archive, T &value)
{
    auto &[state, since, lastFrame, perSecond] = value;
    archive(state, since, lastFrame, perSecond);
}

template <class A, Is<VenueHealth> T> void fields(A &archive, T &value)
{
    auto &[venue, state, reason, streams, frames, bytes, reconnects, errors, duplicates, lastError, roundTrip, offset,
        budget, history] = value;
    archive(venue, state, reason, streams, frames, bytes, reconnects, errors, duplicates, lastError, roundTrip, offset,
        budget, history);
}

template <class A, Is<Past> T> void fields(A &archive, T &value)
{
    auto &[rows, events] = value;
    archive(rows, events);
}

} // namespace isobar
