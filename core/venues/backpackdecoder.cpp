#include "core/venues/backpackparts.h"
#include "core/venues/framedecoder.h"
#include "core/venues/othertimes.h"

#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Data, Error, Code, Message, Event, EventTime, S, MarkP, Index, Rate, Next, OpenInterest_, V, QuoteV,
    Maker, Quantity, TradeTime, TradeId, Side,
    Symbol_, FundingRate, IndexPrice, MarkPrice, NextFundingTimestamp, OpenInterestWord, Volume_, QuoteVolume,
    IntervalEnd, Start, Open, High, Low, Close, Id, Price, QuantityWord, Timestamp, IsBuyerMaker,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "data", "error", "code", "message", "e", "E", "s", "p", "i", "f", "n", "o", "v", "V",
        "m", "q", "T", "t", "S",
        "symbol", "fundingRate", "indexPrice", "markPrice", "nextFundingTimestamp", "openInterest", "volume",
        "quoteVolume", "intervalEndTimestamp", "start", "open", "high", "low", "close", "id", "price", "quantity",
        "timestamp", "isBuyerMaker"};
    return Table;
}
// clang-format on

constexpr std::int64_t UsPerMs = 1000;

Interest interestIn(JsonKey key, std::string_view text)
{
    static const KeyTable Events{"markPrice", "trade", "ticker", "openInterest", "liquidation"};
    return key == Event && Events.find(text) == NoKey ? Interest::Stop : Interest::Keep;
}

/// "SOL_USDC_PERP"; spot, dated and prediction markets share the streams.
bool isPerpetual(std::string_view symbol) { return symbol.ends_with("_PERP"); }

class BackpackDecoder final : public FrameDecoder {
public:
    BackpackDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(BackpackId), keyTable(), interestIn, NoKey, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (const JsonNode *error = outer.find(Error); error && error->isObject()) {
            const Members refusal = members(*error);
            return fault().set("Backpack refuses: " + std::string(refusal.textOfAny(Code)) + " "
                + std::string(refusal.textOfAny(Message)));
        }
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        const Members row = members(*data);
        const std::string_view event = row.needText(Event), name = row.needText(S);
        if (fault() || !isPerpetual(name))
            return;
        // E and T are in microseconds, n is in milliseconds.
        setVenueTime(timeIn(row, EventTime, UsPerMs));
        const Symbol &of = symbol(name);
        if (event == "markPrice")
            emitMark(of, row, {MarkP, Index, Rate, Next});
        else if (event == "trade")
            emitTrade(of, row, {Maker, MarkP, Quantity, TradeId}, needTimeIn(row, TradeTime, UsPerMs));
        else if (event == "ticker")
            emitVolume(of, row, QuoteV, V);
        else if (event == "openInterest")
            emitOpenInterest(of, row, OpenInterest_);
        else if (event == "liquidation")
            readLiquidation(of, row);
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        if (request.endsWith("/markets")) {
            const auto reader = makeBackpackReader({}, m_allNames);
            return learn(*reader);
        }
        if (request.endsWith("/klines"))
            return readCandles(root, request);
        if (request.endsWith("/ticker"))
            return readRow(members(root), "/tickers");
        if (request.endsWith("/trades") || request.endsWith("/trades/history"))
            return readTrades(root, request.query("symbol"));
        for (const std::string_view each : {"/markPrices", "/openInterest", "/tickers", "/fundingRates"}) {
            if (!request.endsWith(each))
                continue;
            const std::size_t first = rowCount();
            readRows(root, [&](const Members &row) { readRow(row, each); });
            if (each == "/fundingRates")
                oldestFirst<Settlement>(first);
        }
    }

    template <class Read> void readRows(const JsonNode &root, Read read)
    {
        if (!root.isArray())
            return fault().set("an answer that is no array");
        for (const JsonNode &each : JsonChildren(root))
            read(members(each));
    }

    void readRow(const Members &row, std::string_view what)
    {
        const std::string_view name = row.needText(Symbol_);
        if (fault() || !isPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        if (what == "/markPrices")
            emitMark(of, row, {MarkPrice, IndexPrice, FundingRate, NextFundingTimestamp});
        else if (what == "/openInterest")
            emitOpenInterest(of, row, OpenInterestWord);
        else if (what == "/tickers")
            emitVolume(of, row, QuoteVolume, Volume_);
        else
            readSettlement(of, row);
    }

    struct MarkKeys {
        JsonKey mark, index, rate, next;
    };
    // {"e":"markPrice","E":1694687965941000,"s":"SOL_USDC_PERP","p":"18.70","i":"19.70","f":"0.00001","n":1694692800000}
    // The rate is the estimate for the settlement at n, per interval of the list; prediction markets have only p.
    void emitMark(const Symbol &of, const Members &row, const MarkKeys &at)
    {
        Funding funding;
        funding.rate = row.number(at.rate);
        funding.nextFundingMs = row.time(at.next);
        if (of.instrument)
            funding.intervalHours = of.instrument->intervalHours;
        if (funding.rate || funding.nextFundingMs)
            emit(of, funding);
        const Mark mark{row.price(at.mark), row.price(at.index)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
    }

    void emitOpenInterest(const Symbol &of, const Members &row, JsonKey key)
    {
        if (const std::optional<double> base = row.quantity(key))
            emit(of, OpenInterest{base, std::nullopt, std::nullopt});
    }

    void emitVolume(const Symbol &of, const Members &row, JsonKey quote, JsonKey base)
    {
        const Volume volume{row.quantity(quote), row.quantity(base)};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    struct TradeKeys {
        JsonKey maker, price, quantity, id;
    };
    // {"e":"trade","T":1754601477744000,"m":false,"p":"3870.25","q":"0.0008","s":"ETH_USDC_PERP","t":10782547}: m, the
    // buyer rested. Liquidations are among them, unmarked.
    void emitTrade(const Symbol &of, const Members &row, const TradeKeys &at, TimeMs time)
    {
        const bool isSell = row.needBool(at.maker);
        const double price = row.needPrice(at.price);
        const double base = row.needQuantity(at.quantity);
        const std::string_view id = row.textOfAny(at.id);
        if (id.empty())
            fault().set("a trade without its number");
        StableHash key = of.hash;
        key.add(id);
        emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, base, time, key.value()});
    }

    // {"e":"liquidation","E":1694688638091000,"q":"10","p":"18.70","S":"Bid","s":"SOL_USDC_PERP","T":..}
    // UNCONFIRMED: that S is the side of the order that closes (Bid buys a short back), as Bid and Ask are words for
    // orders everywhere else here. One recorded liquidation beside the price's move would settle it.
    void readLiquidation(const Symbol &of, const Members &row)
    {
        const std::string_view side = row.needText(Side);
        if (side != "Bid" && side != "Ask")
            fault().set("neither Bid nor Ask", "S");
        const double price = row.needPrice(MarkP);
        const double base = row.needQuantity(Quantity);
        const TimeMs time = needTimeIn(row, EventTime, UsPerMs);
        StableHash key = of.hash;
        key.add(row.textOfAny(EventTime)).add(side).add(row.textOfAny(MarkP)).add(row.textOfAny(Quantity));
        emit(of,
            Liquidation{side == "Bid" ? PositionSide::Short : PositionSide::Long, price, base, price * base, time,
                key.value()});
    }

    // {"symbol":"BTC_USDC_PERP","intervalEndTimestamp":"2025-07-22T00:00:00","fundingRate":"0.0001"}: the first row's
    // interval still runs; its end lies in the future, and who fetched it drops it.
    void readSettlement(const Symbol &of, const Members &row)
    {
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, needIsoTime(row, IntervalEnd)});
    }

    void readTrades(const JsonNode &root, const std::string &name)
    {
        if (!isPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        const std::size_t first = rowCount();
        readRows(root, [&](const Members &row) {
            emitTrade(of, row, {IsBuyerMaker, Price, QuantityWord, Id}, row.needTime(Timestamp));
        });
        oldestFirst<Trade>(first);
    }

    // {"start":"2025-07-22 00:00:00","open":"1","high":"2","low":"0.5","close":"1.5","volume":"10","quoteVolume":"15"};
    // the prices of an empty bar are null
    void readCandles(const JsonNode &root, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("symbol"));
        const std::string interval = request.query("interval");
        const std::optional<TimeMs> length = barLength(backpackBars(), interval);
        if (!length)
            return fault().set("unknown bar length " + interval);
        readRows(root, [&](const Members &row) {
            if (!row.price(Open))
                return;
            Candle candle;
            candle.openMs = needIsoTime(row, Start);
            candle.lengthMs = *length;
            candle.open = row.needPrice(Open);
            candle.high = row.needPrice(High);
            candle.low = row.needPrice(Low);
            candle.close = row.needPrice(Close);
            candle.baseVolume = row.needQuantity(Volume_);
            emit(of, candle);
        });
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::span<const BarName> backpackBars()
{
    static constexpr std::array<BarName, 12> Bars{{{MinuteMs, "1m"}, {3 * MinuteMs, "3m"}, {5 * MinuteMs, "5m"},
        {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1h"}, {2 * HourMs, "2h"}, {4 * HourMs, "4h"},
        {6 * HourMs, "6h"}, {8 * HourMs, "8h"}, {12 * HourMs, "12h"}, {DayMs, "1d"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeBackpackDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<BackpackDecoder>(std::move(reference), names);
}

} // namespace isobar
