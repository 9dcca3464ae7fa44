#include "core/venues/deribitparts.h"
#include "core/venues/framedecoder.h"

#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Method, Params, Channel, Data, Type, Result, Error_, Code, Message,
    InstrumentName, Timestamp, Stats, Volume_, VolumeUsd, IndexPrice, MarkPrice, OpenInterest_, CurrentFunding,
    Trades, TradeId, TradeSeq, Price, Amount, Direction, Liquidation_, BlockTradeId, Interest1h,
    Ticks, Open, High, Low, Close,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "method", "params", "channel", "data", "type", "result", "error", "code", "message",
        "instrument_name", "timestamp", "stats", "volume", "volume_usd", "index_price", "mark_price", "open_interest",
        "current_funding", "trades", "trade_id", "trade_seq", "price", "amount", "direction", "liquidation",
        "block_trade_id", "interest_1h", "ticks", "open", "high", "low", "close"};
    return Table;
}
// clang-format on

constexpr std::string_view TickerChannel = "ticker.", TradesChannel = "trades.";
constexpr double LatestMs = 1e15; // beyond any time; a larger number may not fit
constexpr std::string_view TestAnswer = R"({"jsonrpc":"2.0","id":0,"method":"public/test","params":{}})";

Interest interestIn(JsonKey key, std::string_view text)
{
    const bool isDull = key == Channel && !text.starts_with(TickerChannel) && !text.starts_with(TradesChannel);
    return isDull ? Interest::Stop : Interest::Keep;
}

class DeribitDecoder final : public FrameDecoder {
public:
    DeribitDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(DeribitId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view channel =
            leadingText(text, R"({"jsonrpc":"2.0","method":"subscription","params":{"channel":")");
        return !channel.empty() && interestIn(Channel, channel) == Interest::Stop;
    }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (isRefused(outer))
            return;
        if (const JsonNode *result = outer.find(Result)) {
            // It lists the channels that were accepted.
            if (result->isArray() && result->size == 0)
                fault().set("Deribit refuses all channels of a subscription");
            return;
        }
        const JsonNode *params = outer.has(Method) ? outer.needContainer(Params) : nullptr;
        if (!params)
            return;
        const Members inner = members(*params);
        if (outer.text(Method) == "heartbeat") {
            // Unanswered, the socket is closed at once.
            if (inner.text(Type) == "test_request")
                reply(std::string(TestAnswer));
            return;
        }
        if (outer.text(Method) != "subscription")
            return;
        const std::string_view channel = inner.needText(Channel);
        const JsonNode *data = inner.needContainer(Data);
        if (!data)
            return;
        if (channel.starts_with(TickerChannel))
            readTicker(members(*data));
        else
            readTrades(*data);
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (isRefused(outer))
            return;
        if (request.endsWith("/get_instruments")) {
            const auto reader = makeDeribitReader({}, m_allNames);
            return learn(*reader);
        }
        const bool isBars = request.endsWith("/get_tradingview_chart_data");
        const bool isFunding = request.endsWith("/get_funding_rate_history");
        const bool isSummary =
            request.endsWith("/get_book_summary_by_currency") || request.endsWith("/get_book_summary_by_instrument");
        const bool isTicker = request.endsWith("/ticker");
        const bool isTrades = request.path().find("/get_last_trades_by_") != std::string_view::npos;
        const bool isKnown = isBars || isFunding || isSummary || isTicker || isTrades;
        const JsonNode *result = isKnown ? outer.needContainer(Result) : nullptr;
        if (!result)
            return;
        if (isBars)
            return readBars(members(*result), request);
        if (isTicker)
            return readTicker(members(*result));
        if (isTrades) {
            if (const JsonNode *trades = members(*result).needContainer(Trades))
                readTrades(*trades);
            return;
        }
        const std::string asked = request.query("instrument_name");
        for (const JsonNode &each : JsonChildren(*result)) {
            const Members row = members(each);
            if (isSummary)
                readSummary(row);
            else
                readSettlement(row, symbol(asked));
        }
    }

    bool isRefused(const Members &outer)
    {
        const JsonNode *error = outer.find(Error_);
        if (!error)
            return false;
        const Members what = members(*error);
        fault().set(
            "Deribit refuses: " + std::string(what.textOfAny(Code)) + " " + std::string(what.textOfAny(Message)));
        return true;
    }

    static bool isInverse(const Symbol &of)
    {
        return of.instrument ? of.instrument->kind == ContractKind::Inverse : isDeribitInverse(of.name);
    }

    void readTicker(const Members &row)
    {
        const std::string_view name = row.needText(InstrumentName);
        if (!isDeribitPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        setVenueTime(row.time(Timestamp));
        emitTicker(of, row, row.price(IndexPrice));
        if (const JsonNode *stats = row.find(Stats))
            emitVolume(of, members(*stats));
    }

    // As a ticker, but the volume stands among the rest, and estimated_delivery_price is no index.
    void readSummary(const Members &row)
    {
        const std::string_view name = row.needText(InstrumentName);
        if (!isDeribitPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        emitTicker(of, row, std::nullopt);
        emitVolume(of, row);
    }

    // current_funding is the rate of this instant per 8 h, and 0 is one; funding_8h is what the last 8 h came to.
    void emitTicker(const Symbol &of, const Members &row, std::optional<double> index)
    {
        const std::optional<double> mark = row.price(MarkPrice);
        const std::optional<double> openInterest = row.quantity(OpenInterest_);
        if (const std::optional<double> rate = row.number(CurrentFunding)) {
            Funding funding;
            funding.rate = rate;
            emit(of, funding);
        }
        if (mark || index)
            emit(of, Mark{mark, index});
        if (!openInterest)
            return;
        if (!isInverse(of))
            return emit(of, OpenInterest{openInterest, std::nullopt, std::nullopt});
        const std::optional<double> coins = mark ? std::optional(*openInterest / *mark) : std::nullopt;
        emit(of, OpenInterest{coins, openInterest, std::nullopt});
    }

    // Coins and dollars for both kinds of contracts; null when nothing was traded.
    void emitVolume(const Symbol &of, const Members &stats)
    {
        const Volume volume{stats.quantity(VolumeUsd), stats.quantity(Volume_)};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    void readTrades(const JsonNode &rows)
    {
        if (!rows.isArray())
            return fault().set("trades that are no array");
        for (const JsonNode &each : JsonChildren(rows))
            readTrade(members(each));
    }

    // {"trade_seq":40781986,"trade_id":"66460463","timestamp":1584058044032,"price":4469.5,"liquidation":"T",
    //  "instrument_name":"BTC-PERPETUAL","direction":"sell","amount":1120}
    void readTrade(const Members &row)
    {
        const std::string_view name = row.needText(InstrumentName);
        if (!isDeribitPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        const std::string_view direction = row.needText(Direction);
        if (direction != "buy" && direction != "sell")
            fault().set("neither buy nor sell", "direction");
        const bool isSell = direction == "sell";
        const double price = row.needPrice(Price);
        const double amount = row.needQuantity(Amount);
        const TimeMs time = row.needTime(Timestamp);
        const std::string_view liquidation = row.text(Liquidation_);
        if (!liquidation.empty() && liquidation != "T" && liquidation != "M" && liquidation != "MT")
            fault().set("neither T nor M nor MT", "liquidation");
        if (fault())
            return;
        // Amounts of inverse contracts are dollars.
        const double base = isInverse(of) ? amount / price : amount;
        const double notionalUsd = isInverse(of) ? amount : amount * price;
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(TradeId);
        if (!id.empty())
            key.add(id);
        else
            key.add(time)
                .add(direction)
                .add(row.textOfAny(Price))
                .add(row.textOfAny(Amount))
                .add(row.textOfAny(TradeSeq));
        // The maker's order was on the other side.
        for (const char who : {'T', 'M'}) {
            if (liquidation.find(who) == std::string_view::npos)
                continue;
            const PositionSide side = isSell == (who == 'T') ? PositionSide::Long : PositionSide::Short;
            StableHash mine = key;
            mine.add(std::string_view(&who, 1));
            emit(of, Liquidation{side, price, base, notionalUsd, time, mine.value()});
        }
        // Block trades are agreed off the book: no taker.
        if (row.textOfAny(BlockTradeId).empty())
            emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, base, time, key.value()});
    }

    // interest_1h is what was paid in the hour that ended then.
    void readSettlement(const Members &row, const Symbol &of)
    {
        const double rate = row.needNumber(Interest1h);
        emit(of, Settlement{rate, row.needTime(Timestamp)});
    }

    /// Columns: {"ticks":[ms,..],"open":[..],"high":[..],"low":[..],"close":[..],"volume":[coins,..],"status":"ok"}
    void readBars(const Members &columns, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("instrument_name"));
        const std::string resolution = request.query("resolution");
        const std::optional<TimeMs> length = barLength(deribitBars(), resolution);
        if (!length)
            fault().set("unknown bar length " + resolution);
        constexpr std::array<JsonKey, 6> Keys{Ticks, Open, High, Low, Close, Volume_};
        std::array<std::vector<double>, Keys.size()> values;
        for (std::size_t i = 0; i < Keys.size(); ++i) {
            const JsonNode *column = columns.needContainer(Keys[i]);
            if (!column)
                return;
            for (const JsonNode &cell : JsonChildren(*column))
                values[i].push_back(needNumberIn(cell, keys().name(Keys[i]), fault()));
            if (values[i].size() != values[0].size())
                return fault().set("columns of different lengths");
        }
        for (std::size_t i = 0; i < values[0].size() && !fault(); ++i) {
            if (!(values[0][i] > 0 && values[0][i] < LatestMs))
                return fault().set("no time in milliseconds", "ticks");
            const Candle candle{static_cast<TimeMs>(values[0][i]), *length, values[1][i], values[2][i], values[3][i],
                values[4][i], values[5][i], {}};
            if (!(candle.open > 0 && candle.low > 0 && candle.high >= candle.low && candle.close > 0
                    && candle.baseVolume >= 0))
                return fault().set("a bar that cannot be");
            emit(of, candle);
        }
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::span<const BarName> deribitBars()
{
    static constexpr std::array<BarName, 12> Bars{{{MinuteMs, "1"}, {3 * MinuteMs, "3"}, {5 * MinuteMs, "5"},
        {10 * MinuteMs, "10"}, {15 * MinuteMs, "15"}, {30 * MinuteMs, "30"}, {HourMs, "60"}, {2 * HourMs, "120"},
        {3 * HourMs, "180"}, {6 * HourMs, "360"}, {12 * HourMs, "720"}, {DayMs, "1D"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeDeribitDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<DeribitDecoder>(std::move(reference), names);
}

} // namespace isobar
