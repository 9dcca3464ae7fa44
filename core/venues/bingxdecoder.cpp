#include "core/venues/bingxparts.h"
#include "core/venues/framedecoder.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Msg, DataType, Data, Ping, Time,
    S, P, Q, V, T, E, BuyerIsMaker,
    Symbol_, MarkPrice, IndexPrice, LastFundingRate, NextFundingTime, IntervalHours, OpenInterest_, Volume_,
    QuoteVolume, FundingRate, FundingTime, Open, High, Low, Close, Price, Qty, IsBuyerMaker,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "msg", "dataType", "data", "ping", "time",
        "s", "p", "q", "v", "T", "E", "m",
        "symbol", "markPrice", "indexPrice", "lastFundingRate", "nextFundingTime", "fundingIntervalHours",
        "openInterest", "volume", "quoteVolume", "fundingRate", "fundingTime", "open", "high", "low", "close", "price",
        "qty", "isBuyerMaker"};
    return Table;
}
// clang-format on

/// "@trade" of "BTC-USDT@trade".
std::string_view topicOf(std::string_view dataType)
{
    return dataType.substr(std::min(dataType.find('@'), dataType.size()));
}

bool isWanted(std::string_view topic) { return topic == "@trade" || topic == "@markPrice" || topic == "@ticker"; }

Interest interestIn(JsonKey key, std::string_view text)
{
    return key == DataType && !text.empty() && !isWanted(topicOf(text)) ? Interest::Mute : Interest::Keep;
}

/// May be sent back between quotes as it came.
bool isPlain(std::string_view text)
{
    return text.size() <= 64
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

class BingxDecoder final : public FrameDecoder {
public:
    BingxDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(BingxId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view dataType = leadingText(text, R"({"code":0,"dataType":")");
        return !dataType.empty() && !isWanted(topicOf(dataType));
    }

    bool isChatter(std::string_view text) const override { return text == "Ping"; }
    std::string_view answerToChatter(std::string_view) const override { return "Pong"; }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (outer.has(Ping))
            return answerPing(outer);
        if (outer.needNumber(Code) != 0)
            return refused(outer);
        const std::string_view dataType = outer.text(DataType), topic = topicOf(dataType);
        if (!isWanted(topic))
            return;
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        const Symbol &of = symbol(dataType.substr(0, dataType.size() - topic.size()));
        std::int64_t ordinal = 0;
        if (data->isObject())
            return readPush(of, topic, members(*data), ordinal);
        for (const JsonNode &each : JsonChildren(*data))
            readPush(of, topic, members(each), ordinal++);
    }

    // {"ping":"<id>","time":"..."}: by the coin-M socket, beside the text Ping
    void answerPing(const Members &outer)
    {
        const std::string_view id = outer.textOfAny(Ping), time = outer.textOfAny(Time);
        if (!isPlain(id) || !isPlain(time))
            return fault().set("a ping that cannot be sent back", "ping");
        reply(R"({"pong":")" + std::string(id) + R"(","time":")" + std::string(time) + R"("})");
    }

    void refused(const Members &outer)
    {
        fault().set("BingX refuses: " + std::string(outer.textOfAny(Code)) + " " + std::string(outer.textOfAny(Msg)));
    }

    static bool isInverse(const Symbol &of) { return isBingxInverse(of.name); }

    void readPush(const Symbol &of, std::string_view topic, const Members &row, std::int64_t ordinal)
    {
        if (topic == "@trade")
            return emitTrade(of, row, {BuyerIsMaker, P, Q, T}, ordinal);
        setVenueTime(row.time(E));
        if (topic == "@ticker")
            return emitVolume(of, row.quantity(Q), row.quantity(V));
        row.require(P);
        if (const std::optional<double> mark = row.price(P))
            emit(of, Mark{mark, std::nullopt});
    }

    struct TradeKeys {
        JsonKey buyerIsMaker, price, quantity, time;
    };
    // {"q":"0.0421","p":"29023.5","T":1690221401344,"m":false,"s":"BTC-USDT"}. UNCONFIRMED that q of coin-M is
    // contracts: a coin-M frame beside its quoteQty by REST would settle it.
    void emitTrade(const Symbol &of, const Members &row, const TradeKeys &at, std::int64_t ordinal)
    {
        const bool isSell = row.needBool(at.buyerIsMaker);
        const double price = row.needPrice(at.price), quantity = row.needQuantity(at.quantity);
        const double base = isInverse(of) ? contractAmount(of, quantity, price).base : quantity;
        const TimeMs time = row.needTime(at.time);
        StableHash key = of.hash;
        key.add(time).add(isSell ? "sell" : "buy").add(row.textOfAny(at.price)).add(row.textOfAny(at.quantity));
        key.add(ordinal);
        emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, base, time, key.value()});
    }

    // UNCONFIRMED in which units coin-M counts: none. A coin-M ticker beside its bars would settle it.
    void emitVolume(const Symbol &of, std::optional<double> quote, std::optional<double> base)
    {
        if (!isInverse(of) && (quote || base))
            emit(of, Volume{quote, base});
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (outer.needNumber(Code) != 0)
            return refused(outer);
        if (request.endsWith("/quote/contracts") || request.endsWith("/market/contracts")) {
            const auto reader = makeBingxReader({}, m_allNames);
            return learn(*reader);
        }
        using Read = void (BingxDecoder::*)(const Members &, const RequestLine &);
        static constexpr std::array<std::pair<std::string_view, Read>, 6> Paths{{
            {"/premiumIndex", &BingxDecoder::readPremium},
            {"/openInterest", &BingxDecoder::readOpenInterest},
            {"/quote/ticker", &BingxDecoder::readTicker},
            {"/quote/fundingRate", &BingxDecoder::readSettlement},
            {"/quote/klines", &BingxDecoder::readCandle},
            {"/quote/trades", &BingxDecoder::readTrade},
        }};
        const auto found =
            std::find_if(Paths.begin(), Paths.end(), [&](const auto &path) { return request.endsWith(path.first); });
        const JsonNode *data = found == Paths.end() ? nullptr : outer.needContainer(Data);
        if (!data)
            return;
        m_ordinal = 0;
        const std::size_t first = rowCount();
        if (data->isObject())
            return (this->*found->second)(members(*data), request);
        for (const JsonNode &each : JsonChildren(*data))
            (this->*found->second)(members(each), request);
        if (found->first == "/quote/fundingRate")
            oldestFirst<Settlement>(first);
    }

    /// A row that does not name its contract belongs to the one that was asked for.
    const Symbol &symbolOf(const Members &row, const RequestLine &request)
    {
        return symbol(row.has(Symbol_) ? row.needText(Symbol_) : std::string_view(request.query("symbol")));
    }

    // lastFundingRate is the running rate of the coming settlement; updateTime is the last settlement and no time of
    // the row.
    void readPremium(const Members &row, const RequestLine &request)
    {
        const Symbol &of = symbolOf(row, request);
        Funding funding;
        funding.rate = row.number(LastFundingRate);
        funding.nextFundingMs = row.time(NextFundingTime);
        funding.intervalHours = row.price(IntervalHours);
        if (funding.rate || funding.nextFundingMs)
            emit(of, funding);
        const Mark mark{row.price(MarkPrice), row.price(IndexPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
    }

    // In USDT or USDC; of coin-M in coins. UNCONFIRMED whether both sides are counted: taken as published. The
    // positions of both sides would settle it.
    void readOpenInterest(const Members &row, const RequestLine &request)
    {
        const Symbol &of = symbolOf(row, request);
        row.require(OpenInterest_);
        const std::optional<double> value = row.quantity(OpenInterest_);
        if (!value)
            return;
        const bool isCoins = request.path().find("/cswap/") != std::string_view::npos || isInverse(of);
        emit(of,
            isCoins ? OpenInterest{value, std::nullopt, std::nullopt}
                    : OpenInterest{std::nullopt, value, std::nullopt});
    }

    void readTicker(const Members &row, const RequestLine &request)
    {
        emitVolume(symbolOf(row, request), row.quantity(QuoteVolume), row.quantity(Volume_));
    }

    void readSettlement(const Members &row, const RequestLine &request)
    {
        const Symbol &of = symbolOf(row, request);
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(FundingTime)});
    }

    void readTrade(const Members &row, const RequestLine &request)
    {
        emitTrade(symbolOf(row, request), row, {IsBuyerMaker, Price, Qty, Time}, m_ordinal++);
    }

    void readCandle(const Members &row, const RequestLine &request)
    {
        const std::string interval = request.query("interval");
        const std::optional<TimeMs> length = barLength(bingxBars(), interval);
        if (!length)
            fault().set("unknown bar length " + interval);
        Candle candle;
        candle.openMs = row.needTime(Time);
        candle.lengthMs = length.value_or(0);
        candle.open = row.needPrice(Open);
        candle.high = row.needPrice(High);
        candle.low = row.needPrice(Low);
        candle.close = row.needPrice(Close);
        candle.baseVolume = row.needQuantity(Volume_);
        emit(symbolOf(row, request), candle);
    }

    InstrumentNames &m_allNames;
    std::int64_t m_ordinal = 0; // of the rows in the answer in hand
};

} // namespace

std::span<const BarName> bingxBars()
{
    static constexpr std::array<BarName, 12> Bars{{{MinuteMs, "1m"}, {3 * MinuteMs, "3m"}, {5 * MinuteMs, "5m"},
        {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1h"}, {2 * HourMs, "2h"}, {4 * HourMs, "4h"},
        {6 * HourMs, "6h"}, {8 * HourMs, "8h"}, {12 * HourMs, "12h"}, {DayMs, "1d"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeBingxDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<BingxDecoder>(std::move(reference), names);
}

} // namespace isobar
