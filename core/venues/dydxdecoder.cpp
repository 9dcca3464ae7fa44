#include "core/venues/dydxparts.h"
#include "core/venues/framedecoder.h"
#include "core/venues/othertimes.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Type, Channel, Id, Contents, Message, Markets, Trading, OraclePrices, Trades, Ticker,
    NextFundingRate, OraclePrice, OpenInterest_, Volume24h, Size, Price, Side, CreatedAt,
    HistoricalFunding, Rate, EffectiveAt,
    Candles, StartedAt, Open, High, Low, Close, BaseVolume, StartingOpenInterest,
};

const KeyTable &keyTable()
{
    static const KeyTable Table({
        "type", "channel", "id", "contents", "message", "markets", "trading", "oraclePrices", "trades", "ticker",
        "nextFundingRate", "oraclePrice", "openInterest", "volume24H", "size", "price", "side", "createdAt",
        "historicalFunding", "rate", "effectiveAt",
        "candles", "startedAt", "open", "high", "low", "close", "baseTokenVolume", "startingOpenInterest"},
        {Markets, Trading, OraclePrices});
    return Table;
}
// clang-format on

constexpr std::string_view MarketsChannel = "v4_markets", TradesChannel = "v4_trades";

Interest interestIn(JsonKey key, std::string_view text)
{
    return key == Channel && text != MarketsChannel && text != TradesChannel ? Interest::Mute : Interest::Keep;
}

class DydxDecoder final : public FrameDecoder {
public:
    DydxDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(DydxId), keyTable(), interestIn, Contents, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        const std::string_view type = outer.needText(Type);
        if (type == "error")
            return fault().set("dYdX refuses: " + std::string(outer.textOfAny(Message)));
        if (type != "subscribed" && type != "channel_data" && type != "channel_batch_data")
            return;
        const std::string_view channel = outer.needText(Channel);
        const bool isMarkets = channel == MarketsChannel;
        const JsonNode *contents = isMarkets || channel == TradesChannel ? outer.needContainer(Contents) : nullptr;
        if (!contents || fault())
            return;
        // Batched: an array of what otherwise comes alone.
        if (contents->isObject())
            return isMarkets ? readMarkets(members(*contents)) : readTrades(members(*contents), outer.needText(Id));
        for (const JsonNode &each : JsonChildren(*contents))
            isMarkets ? readMarkets(members(each)) : readTrades(members(each), outer.needText(Id));
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        const std::string_view path = request.path();
        if (request.endsWith("/perpetualMarkets")) {
            const auto reader = makeDydxReader({}, m_allNames);
            learn(*reader);
            if (!fault())
                readMarkets(outer);
        } else if (path.find("/historicalFunding/") != std::string_view::npos) {
            readSettlements(outer);
        } else if (path.find("/candles/perpetualMarkets/") != std::string_view::npos) {
            readCandles(outer, request);
        } else if (path.find("/trades/perpetualMarket/") != std::string_view::npos) {
            readTrades(outer, request.lastSegment());
        }
    }

    /// The rows of a list, the oldest first: REST and snapshots come the other way round.
    const std::vector<const JsonNode *> &rowsOf(const Members &outer, JsonKey list, JsonKey time)
    {
        m_rows.clear();
        if (const JsonNode *rows = outer.needContainer(list)) {
            for (const JsonNode &each : JsonChildren(*rows))
                m_rows.push_back(&each);
        }
        // Times of one form: their texts are in their order.
        const auto textOf = [&](const JsonNode *row) { return std::string(members(*row).text(time)); };
        if (m_rows.size() > 1 && textOf(m_rows.front()) > textOf(m_rows.back()))
            std::reverse(m_rows.begin(), m_rows.end());
        return m_rows;
    }

    // {"markets":{"BTC-USD":{..}}} of a snapshot, {"trading":{..},"oraclePrices":{..}} of an update, either missing
    void readMarkets(const Members &contents)
    {
        for (const JsonKey each : {Markets, Trading, OraclePrices}) {
            if (!contents.has(each))
                continue;
            if (const JsonNode *map = contents.needContainer(each)) {
                forEachEntry(
                    *map, [&](const JsonEntry &entry) { readMarket(symbol(entry.name), members(entry.value)); });
            }
        }
    }

    // {"nextFundingRate":"0.0000125","oraclePrice":"60397.1","openInterest":"381.7","volume24H":"104533455.5"}: each
    // may be missing. baseOpenInterest is the chain's own count and another number.
    void readMarket(const Symbol &of, const Members &row)
    {
        if (const std::optional<double> rate = row.number(NextFundingRate)) {
            Funding funding;
            funding.rate = rate;
            emit(of, funding);
        }
        if (const std::optional<double> price = row.price(OraclePrice))
            emit(of, Mark{price, price});
        if (const std::optional<double> base = row.quantity(OpenInterest_))
            emit(of, OpenInterest{base, std::nullopt, std::nullopt});
        if (const std::optional<double> usd = row.quantity(Volume24h))
            emit(of, Volume{usd, std::nullopt});
    }

    void readTrades(const Members &contents, std::string_view ticker)
    {
        const Symbol &of = symbol(ticker);
        for (const JsonNode *each : rowsOf(contents, Trades, CreatedAt))
            readTrade(of, members(*each));
    }

    // {"id":"014f495a0000000200000005","side":"SELL","size":"3.9","price":"22.87","type":"LIQUIDATED",
    //  "createdAt":"2024-08-04T07:34:50.628Z"}: side is the taker's, and the account that is liquidated takes.
    // DELEVERAGED closes a position against another one and is no liquidation in the market.
    void readTrade(const Symbol &of, const Members &row)
    {
        const std::string_view side = row.needText(Side);
        if (side != "BUY" && side != "SELL")
            fault().set("neither BUY nor SELL", "side");
        const bool isSell = side == "SELL";
        const double price = row.needPrice(Price);
        const double base = row.needQuantity(Size);
        const TimeMs time = needIsoTime(row, CreatedAt);
        StableHash key = of.hash;
        key.add(row.needText(Id));
        if (row.text(Type) == "LIQUIDATED") {
            emit(of,
                Liquidation{
                    isSell ? PositionSide::Long : PositionSide::Short, price, base, price * base, time, key.value()});
        }
        emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, base, time, key.value()});
    }

    // {"ticker":"BTC-USD","rate":"0.000002375","price":"89993.8","effectiveAt":"2025-12-08T16:00:00.219Z"}
    void readSettlements(const Members &outer)
    {
        for (const JsonNode *each : rowsOf(outer, HistoricalFunding, EffectiveAt)) {
            const Members row = members(*each);
            const Symbol &of = symbol(row.needText(Ticker));
            const double rate = row.needNumber(Rate);
            emit(of, Settlement{rate, needIsoTime(row, EffectiveAt)});
        }
    }

    // {"startedAt":"2024-01-01T00:01:00.000Z","open":..,"baseTokenVolume":"8.765","startingOpenInterest":"1000100.0"}
    void readCandles(const Members &outer, const RequestLine &request)
    {
        const Symbol &of = symbol(request.lastSegment());
        const std::string resolution = request.query("resolution");
        const std::optional<TimeMs> length = barLength(dydxBars(), resolution);
        if (!length)
            return fault().set("unknown bar length " + resolution);
        for (const JsonNode *each : rowsOf(outer, Candles, StartedAt)) {
            const Members row = members(*each);
            Candle candle;
            candle.openMs = needIsoTime(row, StartedAt);
            candle.lengthMs = *length;
            candle.open = row.needPrice(Open);
            candle.high = row.needPrice(High);
            candle.low = row.needPrice(Low);
            candle.close = row.needPrice(Close);
            candle.baseVolume = row.needQuantity(BaseVolume);
            emit(of, candle);
            if (const std::optional<double> base = row.quantity(StartingOpenInterest))
                emit(of, OpenInterest{base, std::nullopt, candle.openMs});
        }
    }

    InstrumentNames &m_allNames;
    std::vector<const JsonNode *> m_rows; // of the list in hand
};

} // namespace

std::span<const BarName> dydxBars()
{
    static constexpr std::array<BarName, 7> Bars{
        {{MinuteMs, "1MIN"}, {5 * MinuteMs, "5MINS"}, {15 * MinuteMs, "15MINS"}, {30 * MinuteMs, "30MINS"},
            {HourMs, "1HOUR"}, {4 * HourMs, "4HOURS"}, {DayMs, "1DAY"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeDydxDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<DydxDecoder>(std::move(reference), names);
}

} // namespace isobar
