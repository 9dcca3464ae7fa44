#include "core/venues/bitgetparts.h"
#include "core/venues/framedecoder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Action, Arg, InstType, Topic, Channel, Symbol_, InstId, Data, Ts, Event, Code, Msg, RequestTime,
    FundingRate, NextFundingTime, MarkPrice, IndexPrice, OpenInterest_, HoldingAmount, Turnover24h, Volume24h,
    QuoteVolume, BaseVolume, DeliveryTime, SymbolType,
    Side, Price, Amount_, Size, TradeId, I, P, V, S, T,
    List, OpenInterestList, ResultList, RateInterval, NextUpdate, RateTimestamp, FundingTime,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "action", "arg", "instType", "topic", "channel", "symbol", "instId", "data", "ts", "event", "code", "msg",
        "requestTime",
        "fundingRate", "nextFundingTime", "markPrice", "indexPrice", "openInterest", "holdingAmount", "turnover24h",
        "volume24h", "quoteVolume", "baseVolume", "deliveryTime", "symbolType",
        "side", "price", "amount", "size", "tradeId", "i", "p", "v", "S", "T",
        "list", "openInterestList", "resultList", "fundingRateInterval", "nextUpdate", "fundingRateTimestamp",
        "fundingTime"};
    return Table;
}
// clang-format on

enum class Subject { None, Ticker, Trade, OldTrade, Liquidation };

Subject subjectOf(std::string_view topic)
{
    if (topic == "ticker")
        return Subject::Ticker;
    if (topic == "publicTrade")
        return Subject::Trade;
    if (topic == "trade")
        return Subject::OldTrade;
    return topic == "liquidation" ? Subject::Liquidation : Subject::None;
}

/// A refusal names its topic too, so only the rows end the parse.
Interest interestIn(JsonKey key, std::string_view text)
{
    const bool isDull = (key == Topic || key == Channel) && subjectOf(text) == Subject::None;
    return isDull ? Interest::Mute : Interest::Keep;
}

/// What a ticker carries, or all that the frames of a symbol have said so far.
struct TickerState {
    std::optional<double> rate, mark, index, openInterest, turnover, volume;
    std::optional<TimeMs> nextFundingMs;
    std::optional<bool> isDated; ///< absent: not said

    void merge(const TickerState &update)
    {
        for (const auto member : {&TickerState::rate, &TickerState::mark, &TickerState::index,
                 &TickerState::openInterest, &TickerState::turnover, &TickerState::volume}) {
            if (update.*member)
                this->*member = update.*member;
        }
        if (update.nextFundingMs)
            nextFundingMs = update.nextFundingMs;
        if (update.isDated)
            isDated = update.isDated;
    }
};

/// What sizes count.
enum class Unit { Unknown, Base, Dollars };

class BitgetDecoder final : public FrameDecoder {
public:
    BitgetDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(BitgetId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isChatter(std::string_view text) const override { return text == "pong"; }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (outer.has(Event)) {
            if (outer.text(Event) == "error")
                refused(outer);
            return;
        }
        const JsonNode *data = outer.find(Data);
        if (!data)
            return;
        const JsonNode *where = outer.needContainer(Arg);
        if (!where)
            return;
        const Members arg = members(*where);
        m_isOld = arg.has(Channel);
        const Subject subject = subjectOf(m_isOld ? arg.needText(Channel) : arg.needText(Topic));
        m_product = bitgetProductByName(arg.needText(InstType));
        if (subject == Subject::None || m_product == BitgetProduct::Other)
            return;
        const std::string_view action = outer.needText(Action);
        if (action != "snapshot" && action != "update")
            fault().set("neither snapshot nor update", "action");
        if (!outer.needContainer(Data))
            return;
        setVenueTime(outer.time(Ts));
        // A snapshot repeats trades from before the subscription.
        if ((subject == Subject::Trade || subject == Subject::OldTrade) && action == "snapshot")
            return;
        const std::size_t first = rowCount();
        std::int64_t ordinal = 0;
        for (const JsonNode &each : JsonChildren(*data)) {
            const Members row = members(each);
            if (subject == Subject::Liquidation)
                readLiquidation(row, ordinal++);
            else if (const Symbol &of = symbol(arg.needText(m_isOld ? InstId : Symbol_)); subject == Subject::Ticker)
                readTickerFrame(row, of, action == "snapshot");
            else if (subject == Subject::Trade)
                readTrade(row, of, {S, P, V, T, I});
            else
                readTrade(row, of, {Side, Price, Size, Ts, TradeId});
        }
        if (subject == Subject::Liquidation)
            oldestFirst<Liquidation>(first);
        else if (subject != Subject::Ticker)
            oldestFirst<Trade>(first);
    }

    void refused(const Members &outer)
    {
        fault().set("Bitget refuses: " + std::string(outer.textOfAny(Code)) + " " + std::string(outer.textOfAny(Msg)));
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (outer.needText(Code) != "00000")
            return refused(outer);
        if (request.endsWith("/market/instruments") || request.endsWith("/market/contracts")) {
            const auto reader = makeBitgetReader({}, m_allNames);
            return learn(*reader);
        }
        const std::string category = request.query("category");
        m_isOld = request.path().find("/v2/") != std::string_view::npos;
        m_product = bitgetProductByName(category.empty() ? request.query("productType") : category);
        using Read = void (BitgetDecoder::*)(const Members &, const RequestLine &);
        struct Answer {
            std::string_view path;
            JsonKey list; // of a list within data
            Read read;
        };
        constexpr std::array<Answer, 6> Answers{{
            {"/market/tickers", NoKey, &BitgetDecoder::readTickerRow},
            {"/market/current-fund-rate", NoKey, &BitgetDecoder::readFundRate},
            {"/market/history-fund-rate", ResultList, &BitgetDecoder::readSettlement},
            {"/market/candles", NoKey, &BitgetDecoder::readCandle},
            {"/market/history-candles", NoKey, &BitgetDecoder::readCandle},
            {"/market/open-interest", List, &BitgetDecoder::readOpenInterest},
        }};
        const auto known = std::find_if(
            Answers.begin(), Answers.end(), [&](const Answer &each) { return request.endsWith(each.path); });
        const JsonNode *rows = known == Answers.end() ? nullptr : outer.needContainer(Data);
        if (!rows)
            return;
        // v2 has its settlements in data itself and its open interest in a list of another name.
        if (rows->isObject()) {
            const Members data = members(*rows);
            rows = data.needContainer(data.has(OpenInterestList) ? JsonKey(OpenInterestList) : known->list);
        }
        if (!rows)
            return;
        setVenueTime(outer.time(RequestTime));
        for (const JsonNode &each : JsonChildren(*rows))
            (this->*known->read)(members(each), request);
    }

    TickerState tickerOf(const Members &row)
    {
        TickerState out;
        out.rate = row.number(FundingRate);
        out.nextFundingMs = row.time(NextFundingTime);
        out.mark = row.price(MarkPrice);
        out.index = row.price(IndexPrice);
        out.openInterest = row.quantity(m_isOld ? HoldingAmount : OpenInterest_);
        out.turnover = row.quantity(m_isOld ? QuoteVolume : Turnover24h);
        out.volume = row.quantity(m_isOld ? BaseVolume : Volume24h);
        // Dated contracts send a rate of 0 and no next settlement.
        const std::string_view delivery = row.textOfAny(DeliveryTime), type = row.textOfAny(SymbolType);
        if ((!delivery.empty() && delivery != "0") || type == "2" || type == "delivery")
            out.isDated = true;
        else if (row.has(NextFundingTime))
            out.isDated = !out.nextFundingMs;
        return out;
    }

    void readTickerFrame(const Members &row, const Symbol &of, bool isSnapshot)
    {
        const TickerState carried = tickerOf(row);
        if (fault())
            return;
        if (m_tickers.size() <= of.number)
            m_tickers.resize(of.number + 1);
        TickerState &state = m_tickers[of.number];
        // Rows are complete, also of updates; a member that is missing all the same did not change.
        if (isSnapshot)
            state = carried;
        else
            state.merge(carried);
        emitTicker(of, state, carried);
    }

    void readTickerRow(const Members &row, const RequestLine &)
    {
        const TickerState carried = tickerOf(row);
        emitTicker(symbol(row.needText(Symbol_)), carried, carried);
    }

    void emitTicker(const Symbol &of, const TickerState &state, const TickerState &carried)
    {
        if ((carried.rate || carried.nextFundingMs) && state.rate && !state.isDated.value_or(false)) {
            Funding funding;
            funding.rate = state.rate;
            funding.nextFundingMs = state.nextFundingMs;
            if (of.instrument)
                funding.intervalHours = of.instrument->intervalHours;
            emit(of, funding);
        }
        if (carried.mark || carried.index)
            emit(of, Mark{state.mark, state.index});
        const Unit unit = unitOf(of, state);
        if (carried.openInterest)
            emitOpenInterest(of, *carried.openInterest, unit);
        if ((carried.turnover || carried.volume) && unit != Unit::Unknown)
            emit(of, Volume{state.turnover, unit == Unit::Base ? state.volume : std::nullopt});
    }

    // UNCONFIRMED whether open interest counts one side or both: taken as one. UNCONFIRMED too that v3 counts it in the
    // unit of the turnover: a contract of COIN-M in both versions at one time would settle it.
    void emitOpenInterest(const Symbol &of, double amount, Unit unit)
    {
        if (unit == Unit::Base)
            emit(of, OpenInterest{amount, std::nullopt, std::nullopt});
        else if (unit == Unit::Dollars)
            emit(of, OpenInterest{std::nullopt, amount, std::nullopt});
    }

    /// The lists know a contract that the frame in hand says nothing about.
    BitgetProduct productOf(const Symbol &of) const
    {
        if (m_product != BitgetProduct::Other || !of.instrument)
            return m_product;
        return bitgetProductOf(*of.instrument);
    }

    /// Base coin, but on COIN-M in v3, which does not say. There the turnover tells: by the volume it makes either the
    /// price or one. Where both or neither fit, sizes stay unknown.
    Unit unitOf(const Symbol &of, const TickerState &state) const
    {
        if (m_isOld || productOf(of) != BitgetProduct::Coin)
            return Unit::Base;
        const std::optional<double> price = state.mark ? state.mark : state.index;
        if (!state.turnover || !state.volume || !price || *state.volume <= 0)
            return Unit::Unknown;
        constexpr double MostMove = 2; // of the price against its mean of 24 hours
        const double mean = *state.turnover / *state.volume;
        const bool isBase = mean < *price * MostMove && mean > *price / MostMove;
        const bool isDollars = std::abs(mean - 1) < 1e-3;
        if (isBase == isDollars)
            return Unit::Unknown;
        return isBase ? Unit::Base : Unit::Dollars;
    }

    bool readIsBuy(const Members &row, JsonKey key)
    {
        const std::string_view side = row.needText(key);
        const bool isBuy = side == "buy" || side == "Buy";
        if (!isBuy && side != "sell" && side != "Sell")
            fault().set("neither buy nor sell", "side");
        return isBuy;
    }

    // {"symbol":"APEUSDT","side":"buy","price":"0.1649","amount":"13.70319","ts":"1777358886549"}: side is that of the
    // position, amount is in quote coin
    void readLiquidation(const Members &row, std::int64_t ordinal)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const bool isLong = readIsBuy(row, Side);
        const double price = row.needPrice(Price);
        const double notional = row.needQuantity(Amount_);
        const TimeMs time = row.needTime(Ts);
        if (fault())
            return;
        StableHash key = of.hash;
        key.add(time).add(isLong ? "L" : "S").add(row.textOfAny(Price)).add(row.textOfAny(Amount_)).add(ordinal);
        emit(of,
            Liquidation{isLong ? PositionSide::Long : PositionSide::Short, price, notional / price, notional, time,
                key.value()});
    }

    struct TradeKeys {
        JsonKey side, price, size, time, id;
    };
    // {"i":"1432912492051054592","p":"76631.3","v":"0.01","S":"buy","T":"1777358881008"}; v3 counts COIN-M in dollars
    void readTrade(const Members &row, const Symbol &of, const TradeKeys &at)
    {
        const bool isBuy = readIsBuy(row, at.side);
        const double price = row.needPrice(at.price);
        const double size = row.needQuantity(at.size);
        const TimeMs time = row.needTime(at.time);
        if (fault())
            return;
        const bool isDollars = !m_isOld && productOf(of) == BitgetProduct::Coin;
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(at.id);
        if (!id.empty())
            key.add(id);
        else
            key.add(time).add(isBuy ? "B" : "S").add(row.textOfAny(at.price)).add(row.textOfAny(at.size));
        emit(of,
            Trade{isBuy ? Aggressor::Buy : Aggressor::Sell, price, isDollars ? size / price : size, time, key.value()});
    }

    // {"symbol":"BTCUSDT","fundingRate":"0.00001","fundingRateInterval":"8","nextUpdate":"1750924800000",..}
    void readFundRate(const Members &row, const RequestLine &)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        Funding funding;
        funding.rate = row.needNumber(FundingRate);
        funding.intervalHours = row.price(RateInterval);
        if (!funding.intervalHours && of.instrument)
            funding.intervalHours = of.instrument->intervalHours;
        funding.nextFundingMs = row.time(NextUpdate);
        emit(of, funding);
    }

    void readSettlement(const Members &row, const RequestLine &)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(row.has(RateTimestamp) ? RateTimestamp : FundingTime)});
    }

    /// The unit of COIN-M in v3 is that of its ticker, when one came before.
    void readOpenInterest(const Members &row, const RequestLine &)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const double amount = row.needQuantity(m_isOld ? Size : OpenInterest_);
        const bool hasTicker = of.number < m_tickers.size();
        emitOpenInterest(of, amount, unitOf(of, hasTicker ? m_tickers[of.number] : TickerState()));
    }

    // [start, open, high, low, close, base volume, quote volume]
    void readCandle(const Members &row, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("symbol"));
        const std::string interval = request.query(m_isOld ? "granularity" : "interval");
        const std::optional<TimeMs> length = barLength(bitgetBars(), interval);
        if (!length)
            fault().set("unknown bar length " + interval);
        if (!m_isOld && productOf(of) == BitgetProduct::Coin)
            return fault().set("the unit of COIN-M bars of v3 is not known");
        Candle candle;
        candle.openMs = row.needTime(0);
        candle.lengthMs = length.value_or(0);
        candle.open = row.needPrice(1);
        candle.high = row.needPrice(2);
        candle.low = row.needPrice(3);
        candle.close = row.needPrice(4);
        candle.baseVolume = row.needQuantity(5);
        emit(of, candle);
    }

    InstrumentNames &m_allNames;
    BitgetProduct m_product = BitgetProduct::Other; // of the frame in hand
    bool m_isOld = false; // the frame in hand is of v2
    std::vector<TickerState> m_tickers; // by Symbol::number
};

} // namespace

std::span<const BarName> bitgetBars()
{
    static constexpr std::array<BarName, 10> Bars{
        {{MinuteMs, "1m"}, {3 * MinuteMs, "3m"}, {5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"},
            {HourMs, "1H"}, {4 * HourMs, "4H"}, {6 * HourMs, "6H"}, {12 * HourMs, "12H"}, {DayMs, "1D"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeBitgetDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<BitgetDecoder>(std::move(reference), names);
}

} // namespace isobar
