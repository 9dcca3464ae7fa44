#include "core/venues/bybitparts.h"
#include "core/venues/framedecoder.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Topic, Type, Ts, Data, Success, RetMsg, Op, RetCode, RestMsg, Result, List, Category, ServerTime,
    Symbol_, FundingRate, NextFundingTime, IntervalHour, MarkPrice, IndexPrice, OpenInterest_, OpenInterestValue,
    SingleOpenInterest, SingleOpenInterestValue, Turnover24h, Volume24h,
    T, S, Side, V, P, I, Timestamp, RateTimestamp, ExecId, Price, Size, SideWord,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "topic", "type", "ts", "data", "success", "ret_msg", "op", "retCode", "retMsg", "result", "list", "category",
        "time", "symbol", "fundingRate", "nextFundingTime", "fundingIntervalHour", "markPrice", "indexPrice",
        "openInterest", "openInterestValue", "singleOpenInterest", "singleOpenInterestValue", "turnover24h",
        "volume24h", "T", "s", "S", "v", "p", "i", "timestamp", "fundingRateTimestamp", "execId", "price", "size",
        "side"};
    return Table;
}
// clang-format on

constexpr TimeMs AskAgainMs = 10 * SecondMs;
constexpr std::string_view TickerTopic = "tickers.", LiquidationTopic = "allLiquidation.", TradeTopic = "publicTrade.";

Interest interestIn(JsonKey key, std::string_view text)
{
    const bool isDull = key == Topic && !text.starts_with(TickerTopic) && !text.starts_with(TradeTopic)
        && !text.starts_with(LiquidationTopic);
    return isDull ? Interest::Stop : Interest::Keep;
}

enum class Product { Unknown, Linear, Inverse, Other };

Product productByName(std::string_view name)
{
    if (name == "linear")
        return Product::Linear;
    if (name == "inverse")
        return Product::Inverse;
    return name == "spot" || name == "option" ? Product::Other : Product::Unknown;
}

/// What a ticker carries, or all that the deltas of a symbol have said so far.
struct TickerState {
    std::optional<double> rate, intervalHours, mark, index, openInterest, openInterestValue, singleOpenInterest,
        singleOpenInterestValue, turnover, volume;
    std::optional<TimeMs> nextFundingMs;

    bool hasFunding() const { return rate || nextFundingMs || intervalHours; }
    bool hasMark() const { return mark || index; }
    bool hasOpenInterest() const
    {
        return openInterest || openInterestValue || singleOpenInterest || singleOpenInterestValue;
    }
    bool hasVolume() const { return turnover || volume; }

    void merge(const TickerState &delta)
    {
        // A new two-sided figure outdates the single one that did not come with it.
        if (delta.openInterest)
            singleOpenInterest.reset();
        if (delta.openInterestValue)
            singleOpenInterestValue.reset();
        for (const auto member :
            {&TickerState::rate, &TickerState::intervalHours, &TickerState::mark, &TickerState::index,
                &TickerState::openInterest, &TickerState::openInterestValue, &TickerState::singleOpenInterest,
                &TickerState::singleOpenInterestValue, &TickerState::turnover, &TickerState::volume}) {
            if (delta.*member)
                this->*member = delta.*member;
        }
        if (delta.nextFundingMs)
            nextFundingMs = delta.nextFundingMs;
    }
};

std::optional<double> oneSide(std::optional<double> single, std::optional<double> bothSides)
{
    if (single || !bothSides)
        return single;
    return *bothSides / 2;
}

class BybitDecoder final : public FrameDecoder {
public:
    BybitDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(BybitId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view topic = leadingText(text, R"({"topic":")");
        return !topic.empty() && interestIn(Topic, topic) == Interest::Stop;
    }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (const JsonNode *success = outer.find(Success); success && success->type == JsonType::False)
            return fault().set("Bybit refuses: " + std::string(outer.textOfAny(RetMsg)));
        if (outer.has(Success) || outer.has(Op))
            return;
        const std::string_view topic = outer.has(Data) ? outer.needText(Topic) : std::string_view();
        if (topic.empty())
            return;
        const std::string_view path = RequestLine(frame().request).path();
        m_product = productByName(path.substr(path.rfind('/') + 1));
        setVenueTime(outer.time(Ts));
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        if (topic.starts_with(TickerTopic))
            return readTickerFrame(members(*data), outer.needText(Type));
        using Read = void (BybitDecoder::*)(const Members &, std::int64_t);
        const Read read = topic.starts_with(TradeTopic) ? &BybitDecoder::readTrade : &BybitDecoder::readLiquidation;
        if (data->isObject())
            return (this->*read)(members(*data), 0);
        std::int64_t ordinal = 0;
        for (const JsonNode &row : JsonChildren(*data))
            (this->*read)(members(row), ordinal++);
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (outer.needNumber(RetCode) != 0) {
            return fault().set("Bybit refuses: " + std::string(outer.textOfAny(RetCode)) + " "
                + std::string(outer.textOfAny(RestMsg)));
        }
        if (request.endsWith("/instruments-info")) {
            const auto reader = makeBybitReader({}, m_allNames);
            return learn(*reader);
        }
        const bool isKnown = request.endsWith("/tickers") || request.endsWith("/open-interest")
            || request.endsWith("/funding/history") || request.endsWith("/kline") || request.endsWith("/recent-trade");
        const JsonNode *result = isKnown ? outer.needContainer(Result) : nullptr;
        if (!result)
            return;
        const Members inner = members(*result);
        const std::string asked = request.query("category");
        m_product = productByName(asked.empty() ? inner.text(Category) : std::string_view(asked));
        const JsonNode *list = inner.needContainer(List);
        if (!list || m_product == Product::Other)
            return;
        setVenueTime(outer.time(ServerTime));
        const std::string asked2 = request.query("symbol");
        const std::string_view name = inner.has(Symbol_) ? inner.needText(Symbol_) : std::string_view(asked2);
        for (const JsonNode &each : JsonChildren(*list)) {
            const Members row = members(each);
            if (request.endsWith("/tickers"))
                readTickerRow(row);
            else if (request.endsWith("/open-interest"))
                readOpenInterest(row, symbol(name));
            else if (request.endsWith("/funding/history"))
                readSettlement(row);
            else if (request.endsWith("/kline"))
                readCandle(row, symbol(name), request);
            else
                readRecentTrade(row);
        }
    }

    /// By the request or the connection, else by the list, else by the name; a fault when none of them tells.
    Product productOf(const Symbol &of)
    {
        if (m_product != Product::Unknown)
            return m_product;
        if (of.instrument)
            return of.instrument->kind == ContractKind::Inverse ? Product::Inverse : Product::Linear;
        if (of.name.ends_with("USDT") || of.name.ends_with("PERP"))
            return Product::Linear;
        fault().set("it is not known whether " + of.name + " is linear or inverse");
        return Product::Unknown;
    }

    TickerState tickerOf(const Members &row)
    {
        TickerState out;
        out.rate = row.number(FundingRate);
        out.nextFundingMs = row.time(NextFundingTime);
        out.intervalHours = row.price(IntervalHour);
        out.mark = row.price(MarkPrice);
        out.index = row.price(IndexPrice);
        out.openInterest = row.quantity(OpenInterest_);
        out.openInterestValue = row.quantity(OpenInterestValue);
        out.singleOpenInterest = row.quantity(SingleOpenInterest);
        out.singleOpenInterestValue = row.quantity(SingleOpenInterestValue);
        out.turnover = row.quantity(Turnover24h);
        out.volume = row.quantity(Volume24h);
        return out;
    }

    void readTickerFrame(const Members &row, std::string_view type)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const TickerState carried = tickerOf(row);
        const bool isSnapshot = type == "snapshot";
        if (!isSnapshot && type != "delta")
            fault().set("neither snapshot nor delta", "type");
        if (fault() || m_product == Product::Other)
            return;
        if (m_tickers.size() <= of.number)
            m_tickers.resize(of.number + 1);
        std::optional<TickerState> &state = m_tickers[of.number];
        if (!isSnapshot && !state)
            return askForSnapshot(of);
        if (carried.hasOpenInterest() || carried.hasVolume())
            productOf(of);
        if (fault())
            return;
        if (isSnapshot)
            state = carried;
        else
            state->merge(carried);
        emitTicker(of, *state, carried);
    }

    /// The snapshot was lost (a damaged frame), and deltas alone say nothing: subscribed anew, it is sent again.
    void askForSnapshot(const Symbol &of)
    {
        if (!of.instrument)
            return;
        if (m_askedMs.size() <= of.number)
            m_askedMs.resize(of.number + 1);
        std::optional<TimeMs> &asked = m_askedMs[of.number];
        if (asked && frame().transportMs - *asked < AskAgainMs)
            return;
        asked = frame().transportMs;
        for (const std::string_view operation : {"unsubscribe", "subscribe"}) {
            reply(R"({"op":")" + std::string(operation) + R"(","args":[")" + std::string(TickerTopic) + of.name
                + R"("]})");
        }
    }

    void readTickerRow(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const TickerState carried = tickerOf(row);
        emitTicker(of, carried, carried);
    }

    void emitTicker(const Symbol &of, const TickerState &state, const TickerState &carried)
    {
        if (carried.hasFunding() && (state.rate || state.nextFundingMs)) {
            Funding funding;
            funding.rate = state.rate;
            funding.nextFundingMs = state.nextFundingMs;
            funding.intervalHours = state.intervalHours;
            if (!funding.intervalHours && of.instrument)
                funding.intervalHours = of.instrument->intervalHours;
            emit(of, funding);
        }
        if (carried.hasMark())
            emit(of, Mark{state.mark, state.index});
        if (carried.hasOpenInterest())
            emitOpenInterest(of, state, std::nullopt);
        if (carried.hasVolume()) {
            // Inverse: swapped, volume24h counts dollars and turnover24h coins.
            const bool isInverse = productOf(of) == Product::Inverse;
            emit(of, isInverse ? Volume{state.volume, state.turnover} : Volume{state.turnover, state.volume});
        }
    }

    void emitOpenInterest(const Symbol &of, const TickerState &state, std::optional<TimeMs> time)
    {
        const std::optional<double> contracts = oneSide(state.singleOpenInterest, state.openInterest);
        if (productOf(of) == Product::Inverse) {
            // Contracts are dollars, openInterestValue is in coins. The unit of singleOpenInterestValue is not settled.
            const std::optional<double> coins = oneSide(std::nullopt, state.openInterestValue);
            if (contracts || coins)
                emit(of, OpenInterest{coins, contracts, time});
            return;
        }
        emit(of, OpenInterest{contracts, oneSide(state.singleOpenInterestValue, state.openInterestValue), time});
    }

    struct Amount {
        double base = 0, notionalUsd = 0;
    };
    Amount amountOf(const Symbol &of, double size, double price)
    {
        if (productOf(of) == Product::Inverse)
            return {price > 0 ? size / price : 0, size};
        return {size, size * price};
    }

    bool readIsBuy(const Members &row, JsonKey key)
    {
        const std::string_view side = row.needText(key);
        if (side != "Buy" && side != "Sell")
            fault().set("neither Buy nor Sell", "S");
        return side == "Buy";
    }

    // {"T":1739502302929,"s":"ROSEUSDT","S":"Sell","v":"20000","p":"0.04499"}: S is the side of the position.
    void readLiquidation(const Members &row, std::int64_t ordinal)
    {
        const Symbol &of = symbol(row.needText(S));
        const bool isBuy = readIsBuy(row, Side);
        const double price = row.needPrice(P);
        const Amount amount = amountOf(of, row.needQuantity(V), price);
        const TimeMs time = row.needTime(T);
        StableHash key = of.hash;
        key.add(time).add(isBuy ? "Buy" : "Sell").add(row.textOfAny(P)).add(row.textOfAny(V)).add(ordinal);
        emit(of,
            Liquidation{isBuy ? PositionSide::Long : PositionSide::Short, price, amount.base, amount.notionalUsd, time,
                key.value()});
    }

    // {"T":1672304486865,"s":"BTCUSDT","S":"Buy","v":"0.001","p":"16578.50","i":"20f43950-...","BT":false}
    void readTrade(const Members &row, std::int64_t ordinal)
    {
        const Symbol &of = symbol(row.needText(S));
        emitTrade(of, row, {Side, P, V, T, I}, ordinal);
    }

    void readRecentTrade(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        emitTrade(of, row, {SideWord, Price, Size, ServerTime, ExecId}, 0);
    }

    struct TradeKeys {
        JsonKey side, price, size, time, id;
    };
    void emitTrade(const Symbol &of, const Members &row, const TradeKeys &at, std::int64_t ordinal)
    {
        const bool isBuy = readIsBuy(row, at.side);
        const double price = row.needPrice(at.price);
        const Amount amount = amountOf(of, row.needQuantity(at.size), price);
        const TimeMs time = row.needTime(at.time);
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(at.id);
        if (!id.empty())
            key.add(id);
        else
            key.add(time)
                .add(isBuy ? "Buy" : "Sell")
                .add(row.textOfAny(at.price))
                .add(row.textOfAny(at.size))
                .add(ordinal);
        emit(of, Trade{isBuy ? Aggressor::Buy : Aggressor::Sell, price, amount.base, time, key.value()});
    }

    void readOpenInterest(const Members &row, const Symbol &of)
    {
        row.require(OpenInterest_);
        TickerState state;
        state.openInterest = row.quantity(OpenInterest_);
        state.singleOpenInterest = row.quantity(SingleOpenInterest);
        const TimeMs time = row.needTime(Timestamp);
        if (state.hasOpenInterest())
            emitOpenInterest(of, state, time);
    }

    void readSettlement(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(RateTimestamp)});
    }

    // [start, open, high, low, close, volume, turnover]; inverse: dollars, coins
    void readCandle(const Members &row, const Symbol &of, const RequestLine &request)
    {
        const std::string interval = request.query("interval");
        const std::optional<TimeMs> length = barLength(bybitBars(), interval);
        if (!length)
            fault().set("unknown bar length " + interval);
        Candle candle;
        candle.openMs = row.needTime(0);
        candle.lengthMs = length.value_or(0);
        candle.open = row.needPrice(1);
        candle.high = row.needPrice(2);
        candle.low = row.needPrice(3);
        candle.close = row.needPrice(4);
        candle.baseVolume = row.needQuantity(productOf(of) == Product::Inverse ? 6 : 5);
        emit(of, candle);
    }

    InstrumentNames &m_allNames;
    Product m_product = Product::Unknown; // of the frame in hand
    std::vector<std::optional<TickerState>> m_tickers; // by Symbol::number; empty before the snapshot
    std::vector<std::optional<TimeMs>> m_askedMs; // by Symbol::number; for the snapshot, transport time
};

} // namespace

std::span<const BarName> bybitBars()
{
    static constexpr std::array<BarName, 12> Bars{{{MinuteMs, "1"}, {3 * MinuteMs, "3"}, {5 * MinuteMs, "5"},
        {15 * MinuteMs, "15"}, {30 * MinuteMs, "30"}, {HourMs, "60"}, {2 * HourMs, "120"}, {4 * HourMs, "240"},
        {6 * HourMs, "360"}, {12 * HourMs, "720"}, {DayMs, "D"}, {7 * DayMs, "W"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeBybitDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<BybitDecoder>(std::move(reference), names);
}

} // namespace isobar
