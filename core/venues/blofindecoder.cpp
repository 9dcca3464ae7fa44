#include "core/venues/blofinparts.h"
#include "core/venues/framedecoder.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Arg, Channel, Data, Event, Code, Msg,
    InstId, FundingRate, FundingTime, MarkPrice, IndexPrice, VolCurrency24h, TradeId, Price, Size, Side, Ts,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "arg", "channel", "data", "event", "code", "msg",
        "instId", "fundingRate", "fundingTime", "markPrice", "indexPrice", "volCurrency24h", "tradeId", "price", "size",
        "side", "ts"};
    return Table;
}
// clang-format on

bool isWanted(std::string_view channel)
{
    return channel == "trades" || channel == "tickers" || channel == "funding-rate";
}

/// A refusal may name its channel, so only the rows end the parse.
Interest interestIn(JsonKey key, std::string_view text)
{
    return key == Channel && !isWanted(text) ? Interest::Mute : Interest::Keep;
}

class BlofinDecoder final : public FrameDecoder {
public:
    BlofinDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(BlofinId), keyTable(), interestIn, Data, std::move(reference), names),
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
        if (!outer.has(Data))
            return;
        const JsonNode *argument = outer.needContainer(Arg);
        if (!argument)
            return;
        const std::string_view channel = members(*argument).needText(Channel);
        if (!isWanted(channel))
            return;
        readRows(outer,
            channel == "trades"        ? &BlofinDecoder::readTrade
                : channel == "tickers" ? &BlofinDecoder::readTicker
                                       : &BlofinDecoder::readFunding);
    }

    void refused(const Members &outer)
    {
        fault().set("BloFin refuses: " + std::string(outer.textOfAny(Code)) + " " + std::string(outer.textOfAny(Msg)));
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (outer.textOfAny(Code) != "0")
            return refused(outer);
        if (request.endsWith("/market/instruments")) {
            const auto reader = makeBlofinReader({}, m_allNames);
            return learn(*reader);
        }
        if (request.endsWith("/market/candles"))
            return readCandles(outer, request);
        static constexpr std::array<std::pair<std::string_view, Read>, 5> Paths{{
            {"/market/funding-rate", &BlofinDecoder::readFunding},
            {"/market/funding-rate-history", &BlofinDecoder::readSettlement},
            {"/market/mark-price", &BlofinDecoder::readMark},
            {"/market/tickers", &BlofinDecoder::readTicker},
            {"/market/trades", &BlofinDecoder::readTrade},
        }};
        const std::size_t first = rowCount();
        for (const auto &[path, read] : Paths) {
            if (request.endsWith(path))
                readRows(outer, read);
        }
        if (request.endsWith("/market/funding-rate-history"))
            oldestFirst<Settlement>(first);
    }

    using Read = void (BlofinDecoder::*)(const Symbol &, const Members &);
    // A row names its contract, which is not always the one of arg.
    void readRows(const Members &outer, Read read)
    {
        const JsonNode *rows = outer.needContainer(Data);
        if (!rows)
            return;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            (this->*read)(symbol(row.needText(InstId)), row);
        }
    }

    // UNCONFIRMED that fundingTime is the coming settlement and not the last: without a clock it is passed on as it
    // is. A frame with its time of receipt would settle it.
    void readFunding(const Symbol &of, const Members &row)
    {
        row.require(FundingTime);
        Funding funding;
        funding.rate = row.number(FundingRate);
        funding.nextFundingMs = row.time(FundingTime);
        if (funding.rate || funding.nextFundingMs)
            emit(of, funding);
    }

    void readSettlement(const Symbol &of, const Members &row)
    {
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(FundingTime)});
    }

    void readMark(const Symbol &of, const Members &row)
    {
        setVenueTime(row.time(Ts));
        const Mark mark{row.price(MarkPrice), row.price(IndexPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
    }

    // vol24h counts contracts, volCurrency24h coins; there is no turnover in quote.
    void readTicker(const Symbol &of, const Members &row)
    {
        setVenueTime(row.time(Ts));
        row.require(VolCurrency24h);
        if (const std::optional<double> base = row.quantity(VolCurrency24h))
            emit(of, Volume{std::nullopt, base});
    }

    // {"instId":"ETH-USDT","tradeId":"106074994","price":"1640.4","size":"1","side":"sell","ts":"1696646190511"}
    void readTrade(const Symbol &of, const Members &row)
    {
        const std::string_view side = row.needText(Side);
        if (side != "buy" && side != "sell")
            fault().set("neither buy nor sell", "side");
        const double price = row.needPrice(Price);
        const ContractAmount amount = contractAmount(of, row.needQuantity(Size), price);
        const TimeMs time = row.needTime(Ts);
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(TradeId);
        if (!id.empty())
            key.add(id);
        else
            key.add(time).add(side).add(row.textOfAny(Price)).add(row.textOfAny(Size));
        emit(of, Trade{side == "buy" ? Aggressor::Buy : Aggressor::Sell, price, amount.base, time, key.value()});
    }

    // [ts, open, high, low, close, volume in contracts, volume in coins, volume in quote, confirm]
    void readCandles(const Members &outer, const RequestLine &request)
    {
        const JsonNode *rows = outer.needContainer(Data);
        const Symbol &of = symbol(request.query("instId"));
        const std::string bar = request.query("bar");
        const std::optional<TimeMs> length = barLength(blofinBars(), bar);
        if (!length)
            fault().set("unknown bar length " + bar);
        if (!rows || fault())
            return;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            Candle candle;
            candle.openMs = row.needTime(0);
            candle.lengthMs = *length;
            candle.open = row.needPrice(1);
            candle.high = row.needPrice(2);
            candle.low = row.needPrice(3);
            candle.close = row.needPrice(4);
            candle.baseVolume = row.needQuantity(6);
            emit(of, candle);
        }
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::span<const BarName> blofinBars()
{
    static constexpr std::array<BarName, 11> Bars{{{MinuteMs, "1m"}, {3 * MinuteMs, "3m"}, {5 * MinuteMs, "5m"},
        {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1H"}, {2 * HourMs, "2H"}, {4 * HourMs, "4H"},
        {6 * HourMs, "6H"}, {12 * HourMs, "12H"}, {DayMs, "1D"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeBlofinDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<BlofinDecoder>(std::move(reference), names);
}

} // namespace isobar
