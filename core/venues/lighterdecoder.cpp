#include "core/venues/framedecoder.h"
#include "core/venues/lighterparts.h"
#include "core/venues/othertimes.h"

#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Type, Channel, Timestamp, Error, Code, Message,
    MarketStats, MarketId, CurrentFundingRate, MarkPrice, IndexPrice, OpenInterest_, DailyBase, DailyQuote,
    Trades, LiquidationTrades, TradeId, Price, Size, UsdAmount, IsMakerAsk,
    Fundings, FundingRates, Exchange, Rate, Direction, Details, MarketType, Candles, BarTime, O, H, L, V,
};
constexpr JsonKey C = Candles; // a candle's close has the name of the list

const KeyTable &keyTable()
{
    static const KeyTable Table({
        "type", "channel", "timestamp", "error", "code", "message",
        "market_stats", "market_id", "current_funding_rate", "mark_price", "index_price", "open_interest",
        "daily_base_token_volume", "daily_quote_token_volume",
        "trades", "liquidation_trades", "trade_id", "price", "size", "usd_amount", "is_maker_ask",
        "fundings", "funding_rates", "exchange", "rate", "direction", "order_book_details", "market_type", "c", "t",
        "o", "h", "l", "v"}, {MarketStats});
    return Table;
}
// clang-format on

constexpr std::string_view StatsChannel = "market_stats:", TradeChannel = "trade:";
constexpr double Percent = 0.01;

Interest interestIn(JsonKey key, std::string_view text)
{
    const bool isDull = key == Channel && !text.starts_with(StatsChannel) && !text.starts_with(TradeChannel);
    return isDull ? Interest::Stop : Interest::Keep;
}

class LighterDecoder final : public FrameDecoder {
public:
    LighterDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(LighterId), keyTable(), interestIn, NoKey, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (const JsonNode *error = outer.find(Error); error && error->isObject())
            return fault().set("Lighter refuses: " + std::string(members(*error).textOfAny(Message)));
        const std::string_view type = outer.needText(Type);
        if (type == "ping")
            return reply(R"({"type":"pong"})");
        if (type == "subscribed/market_stats" || type == "update/market_stats")
            readStats(outer);
        else if (type == "subscribed/trade" || type == "update/trade")
            readTradeFrame(outer);
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (const auto code = outer.number(Code); code && *code != 200)
            return fault().set("Lighter refuses: " + std::string(outer.textOfAny(Message)));
        if (request.endsWith("/orderBookDetails")) {
            const auto reader = makeLighterReader({}, m_allNames);
            learn(*reader);
            readRows(outer, Details, [&](const Members &row) { readDetails(row); });
        } else if (request.endsWith("/funding-rates")) {
            readRows(outer, FundingRates, [&](const Members &row) { readFundingRate(row); });
        } else if (request.endsWith("/fundings")) {
            const Symbol &of = symbol(request.query("market_id"));
            readRows(outer, Fundings, [&](const Members &row) { readSettlement(of, row); });
        } else if (request.endsWith("/candles")) {
            readCandles(outer, request);
        } else if (request.endsWith("/recentTrades") || request.endsWith("/trades")) {
            readTrades(outer, request.query("market_id"));
        }
    }

    template <class Read> void readRows(const Members &outer, JsonKey list, Read read)
    {
        if (const JsonNode *rows = fault() ? nullptr : outer.needContainer(list)) {
            for (const JsonNode &each : JsonChildren(*rows))
                read(members(each));
        }
    }

    /// market_stats:all has the statistics by number of the market, market_stats:1 those of the one.
    void readStats(const Members &outer)
    {
        const std::optional<TimeMs> time = outer.time(Timestamp);
        setVenueTime(time);
        const std::string_view channel = outer.needText(Channel);
        const JsonNode *stats = outer.needContainer(MarketStats);
        if (!stats || fault())
            return;
        if (channel == "market_stats:all") {
            forEachEntry(
                *stats, [&](const JsonEntry &each) { readMarket(symbol(each.name), members(each.value), time); });
            return;
        }
        const Members row = members(*stats);
        const std::string_view market = lighterMarket(row, MarketId);
        if (channel.substr(StatsChannel.size()) != market)
            return fault().set("the statistics of another market than the channel's");
        readMarket(symbol(market), row, time);
    }

    // {"index_price":"75281.9","mark_price":"75241.1","open_interest":"124496030.8","current_funding_rate":"0.0012",
    //  "funding_rate":"0.0008","funding_timestamp":..,"daily_base_token_volume":9180.7,"daily_quote_token_volume":..}:
    // current_funding_rate is the estimate in percent an hour, funding_rate the settled one of funding_timestamp.
    void readMarket(const Symbol &of, const Members &row, std::optional<TimeMs> time)
    {
        if (const std::optional<double> percent = row.number(CurrentFundingRate)) {
            Funding funding;
            funding.rate = *percent * Percent;
            if (time)
                funding.nextFundingMs = floorTo(*time, HourMs) + HourMs; // every market settles on the hour
            emit(of, funding);
        }
        const Mark mark{row.price(MarkPrice), row.price(IndexPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
        // Here in dollars, by REST in coins. UNCONFIRMED: that each position counts once; the sum of the positions of
        // all accounts would settle it.
        if (const std::optional<double> usd = row.quantity(OpenInterest_))
            emit(of, OpenInterest{std::nullopt, usd, std::nullopt});
        emitVolume(of, row);
    }

    void emitVolume(const Symbol &of, const Members &row)
    {
        const Volume volume{row.quantity(DailyQuote), row.quantity(DailyBase)};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    void readDetails(const Members &row)
    {
        const Symbol &of = symbol(lighterMarket(row, MarketId));
        if (row.needText(MarketType) != "perp")
            return;
        if (const std::optional<double> base = row.quantity(OpenInterest_))
            emit(of, OpenInterest{base, std::nullopt, std::nullopt});
        emitVolume(of, row);
    }

    // {"market_id":0,"exchange":"lighter","symbol":"ETH","rate":0.000096}: of 8 h, here and of other exchanges
    void readFundingRate(const Members &row)
    {
        if (row.needText(Exchange) != LighterId)
            return;
        Funding funding;
        funding.rate = row.needNumber(Rate) / 8;
        emit(symbol(lighterMarket(row, MarketId)), funding);
    }

    // {"timestamp":1778702400,"value":"0.02707872","rate":"0.0012","direction":"long"}: percent; longs pay
    void readSettlement(const Symbol &of, const Members &row)
    {
        const std::string_view direction = row.needText(Direction);
        if (direction != "long" && direction != "short")
            fault().set("neither long nor short", "direction");
        const double rate = row.needQuantity(Rate) * Percent;
        emit(of, Settlement{direction == "long" ? rate : -rate, needTimeInSeconds(row, Timestamp)});
    }

    void readTradeFrame(const Members &outer)
    {
        const std::string_view channel = outer.needText(Channel);
        if (!fault() && channel.starts_with(TradeChannel))
            readTrades(outer, channel.substr(TradeChannel.size()));
    }

    void readTrades(const Members &outer, std::string_view market)
    {
        const Symbol &of = symbol(market);
        outer.require(Trades);
        std::size_t first = rowCount();
        readFills(outer.find(Trades), [&](const Members &row, const Fill &fill) {
            // Of a market that closes: nobody took anything.
            if (row.text(Type) != "market-settlement") {
                emit(of,
                    Trade{fill.takerBuys ? Aggressor::Buy : Aggressor::Sell, fill.price, fill.base, fill.timeMs,
                        keyOf(of, row)});
            }
        });
        oldestFirst<Trade>(first);
        first = rowCount();
        readFills(outer.find(LiquidationTrades), [&](const Members &row, const Fill &fill) {
            // Also "deleverage" and "market-settlement". The account that is liquidated takes.
            if (row.needText(Type) == "liquidation") {
                emit(of,
                    Liquidation{fill.takerBuys ? PositionSide::Short : PositionSide::Long, fill.price, fill.base,
                        row.quantity(UsdAmount).value_or(fill.price * fill.base), fill.timeMs, keyOf(of, row)});
            }
        });
        oldestFirst<Liquidation>(first);
    }

    struct Fill {
        bool takerBuys = false;
        double price = 0, base = 0;
        TimeMs timeMs = 0;
    };
    // {"trade_id":16164557907,"type":"trade","size":"0.1336","price":"2181.83","usd_amount":"291.492488",
    //  "is_maker_ask":false,"timestamp":1773854156654}; a list may be null
    template <class Use> void readFills(const JsonNode *rows, Use use)
    {
        if (!rows || rows->type == JsonType::Null)
            return;
        if (!rows->isArray())
            return fault().set("trades that are no array");
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            Fill fill;
            fill.takerBuys = row.needBool(IsMakerAsk);
            fill.price = row.needPrice(Price);
            fill.base = row.needQuantity(Size);
            fill.timeMs = row.needTime(Timestamp);
            use(row, fill);
        }
    }

    std::uint64_t keyOf(const Symbol &of, const Members &row)
    {
        const std::string_view id = row.textOfAny(TradeId);
        if (id.empty())
            fault().set("nothing", "trade_id");
        StableHash key = of.hash;
        return key.add(id).value();
    }

    // {"code":200,"r":"5m","c":[{"t":1778702400000,"o":1,"h":2,"l":0.5,"c":1.5,"v":10,"V":15,"i":7}]}
    void readCandles(const Members &outer, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("market_id"));
        const std::string resolution = request.query("resolution");
        const std::optional<TimeMs> length = barLength(lighterBars(), resolution);
        if (!length)
            return fault().set("unknown bar length " + resolution);
        readRows(outer, Candles, [&](const Members &row) {
            Candle candle;
            candle.openMs = row.needTime(BarTime);
            candle.lengthMs = *length;
            candle.open = row.needPrice(O);
            candle.high = row.needPrice(H);
            candle.low = row.needPrice(L);
            candle.close = row.needPrice(C);
            candle.baseVolume = row.needQuantity(V);
            emit(of, candle);
        });
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::span<const BarName> lighterBars()
{
    static constexpr std::array<BarName, 8> Bars{{{MinuteMs, "1m"}, {5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"},
        {30 * MinuteMs, "30m"}, {HourMs, "1h"}, {4 * HourMs, "4h"}, {12 * HourMs, "12h"}, {DayMs, "1d"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeLighterDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<LighterDecoder>(std::move(reference), names);
}

} // namespace isobar
