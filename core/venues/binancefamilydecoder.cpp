#include "core/venues/binancefamily.h"

#include "core/venues/framedecoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Stream, Data, EventType, EventTime, Sym, P, I, R, T, Q, V, Z, X, Side, Order, BuyerIsMaker, AggId, TradeId,
    Result, RequestId, Error, Code, Msg,
    Symbol_, MarkPrice, IndexPrice, LastFundingRate, NextFundingTime, OpenInterest_, QuoteVolume, BaseVolume, Volume_,
    FundingRate, FundingTime, FundingIntervalHours, SumOpenInterest, SumOpenInterestValue, Timestamp,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "stream", "data", "e", "E", "s", "p", "i", "r", "T", "q", "v", "z", "X", "S", "o", "m", "a", "t",
        "result", "id", "error", "code", "msg",
        "symbol", "markPrice", "indexPrice", "lastFundingRate", "nextFundingTime", "openInterest", "quoteVolume",
        "baseVolume", "volume",
        "fundingRate", "fundingTime", "fundingIntervalHours", "sumOpenInterest", "sumOpenInterestValue", "timestamp"};
    return Table;
}
// clang-format on

bool isWantedEvent(std::string_view type)
{
    return type == "aggTrade" || type == "markPriceUpdate" || type == "24hrTicker" || type == "forceOrder"
        || type == "trade" || type == "indexPriceUpdate";
}

Interest interestIn(JsonKey key, std::string_view text)
{
    if (key == EventType)
        return isWantedEvent(text) ? Interest::Keep : Interest::Stop;
    if (key != Stream || text.starts_with('!'))
        return Interest::Keep;
    const std::size_t at = text.find('@');
    const std::string_view kind = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    const bool isWanted = kind.starts_with("aggTrade") || kind.starts_with("markPrice") || kind.starts_with("ticker")
        || kind.starts_with("forceOrder") || kind.starts_with("trade") || kind.starts_with("indexPrice");
    return isWanted ? Interest::Keep : Interest::Stop;
}

/// The venue stamps settlements a few ms after the hour.
TimeMs roundedToHour(TimeMs time)
{
    const TimeMs hour = floorTo(time + HourMs / 2, HourMs);
    return std::abs(time - hour) <= MinuteMs ? hour : time;
}

class BinanceDecoder final : public FrameDecoder {
public:
    BinanceDecoder(const BinanceDialect &dialect, ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(dialect.profile.traits.id, keyTable(), interestIn, Data, std::move(reference), names),
          m_dialect(dialect), m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view stream = leadingText(text, R"({"stream":")");
        return !stream.empty() && interestIn(Stream, stream) == Interest::Stop;
    }

    void readSocket(const JsonNode &root) override
    {
        if (root.isArray())
            return readEvents(root);
        if (!root.isObject())
            return fault().set("neither object nor array");
        const Members outer = members(root);
        if (outer.has(Error) || (outer.has(Code) && outer.has(Msg)))
            return refused(outer);
        if (const JsonNode *data = outer.find(Data)) {
            if (!data->isContainer())
                return fault().set("no rows in member data");
            return readEvents(*data);
        }
        if (outer.has(Stream))
            return outer.require(Data);
        if (outer.has(EventType))
            readEvent(outer);
    }

    void readEvents(const JsonNode &data)
    {
        if (data.isObject())
            return readEvent(members(data));
        for (const JsonNode &row : JsonChildren(data))
            readEvent(members(row));
    }

    void readEvent(const Members &event)
    {
        const std::string_view type = event.needText(EventType);
        if (type == "aggTrade" || type == "trade")
            readTrade(event, type == "aggTrade" ? AggId : TradeId);
        else if (type == "markPriceUpdate")
            readMarkPrice(event);
        else if (type == "indexPriceUpdate")
            readIndexPrice(event);
        else if (type == "24hrTicker")
            readTurnover(event, Sym, Q, V);
        else if (type == "forceOrder")
            readForceOrder(event);
        setVenueTime(event.time(EventTime));
    }

    // {"e":"markPriceUpdate","E":..,"s":"BTCUSDT","p":"11857.56","i":"11851.86","r":"0.00015640","T":1597564800000}
    void readMarkPrice(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Sym));
        row.require(P);
        emitFunding(of, row.number(R), row.time(T));
        const std::optional<double> index = row.price(I);
        emitMark(of, row.price(P), index ? index : indexOfPair(of));
    }

    // {"e":"indexPriceUpdate","E":..,"i":"BTCUSD","p":"9429.39675000"}; emits nothing, for a pair is no contract.
    void readIndexPrice(const Members &row)
    {
        const std::string_view pair = row.needText(I);
        const double price = row.needPrice(P);
        if (!fault())
            m_indexOfPair.insert_or_assign(std::string(pair), price);
    }

    /// What the stream of the pair said last, for mark frames that do not carry the index themselves.
    std::optional<double> indexOfPair(const Symbol &of) const
    {
        if (m_indexOfPair.empty())
            return std::nullopt;
        const std::string_view name = of.name;
        const auto found = m_indexOfPair.find(name.substr(0, name.find('_')));
        return found == m_indexOfPair.end() ? std::nullopt : std::optional(found->second);
    }

    void emitFunding(const Symbol &of, std::optional<double> rate, std::optional<TimeMs> next)
    {
        // Dated contracts and those in settlement have neither.
        if (!rate || !next)
            return;
        Funding funding;
        funding.rate = rate;
        funding.nextFundingMs = next;
        funding.intervalHours = intervalOf(of);
        emit(of, funding);
    }

    void emitMark(const Symbol &of, std::optional<double> mark, std::optional<double> index)
    {
        if (mark || index)
            emit(of, Mark{mark, index});
    }

    std::optional<double> intervalOf(const Symbol &of) const
    {
        if (const auto found = m_intervals.find(of.number); found != m_intervals.end())
            return found->second;
        return of.instrument ? of.instrument->intervalHours : std::nullopt;
    }

    bool isInverse() const { return m_dialect.kind == ContractKind::Inverse; }

    /// USD of one inverse contract; a fault when the lists do not tell it.
    double contractSize(const Symbol &of)
    {
        if (!of.instrument)
            fault().set("the contract size of " + of.name + " is not known");
        return of.instrument ? of.instrument->contractSize : 0;
    }

    ContractAmount amountOf(const Symbol &of, double quantity, double price)
    {
        if (isInverse())
            return contractAmount(of, quantity, price);
        return {quantity, quantity * price};
    }

    void readTurnover(const Members &row, JsonKey name, JsonKey quote, JsonKey base)
    {
        const Symbol &of = symbol(row.needText(name));
        row.require(quote);
        row.require(base);
        const std::optional<double> turnover = row.quantity(quote), traded = row.quantity(base);
        Volume volume{turnover, traded};
        // Inverse: what is quote elsewhere is in base coin, and what is base counts contracts.
        if (isInverse())
            volume = {traded ? std::optional(*traded * contractSize(of)) : std::nullopt, turnover};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    // {"e":"forceOrder","E":..,"o":{"s":"BTCUSDT","S":"BUY",..,"p":"35100.81","ap":..,"X":"FILLED","z":"1.437","T":..}}
    void readForceOrder(const Members &event)
    {
        const JsonNode *order = event.needContainer(Order);
        if (!order)
            return;
        const Members row = members(*order);
        const Symbol &of = symbol(row.needText(Sym));
        const std::string_view side = row.needText(Side);
        if (side != "BUY" && side != "SELL")
            fault().set("neither BUY nor SELL", "S");
        const bool isFilled = row.needText(X) == "FILLED";
        const double quantity = row.needQuantity(Z);
        const double price = isFilled ? row.needPrice(P) : row.needQuantity(P);
        const TimeMs time = row.needTime(T);
        if (!isFilled)
            return;
        // The side is the order's: a forced sell closes a long.
        const PositionSide position = side == "SELL" ? PositionSide::Long : PositionSide::Short;
        StableHash key = of.hash;
        key.add(time).add(side).add(row.textOfAny(P)).add(row.textOfAny(Z)).add(std::int64_t(0));
        const ContractAmount amount = amountOf(of, quantity, price);
        emit(of, Liquidation{position, price, amount.base, amount.notionalUsd, time, key.value()});
    }

    // {"e":"aggTrade","E":..,"a":817295132,"s":"BTCUSDT","p":"45266.16","q":"2.206","T":1631594403330,"m":false}
    void readTrade(const Members &row, JsonKey idKey)
    {
        const Symbol &of = symbol(row.needText(Sym));
        // Of @trade: rows that are no trade of the book (INSURANCE_FUND, ADL, NA) may have zeros.
        const std::string_view origin = row.text(X);
        const bool isBookTrade = origin.empty() || origin == "MARKET";
        const double price = isBookTrade ? row.needPrice(P) : row.needQuantity(P);
        const double quantity = row.needQuantity(Q);
        const TimeMs time = row.needTime(T);
        const bool isSell = row.needBool(BuyerIsMaker);
        if (!isBookTrade)
            return;
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(idKey);
        key.add(idKey == AggId ? "a" : "t");
        if (!id.empty())
            key.add(id);
        else
            key.add(time).add(isSell ? "S" : "B").add(row.textOfAny(P)).add(row.textOfAny(Q));
        const ContractAmount amount = amountOf(of, quantity, price);
        emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, amount.base, time, key.value()});
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        using Read = void (BinanceDecoder::*)(const Members &);
        constexpr std::array<std::pair<std::string_view, Read>, 5> Answers{{
            {"/premiumIndex", &BinanceDecoder::readPremiumIndex},
            {"/openInterest", &BinanceDecoder::readOpenInterest},
            {"/ticker/24hr", &BinanceDecoder::readTicker},
            {"/fundingRate", &BinanceDecoder::readSettlement},
            {"/fundingInfo", &BinanceDecoder::readFundingInfo},
        }};
        if (root.isObject()) {
            const Members outer = members(root);
            if (outer.has(Code) && outer.has(Msg))
                return refused(outer);
        }
        if (request.endsWith("/exchangeInfo")) {
            const auto reader = makeBinanceReader(m_dialect, m_allNames);
            return learn(*reader);
        }
        if (request.endsWith("/klines"))
            return readKlines(root, request);
        if (request.endsWith("/openInterestHist"))
            return readOpenInterestHistory(root, request);
        const auto known = std::find_if(
            Answers.begin(), Answers.end(), [&](const auto &each) { return request.endsWith(each.first); });
        if (known == Answers.end())
            return;
        if (root.isObject())
            return (this->*known->second)(members(root));
        if (!root.isArray())
            return fault().set("neither object nor array");
        for (const JsonNode &row : JsonChildren(root))
            (this->*known->second)(members(row));
    }

    void refused(const Members &outer)
    {
        const JsonNode *error = outer.find(Error);
        const Members inner = error && error->isObject() ? members(*error) : outer;
        fault().set(m_dialect.profile.traits.operatorName + " refuses: " + std::string(inner.textOfAny(Code)) + " "
            + std::string(inner.textOfAny(Msg)));
    }

    void readPremiumIndex(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        row.require(MarkPrice);
        emitFunding(of, row.number(LastFundingRate), row.time(NextFundingTime));
        emitMark(of, row.price(MarkPrice), row.price(IndexPrice));
    }

    void readOpenInterest(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const double quantity = row.needQuantity(OpenInterest_);
        if (isInverse())
            emit(of, OpenInterest{std::nullopt, quantity * contractSize(of), std::nullopt});
        else
            emit(of, OpenInterest{quantity, std::nullopt, std::nullopt});
    }

    // [{"symbol":"BTCUSDT","sumOpenInterest":"20403","sumOpenInterestValue":"150570784.1","timestamp":1583127900000}];
    // inverse: "pair" in place of the symbol, contracts, and the value in base coin
    void readOpenInterestHistory(const JsonNode &root, const RequestLine &request)
    {
        if (!root.isArray())
            return fault().set("the history is no array");
        const std::string perpetual = request.query("pair") + "_PERP";
        for (const JsonNode &each : JsonChildren(root)) {
            const Members row = members(each);
            const Symbol &of = symbol(isInverse() ? std::string_view(perpetual) : row.needText(Symbol_));
            const double quantity = row.needQuantity(SumOpenInterest);
            const std::optional<double> value = row.quantity(SumOpenInterestValue);
            const TimeMs time = row.needTime(Timestamp);
            if (isInverse())
                emit(of, OpenInterest{value, quantity * contractSize(of), time});
            else
                emit(of, OpenInterest{quantity, value, time});
        }
    }

    void readTicker(const Members &row) { readTurnover(row, Symbol_, isInverse() ? BaseVolume : QuoteVolume, Volume_); }

    void readSettlement(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, roundedToHour(row.needTime(FundingTime))});
    }

    // Emits nothing: only the interval of later funding rows.
    void readFundingInfo(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const double hours = row.needPrice(FundingIntervalHours);
        if (!fault())
            m_intervals[of.number] = hours;
    }

    // [[open time, open, high, low, close, base volume, close time, quote volume, count, taker buy base, .. quote],
    // ..]; inverse: contracts in place of base volume, base coin in place of quote volume
    void readKlines(const JsonNode &root, const RequestLine &request)
    {
        if (!root.isArray())
            return fault().set("klines are no array");
        const Symbol &of = symbol(request.query("symbol"));
        const std::optional<TimeMs> length = barLength(binanceBars(), request.query("interval"));
        for (const JsonNode &each : JsonChildren(root)) {
            const Members row = members(each);
            Candle candle;
            candle.openMs = row.needTime(0);
            candle.lengthMs = length ? *length : row.needTime(6) + 1 - candle.openMs;
            candle.open = row.needPrice(1);
            candle.high = row.needPrice(2);
            candle.low = row.needPrice(3);
            candle.close = row.needPrice(4);
            candle.baseVolume = row.needQuantity(isInverse() ? 7 : 5);
            candle.takerBuyBase = row.quantity(isInverse() ? 10 : 9);
            emit(of, candle);
        }
    }

    const BinanceDialect m_dialect;
    InstrumentNames &m_allNames;
    std::unordered_map<std::uint32_t, double> m_intervals; // by Symbol::number
    std::map<std::string, double, std::less<>> m_indexOfPair;
};

} // namespace

std::span<const BarName> binanceBars()
{
    static constexpr std::array<BarName, 14> Bars{
        {{MinuteMs, "1m"}, {3 * MinuteMs, "3m"}, {5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"},
            {HourMs, "1h"}, {2 * HourMs, "2h"}, {4 * HourMs, "4h"}, {6 * HourMs, "6h"}, {8 * HourMs, "8h"},
            {12 * HourMs, "12h"}, {DayMs, "1d"}, {3 * DayMs, "3d"}, {7 * DayMs, "1w"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeBinanceDecoder(
    const BinanceDialect &dialect, ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<BinanceDecoder>(dialect, std::move(reference), names);
}

} // namespace isobar
