#include "core/venues/framedecoder.h"
#include "core/venues/wooxparts.h"

#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Topic, Ts, Data, Command, Success, Code, Message, ErrorMsg, Rows, Timestamp,
    S, Px, Sx, Sd, Src, Oi, R, Ft,
    Symbol_, EstFundingRate, EstFundingIntervalHours, NextFundingTime, MarkPrice, IndexPrice, OpenInterestWord,
    Volume24h, Amount24h, FundingRate, FundingRateTimestamp,
    Open, High, Low, Close, Volume_, Type, StartTimestamp,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "topic", "ts", "data", "cmd", "success", "code", "message", "errorMsg", "rows", "timestamp",
        "s", "px", "sx", "sd", "src", "oi", "r", "ft",
        "symbol", "estFundingRate", "estFundingIntervalHours", "nextFundingTime", "markPrice", "indexPrice",
        "openInterest", "24hVolume", "24hAmount", "fundingRate", "fundingRateTimestamp",
        "open", "high", "low", "close", "volume", "type", "startTimestamp"};
    return Table;
}
// clang-format on

std::string_view kindOf(std::string_view topic) { return topic.substr(0, topic.find('@')); }

Interest interestIn(JsonKey key, std::string_view text)
{
    static const KeyTable Kinds{"markprice", "indexprice", "estfundingrate", "openinterest", "trade"};
    return key == Topic && Kinds.find(kindOf(text)) == NoKey ? Interest::Stop : Interest::Keep;
}

class WooxDecoder final : public FrameDecoder {
public:
    WooxDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(WooxId), keyTable(), interestIn, NoKey, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view topic = leadingText(text, R"({"topic":")");
        return !topic.empty() && interestIn(Topic, topic) == Interest::Stop;
    }

    /// HTTP 200 may carry a refusal too.
    bool isRefusal(const Members &outer)
    {
        const JsonNode *success = outer.find(Success);
        const bool hasCode = outer.number(Code).value_or(0) != 0;
        if (!hasCode && !(success && success->type == JsonType::False))
            return false;
        std::string reason = "WOO X refuses:";
        for (const JsonKey each : {Code, Message, ErrorMsg, Data}) {
            if (const std::string_view text = outer.textOfAny(each); !text.empty())
                reason.append(" ").append(text);
        }
        fault().set(reason);
        return true;
    }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (isRefusal(outer))
            return;
        if (outer.textOfAny(Command) == "PING" && !outer.has(Success))
            return reply(R"({"cmd":"PONG"})");
        // Of an acknowledgement: topics that the venue does not know are left out, and nothing says so.
        if (!outer.has(Topic))
            return;
        const std::string_view kind = kindOf(outer.needText(Topic));
        const JsonNode *data = outer.needContainer(Data);
        if (!data || fault())
            return;
        setVenueTime(outer.time(Ts));
        const Members row = members(*data);
        const std::string_view name = row.needText(S);
        if (kind == "indexprice" && name.starts_with(WooxSpot))
            return emit(symbol(wooxSymbol(name, WooxPerpetual)), Mark{std::nullopt, row.needPrice(Px)});
        if (fault() || !name.starts_with(WooxPerpetual))
            return;
        const Symbol &of = symbol(name);
        if (kind == "markprice")
            emit(of, Mark{row.needPrice(Px), std::nullopt});
        else if (kind == "openinterest")
            emit(of, OpenInterest{row.needQuantity(Oi) * sizeOf(of), std::nullopt, std::nullopt});
        else if (kind == "estfundingrate")
            emitFunding(of, row, {R, Ft, NoKey}, row.needTime(Ts));
        else if (kind == "trade")
            readTrade(of, row);
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (isRefusal(outer))
            return;
        if (request.endsWith("/instruments")) {
            const auto reader = makeWooxReader({}, m_allNames);
            return learn(*reader);
        }
        using Read = void (WooxDecoder::*)(const Symbol &, const Members &);
        constexpr std::array<std::pair<std::string_view, Read>, 5> Paths{{{"/futures", &WooxDecoder::readFuture},
            {"/fundingRate", &WooxDecoder::readFundingRate}, {"/fundingRateHistory", &WooxDecoder::readSettlement},
            {"/klineHistory", &WooxDecoder::readCandle}, {"/kline", &WooxDecoder::readCandle}}};
        for (const auto &[path, read] : Paths) {
            if (request.endsWith(path))
                return readRows(outer, read, request);
        }
    }

    template <class Read> void readRows(const Members &outer, Read read, const RequestLine &request)
    {
        const JsonNode *data = outer.needContainer(Data);
        const JsonNode *rows = data ? members(*data).needContainer(Rows) : nullptr;
        if (!rows)
            return;
        m_bodyMs = outer.time(Timestamp);
        setVenueTime(m_bodyMs);
        m_length = barLength(wooxBars(), request.query("type"));
        const std::size_t first = rowCount();
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            const std::string_view name = row.needText(Symbol_);
            if (name.starts_with(WooxPerpetual))
                (this->*read)(symbol(name), row);
        }
        if (request.endsWith("/fundingRateHistory"))
            oldestFirst<Settlement>(first);
    }

    /// Coins of one unit of size: 1 on all contracts so far.
    static double sizeOf(const Symbol &of) { return of.instrument ? of.instrument->contractSize : 1; }

    struct FundingKeys {
        JsonKey rate, next, hours;
    };
    /// The rate is the running estimate of the coming settlement. A next settlement that had passed when the venue
    /// wrote this: the contract is frozen and its rate means nothing.
    void emitFunding(const Symbol &of, const Members &row, const FundingKeys &at, TimeMs writtenMs)
    {
        Funding funding;
        funding.rate = row.number(at.rate);
        funding.nextFundingMs = row.time(at.next);
        if (at.hours != NoKey)
            funding.intervalHours = row.price(at.hours);
        const bool isFrozen = funding.nextFundingMs && *funding.nextFundingMs < writtenMs;
        if (!isFrozen && (funding.rate || funding.nextFundingMs))
            emit(of, funding);
    }

    // {"ts":1782770879821,"px":"1622.8","sx":"0.09","sd":"SELL","src":1,"s":"PERP_ETH_USDT"}; src 0: a print of another
    // market
    void readTrade(const Symbol &of, const Members &row)
    {
        const std::string_view side = row.needText(Sd);
        if (side != "BUY" && side != "SELL")
            fault().set("neither BUY nor SELL", "sd");
        const double price = row.needPrice(Px);
        const double base = row.needQuantity(Sx) * sizeOf(of);
        const TimeMs time = row.needTime(Ts);
        if (row.needNumber(Src) == 0)
            return;
        StableHash key = of.hash;
        key.add(time).add(side).add(row.textOfAny(Px)).add(row.textOfAny(Sx));
        emit(of, Trade{side == "BUY" ? Aggressor::Buy : Aggressor::Sell, price, base, time, key.value()});
    }

    /// The time at which the venue wrote the answer in hand.
    TimeMs writtenMs()
    {
        if (!m_bodyMs)
            fault().set("nothing", "timestamp");
        return m_bodyMs.value_or(0);
    }

    // {"symbol":"PERP_BTC_USDT","estFundingRate":"0.0001","estFundingIntervalHours":8,"nextFundingTime":..,
    //  "lastFundingRate":..}
    void readFundingRate(const Symbol &of, const Members &row)
    {
        emitFunding(of, row, {EstFundingRate, NextFundingTime, EstFundingIntervalHours}, writtenMs());
    }

    // {"symbol":..,"estFundingRate":"0.0001","nextFundingTime":..,"markPrice":"10","indexPrice":null,"openInterest":"30",
    //  "24hVolume":"70","24hAmount":"700"}: coins and dollars
    void readFuture(const Symbol &of, const Members &row)
    {
        emitFunding(of, row, {EstFundingRate, NextFundingTime, NoKey}, writtenMs());
        const Mark mark{row.price(MarkPrice), row.price(IndexPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
        if (const std::optional<double> size = row.quantity(OpenInterestWord))
            emit(of, OpenInterest{*size * sizeOf(of), std::nullopt, std::nullopt});
        Volume volume{row.quantity(Amount24h), row.quantity(Volume24h)};
        if (volume.baseQuantity)
            *volume.baseQuantity *= sizeOf(of);
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    // {"symbol":..,"fundingRate":"0.0001","fundingRateTimestamp":1782763200000,"nextFundingTime":..}
    void readSettlement(const Symbol &of, const Members &row)
    {
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(FundingRateTimestamp)});
    }

    // {"symbol":..,"open":"1","close":"1.5","high":"2","low":"0.5","volume":"10","amount":"15","type":"5m",
    //  "startTimestamp":300000,"endTimestamp":600000}
    void readCandle(const Symbol &of, const Members &row)
    {
        if (!m_length)
            return fault().set("bars of an unknown length");
        Candle candle;
        candle.openMs = row.needTime(StartTimestamp);
        candle.lengthMs = *m_length;
        candle.open = row.needPrice(Open);
        candle.high = row.needPrice(High);
        candle.low = row.needPrice(Low);
        candle.close = row.needPrice(Close);
        candle.baseVolume = row.needQuantity(Volume_) * sizeOf(of);
        emit(of, candle);
    }

    InstrumentNames &m_allNames;
    // Of the answer in hand.
    std::optional<TimeMs> m_bodyMs, m_length;
};

} // namespace

std::span<const BarName> wooxBars()
{
    static constexpr std::array<BarName, 8> Bars{{{MinuteMs, "1m"}, {5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"},
        {30 * MinuteMs, "30m"}, {HourMs, "1h"}, {4 * HourMs, "4h"}, {12 * HourMs, "12h"}, {DayMs, "1d"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeWooxDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<WooxDecoder>(std::move(reference), names);
}

} // namespace isobar
