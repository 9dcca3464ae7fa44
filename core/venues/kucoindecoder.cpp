#include "core/venues/framedecoder.h"
#include "core/venues/kucoinparts.h"

#include <array>
#include <cmath>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Channel, D, S, Mp, Ip, Oi, Ts, Fr, Nt, Gl, P, Q, Taker, Ti, M,
    Topic, Type, Subject, Data, Code, Msg, Result, Message, Reason, Symbol_,
    FundingRate, Granularity, Timestamp, FundingTime, TimePoint, MarkPrice, IndexPrice, Side, Size, Price, TradeId,
    Multiplier, FundingFeeRate, RateGranularity, NextRateDateTime, OpenInterest_, Volume24h, Turnover24h,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "T", "d", "s", "mp", "ip", "oi", "ts", "fr", "nt", "gl", "p", "q", "S", "ti", "M",
        "topic", "type", "subject", "data", "code", "msg", "result", "message", "reason", "symbol",
        "fundingRate", "granularity", "timestamp", "fundingTime", "timepoint", "markPrice", "indexPrice", "side",
        "size", "price", "tradeId",
        "multiplier", "fundingFeeRate", "fundingRateGranularity", "nextFundingRateDateTime", "openInterest",
        "volumeOf24h", "turnoverOf24h"};
    return Table;
}
// clang-format on

constexpr std::string_view MarkChannel = "mark-price", TradeChannel = "trade.FUTURES", FundingChannel = "funding-fee";
constexpr std::string_view InstrumentTopic = "/contract/instrument:", TradeTopic = "/contractMarket/execution:",
                           AnnouncementTopic = "/contract/announcement";
constexpr TimeMs RunningRateMs = 60'000; // granularity of the rate that still changes

bool isWanted(std::string_view channel)
{
    return channel == MarkChannel || channel == TradeChannel || channel.starts_with(FundingChannel);
}

Interest interestIn(JsonKey key, std::string_view text)
{
    const bool isDull = (key == Channel && !isWanted(text))
        || (key == Topic && !text.starts_with(InstrumentTopic) && !text.starts_with(TradeTopic)
            && !text.starts_with(AnnouncementTopic));
    return isDull ? Interest::Stop : Interest::Keep;
}

std::optional<double> hoursOf(std::optional<double> milliseconds)
{
    return milliseconds ? std::optional(*milliseconds / static_cast<double>(HourMs)) : std::nullopt;
}

class KucoinDecoder final : public FrameDecoder {
public:
    KucoinDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(KucoinId), keyTable(), interestIn, NoKey, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view channel = leadingText(text, R"({"T":")");
        return !channel.empty() && !isWanted(channel);
    }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (outer.has(Channel))
            return readChannel(outer);
        if (outer.has(Topic))
            return readTopic(outer);
        const JsonNode *result = outer.find(Result);
        const std::string_view type = outer.text(Type);
        if (result && result->type == JsonType::False)
            return fault().set(
                "KuCoin refuses: " + std::string(outer.textOfAny(outer.has(Message) ? Message : Reason)));
        if (type == "error")
            return fault().set("KuCoin refuses: " + std::string(outer.textOfAny(Data)));
        if (type == "pong" && outer.has(Ts))
            setVenueTime(outer.needTimeNs(Ts));
    }

    void readChannel(const Members &outer)
    {
        const std::string_view channel = outer.needText(Channel);
        const JsonNode *data = outer.needContainer(D);
        if (!data)
            return;
        using Read = void (KucoinDecoder::*)(const Members &);
        const Read read = channel == MarkChannel ? &KucoinDecoder::readMark
            : channel == TradeChannel            ? &KucoinDecoder::readTrade
                                                 : &KucoinDecoder::readFunding;
        if (data->isObject())
            return (this->*read)(members(*data));
        for (const JsonNode &each : JsonChildren(*data))
            (this->*read)(members(each));
    }

    // {"s":"XBTUSDTM","mp":"86201.79","ip":"86248.81","oi":"11481754","ts":1790113097000}
    void readMark(const Members &row)
    {
        const Symbol &of = symbol(row.needText(S));
        emitMark(of, row.price(Mp), row.price(Ip));
        if (const std::optional<double> lots = row.quantity(Oi))
            emitOpenInterest(of, *lots, std::nullopt);
    }

    // {"s":"XBTUSDTM","fr":"-0.000076","ft":<interval start>,"lfr":<settled>,"nt":<next settlement>,"gl":28800000,..}
    void readFunding(const Members &row)
    {
        const Symbol &of = symbol(row.needText(S));
        Funding funding;
        funding.rate = row.number(Fr);
        funding.nextFundingMs = row.time(Nt);
        funding.intervalHours = hoursOf(row.price(Gl));
        if (funding.rate || funding.nextFundingMs)
            emit(of, funding);
    }

    // {"p":"90551.8","q":"12","s":"XBTUSDTM","S":"buy","ti":"1905973690439","M":<ns>}: q in lots, S of the taker
    void readTrade(const Members &row) { emitTrade(symbol(row.needText(S)), row, {Taker, P, Q, M, Ti}); }

    void readTopic(const Members &outer)
    {
        const std::string_view topic = outer.needText(Topic);
        const std::string_view subject = outer.text(Subject);
        if (!outer.has(Data) || subject.empty())
            return;
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        const Members row = members(*data);
        if (topic.starts_with(TradeTopic) && subject == "match")
            return emitTrade(symbol(row.needText(Symbol_)), row, {Side, Price, Size, Ts, TradeId});
        if (topic.starts_with(AnnouncementTopic)) {
            // The settlement is stated at its begin and at its end: the same row twice.
            if (subject == "funding.begin" || subject == "funding.end")
                emitSettlement(symbol(row.needText(Symbol_)), row, FundingTime);
        } else if (topic.starts_with(InstrumentTopic)) {
            const Symbol &of = symbol(topic.substr(InstrumentTopic.size()));
            if (subject == "mark.index.price")
                emitMark(of, row.price(MarkPrice), row.price(IndexPrice));
            else if (subject == "funding.rate")
                readRate(of, row);
        }
    }

    // UNCONFIRMED: a rate whose granularity is a whole interval is read as the one that was paid at its timestamp. A
    // recording across a settlement, beside funding-rates, would settle it. Isobar itself does not subscribe to it.
    void readRate(const Symbol &of, const Members &row)
    {
        const double granularity = row.needNumber(Granularity);
        if (granularity == static_cast<double>(RunningRateMs)) {
            Funding funding;
            funding.rate = row.needNumber(FundingRate);
            if (of.instrument)
                funding.intervalHours = of.instrument->intervalHours;
            emit(of, funding);
        } else if (granularity >= static_cast<double>(HourMs)) {
            emitSettlement(of, row, Timestamp);
        }
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (outer.textOfAny(Code) != "200000") {
            return fault().set(
                "KuCoin refuses: " + std::string(outer.textOfAny(Code)) + " " + std::string(outer.textOfAny(Msg)));
        }
        const bool isList = request.path() == KucoinListPath;
        if (isList) {
            const auto reader = makeKucoinReader({}, m_allNames);
            learn(*reader);
        }
        const bool isContract = request.path().starts_with("/api/v1/contracts/") && !isList
            && request.path().find("/risk-limit/") == std::string_view::npos;
        const bool isKnown = isList || isContract || request.endsWith("/contract/funding-rates")
            || request.endsWith("/kline/query") || request.endsWith("/market/open-interest")
            || request.endsWith("/trade/history");
        const JsonNode *data = isKnown && !fault() ? outer.needContainer(Data) : nullptr;
        if (!data)
            return;
        if (data->isObject() && isContract)
            return readContract(members(*data));
        const std::size_t first = rowCount();
        for (const JsonNode &each : JsonChildren(*data)) {
            const Members row = members(each);
            if (isList || isContract)
                readContract(row);
            else if (request.endsWith("/contract/funding-rates"))
                emitSettlement(symbol(row.needText(Symbol_)), row, TimePoint);
            else if (request.endsWith("/kline/query"))
                readCandle(row, request);
            else if (request.endsWith("/market/open-interest"))
                emitOpenInterest(symbol(row.needText(Symbol_)), row.needQuantity(OpenInterest_), row.needTime(Ts));
            else
                emitTrade(symbol(request.query("symbol")), row, {Side, Price, Size, Ts, TradeId});
        }
        if (request.endsWith("/contract/funding-rates"))
            oldestFirst<Settlement>(first);
    }

    // nextFundingRateTime is a countdown and predictedFundingFeeRate is out of use: neither is read.
    void readContract(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        if (row.text(Type) != "FFWCSX")
            return;
        Funding funding;
        funding.rate = row.number(FundingFeeRate);
        funding.nextFundingMs = row.time(NextRateDateTime);
        funding.intervalHours = hoursOf(row.price(RateGranularity));
        if (funding.rate || funding.nextFundingMs)
            emit(of, funding);
        emitMark(of, row.price(MarkPrice), row.price(IndexPrice));
        const double multiplier = row.needNumber(Multiplier);
        const std::optional<double> lots = row.quantity(OpenInterest_);
        if (lots && multiplier != 0) {
            const double amount = *lots * std::abs(multiplier);
            emit(of,
                multiplier < 0 ? OpenInterest{std::nullopt, amount, std::nullopt}
                               : OpenInterest{amount, std::nullopt, std::nullopt});
        }
        // UNCONFIRMED in which units inverse contracts count their turnover: none. The list's row of XBTUSDM beside
        // its bars would settle it.
        const Volume volume{row.quantity(Turnover24h), row.quantity(Volume24h)};
        if (multiplier > 0 && (volume.notionalUsd || volume.baseQuantity))
            emit(of, volume);
    }

    void emitMark(const Symbol &of, std::optional<double> mark, std::optional<double> index)
    {
        if (mark || index)
            emit(of, Mark{mark, index});
    }

    // UNCONFIRMED whether both sides are counted: taken as one-sided, as aggregators do. A total of the venue's long
    // and short positions would settle it.
    void emitOpenInterest(const Symbol &of, double lots, std::optional<TimeMs> time)
    {
        const ContractAmount amount = contractAmount(of, lots, 0);
        const bool isInverse = of.instrument && of.instrument->kind == ContractKind::Inverse;
        if (isInverse)
            emit(of, OpenInterest{std::nullopt, amount.notionalUsd, time});
        else
            emit(of, OpenInterest{amount.base, std::nullopt, time});
    }

    void emitSettlement(const Symbol &of, const Members &row, JsonKey time)
    {
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(time)});
    }

    struct TradeKeys {
        JsonKey side, price, size, time, id;
    };
    // Times are nanoseconds, in whole numbers above 2^53.
    void emitTrade(const Symbol &of, const Members &row, const TradeKeys &at)
    {
        const std::string_view side = row.needText(at.side);
        const bool isBuy = side == "buy" || side == "BUY";
        if (!isBuy && side != "sell" && side != "SELL")
            fault().set("neither buy nor sell", keys().name(at.side));
        const double price = row.needPrice(at.price);
        const ContractAmount amount = contractAmount(of, row.needQuantity(at.size), price);
        const TimeMs time = row.needTimeNs(at.time);
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(at.id);
        if (!id.empty())
            key.add(id);
        else
            key.add(row.textOfAny(at.time)).add(side).add(row.textOfAny(at.price)).add(row.textOfAny(at.size));
        emit(of, Trade{isBuy ? Aggressor::Buy : Aggressor::Sell, price, amount.base, time, key.value()});
    }

    // [ms, open, high, low, close, volume in lots]
    void readCandle(const Members &row, const RequestLine &request)
    {
        const std::string name = request.query("granularity");
        const std::optional<TimeMs> length = barLength(kucoinBars(), name);
        if (!length)
            fault().set("unknown bar length " + name);
        const Symbol &of = symbol(request.query("symbol"));
        Candle candle;
        candle.openMs = row.needTime(0);
        candle.lengthMs = length.value_or(0);
        candle.open = row.needPrice(1);
        candle.high = row.needPrice(2);
        candle.low = row.needPrice(3);
        candle.close = row.needPrice(4);
        candle.baseVolume = contractAmount(of, row.needQuantity(5), candle.close).base;
        emit(of, candle);
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::span<const BarName> kucoinBars()
{
    static constexpr std::array<BarName, 11> Bars{{{MinuteMs, "1"}, {5 * MinuteMs, "5"}, {15 * MinuteMs, "15"},
        {30 * MinuteMs, "30"}, {HourMs, "60"}, {2 * HourMs, "120"}, {4 * HourMs, "240"}, {8 * HourMs, "480"},
        {12 * HourMs, "720"}, {DayMs, "1440"}, {7 * DayMs, "10080"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeKucoinDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<KucoinDecoder>(std::move(reference), names);
}

} // namespace isobar
