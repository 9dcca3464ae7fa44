#include "core/venues/framedecoder.h"
#include "core/venues/paradexparts.h"

#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Method, Params, Channel, Data, Error, Code, Message, Results,
    Symbol_, Market, MarkPrice, UnderlyingPrice, OpenInterest_, Volume24h, FundingRate, FundingPeriodHours,
    Id, Side, Size, Price, CreatedAt, TradeType,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "method", "params", "channel", "data", "error", "code", "message", "results",
        "symbol", "market", "mark_price", "underlying_price", "open_interest", "volume_24h", "funding_rate",
        "funding_period_hours", "id", "side", "size", "price", "created_at", "trade_type"};
    return Table;
}
// clang-format on

constexpr std::string_view SummaryChannel = "markets_summary", FundingChannel = "funding_data",
                           TradesChannel = "trades";

std::string_view kindOf(std::string_view channel) { return channel.substr(0, channel.find('.')); }

Interest interestIn(JsonKey key, std::string_view text)
{
    if (key != Channel)
        return Interest::Keep;
    const std::string_view kind = kindOf(text);
    return kind == SummaryChannel || kind == FundingChannel || kind == TradesChannel ? Interest::Keep : Interest::Mute;
}

/// Kinds of trades, by the numbers of the binary frames.
enum class TradeKind : std::uint8_t { Fill = 1, Liquidation = 2, Rpi = 5, Other = 254 };

/// What a print says, from a frame of either form.
struct Print {
    TradeKind kind = TradeKind::Other;
    bool isBuy = false;
    double price = 0, base = 0;
    TimeMs timeMs = 0;
    std::uint64_t eventKey = 0;
};

class ParadexDecoder final : public FrameDecoder {
public:
    ParadexDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(ParadexId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (const JsonNode *error = outer.find(Error); error && error->isObject()) {
            const Members refusal = members(*error);
            return fault().set("Paradex refuses: " + std::string(refusal.textOfAny(Code)) + " "
                + std::string(refusal.textOfAny(Message)));
        }
        const JsonNode *params = outer.text(Method) == "subscription" ? outer.needContainer(Params) : nullptr;
        if (!params)
            return;
        const Members inner = members(*params);
        const std::string_view kind = kindOf(inner.needText(Channel));
        const JsonNode *data = inner.needContainer(Data);
        if (!data || fault())
            return;
        // The channel is the one subscribed to ("trades.ALL"): the market is in the row.
        if (kind == SummaryChannel)
            readSummary(members(*data));
        else if (kind == FundingChannel)
            readFundingData(members(*data));
        else if (kind == TradesChannel)
            readTrade(members(*data));
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (request.endsWith("/markets")) {
            const auto reader = makeParadexReader({}, m_allNames);
            learn(*reader);
        } else if (request.endsWith("/markets/summary")) {
            readRows(outer, [&](const Members &row) { readSummary(row); });
        } else if (request.endsWith("/funding/data")) {
            readRows(outer, [&](const Members &row) { readSample(row); });
        } else if (request.endsWith("/trades")) {
            readRows(outer, [&](const Members &row) { readTrade(row); });
        } else if (request.endsWith("/markets/klines")) {
            readCandles(outer, request);
        }
    }

    template <class Read> void readRows(const Members &outer, Read read)
    {
        if (const JsonNode *rows = outer.needContainer(Results)) {
            for (const JsonNode &each : JsonChildren(*rows))
                read(members(each));
        }
    }

    // {"symbol":"ORDI-USD-PERP","mark_price":"49.8","underlying_price":"47.93","volume_24h":"0","open_interest":
    //  "6999.5","funding_rate":"0.0391","total_volume":..}: open interest in coins, volume_24h in dollars, the rate for
    // one funding period.
    // UNCONFIRMED: that open interest counts a position once. Sums over public accounts would settle it.
    void readSummary(const Members &row)
    {
        const std::string_view market = row.needText(Symbol_);
        if (!isParadexPerpetual(market))
            return;
        const Symbol &of = symbol(market);
        emitFunding(of, row.number(FundingRate), std::nullopt);
        emitMark(of, row.price(MarkPrice), row.price(UnderlyingPrice));
        if (const std::optional<double> base = row.quantity(OpenInterest_))
            emit(of, OpenInterest{base, std::nullopt, std::nullopt});
        if (const std::optional<double> usd = row.quantity(Volume24h))
            emit(of, Volume{usd, std::nullopt});
    }

    // {"market":"HYPER-USD-PERP","funding_rate":"0.0000125","funding_rate_8h":"0.0001","funding_period_hours":1}
    void readFundingData(const Members &row)
    {
        const std::string_view market = row.needText(Market);
        if (isParadexPerpetual(market))
            emitFunding(symbol(market), row.number(FundingRate), row.price(FundingPeriodHours));
    }

    void emitFunding(const Symbol &of, std::optional<double> rate, std::optional<double> hours)
    {
        if (!rate)
            return;
        Funding funding;
        funding.rate = rate;
        funding.intervalHours = hours;
        emit(of, funding);
    }

    void emitMark(const Symbol &of, std::optional<double> mark, std::optional<double> index)
    {
        if (mark || index)
            emit(of, Mark{mark, index});
    }

    /// Nothing is ever settled: these are the rates as they were then, for one funding period each, and not to be
    /// summed up.
    void readSample(const Members &row)
    {
        const std::string_view market = row.needText(Market);
        const double rate = row.needNumber(FundingRate);
        const TimeMs time = row.needTime(CreatedAt);
        if (!isParadexPerpetual(market))
            return;
        // Funding accrues; history() asks for a sample every 8 h, which stands for what accrued since the one before.
        // The rate itself is for one period of the market (1, 4, 8 or 24 h).
        const Symbol &of = symbol(market);
        const double period = of.instrument ? of.instrument->intervalHours.value_or(8) : 8;
        emit(of, Settlement{rate * 8 / period, time});
    }

    // {"id":"1718179273230201709233240002","market":"kBONK-USD-PERP","side":"BUY","size":"34028","price":"0.028776",
    //  "created_at":1718179273230,"trade_type":"FILL"}
    void readTrade(const Members &row)
    {
        const std::string_view market = row.needText(Market), kind = row.needText(TradeType);
        Print print;
        if (kind == "FILL")
            print.kind = TradeKind::Fill;
        else if (kind == "RPI")
            print.kind = TradeKind::Rpi;
        else if (kind == "LIQUIDATION")
            print.kind = TradeKind::Liquidation;
        if (fault() || print.kind == TradeKind::Other || !isParadexPerpetual(market))
            return;
        const std::string_view side = row.needText(Side);
        if (side != "BUY" && side != "SELL")
            fault().set("neither BUY nor SELL", "side");
        print.isBuy = side == "BUY";
        print.price = row.needPrice(Price);
        print.base = row.needQuantity(Size);
        print.timeMs = row.needTime(CreatedAt);
        const Symbol &of = symbol(market);
        const std::string_view id = row.textOfAny(Id);
        if (id.empty())
            fault().set("nothing", "id");
        StableHash key = of.hash;
        print.eventKey = key.add(id).value();
        emitPrint(of, print);
    }

    /// A liquidation moves a fifth or more of a position to the insurance fund: nobody takes from the book.
    /// UNCONFIRMED: that the side is the liquidated account's (SELL closes a long). It is so wherever the side is
    /// called the taker's, as here; a recorded liquidation beside the price's move would settle it.
    void emitPrint(const Symbol &of, const Print &print)
    {
        if (print.kind != TradeKind::Liquidation) {
            emit(of,
                Trade{print.isBuy ? Aggressor::Buy : Aggressor::Sell, print.price, print.base, print.timeMs,
                    print.eventKey});
            return;
        }
        emit(of,
            Liquidation{print.isBuy ? PositionSide::Short : PositionSide::Long, print.price, print.base,
                print.price * print.base, print.timeMs, print.eventKey});
    }

    void readBinary(std::string_view bytes) override
    {
        std::string problem;
        const SbeMessage message(bytes, problem);
        if (!problem.empty())
            return fault().set(problem);
        if (!message.isKnown())
            return;
        if (const TimeMs sent = message.timeAt(0); sent > 0)
            setVenueTime(sent);
        if (!isParadexPerpetual(message.market()))
            return;
        const Symbol &of = symbol(message.market());
        switch (message.templateId()) {
        case SbeMessage::Trade:
            return readSbeTrade(of, message);
        case SbeMessage::Summary:
            return readSbeSummary(of, message);
        case SbeMessage::FundingData:
            return readSbeFunding(of, message);
        default:
            return;
        }
    }

    // ts, seq_no, trade_id, side u8, price, size, created_at, trade_type u8
    void readSbeTrade(const Symbol &of, const SbeMessage &message)
    {
        const std::uint8_t kind = message.byteAt(49), side = message.byteAt(24);
        Print print;
        print.kind = static_cast<TradeKind>(kind);
        if (print.kind != TradeKind::Fill && print.kind != TradeKind::Liquidation && print.kind != TradeKind::Rpi)
            return;
        if (side != 1 && side != 2)
            fault().set("neither 1 nor 2", "side");
        print.isBuy = side == 1;
        print.price = message.decimalAt(25).value_or(0);
        print.base = message.decimalAt(33).value_or(-1);
        print.timeMs = message.timeAt(41);
        if (!(print.price > 0) || !(print.base >= 0) || print.timeMs <= 0)
            fault().set("a trade without price, size or time");
        StableHash key = of.hash;
        print.eventKey = key.add(message.wordAt(16)).value();
        emitPrint(of, print);
    }

    // ts, seq_no, mark, index, last, volume_usd_24h, open_interest, funding_rate, ..
    void readSbeSummary(const Symbol &of, const SbeMessage &message)
    {
        emitFunding(of, message.decimalAt(56), std::nullopt);
        emitMark(of, quantityAt(message, 16, true), quantityAt(message, 24, true));
        if (const std::optional<double> base = quantityAt(message, 48))
            emit(of, OpenInterest{base, std::nullopt, std::nullopt});
        if (const std::optional<double> usd = quantityAt(message, 40))
            emit(of, Volume{usd, std::nullopt});
    }

    // ts, seq_no, funding_rate, funding_index, created_at, funding_premium, funding_rate_8h, funding_period_hours i16
    void readSbeFunding(const Symbol &of, const SbeMessage &message)
    {
        const std::int16_t hours = message.shortAt(56);
        emitFunding(of, message.decimalAt(16), hours > 0 ? std::optional<double>(hours) : std::nullopt);
    }

    /// `isPrice`: 0 means that there is none.
    std::optional<double> quantityAt(const SbeMessage &message, std::size_t offset, bool isPrice = false)
    {
        const std::optional<double> value = message.decimalAt(offset);
        if (value && *value < 0)
            fault().set("a negative number in a summary");
        return value && isPrice && *value == 0 ? std::nullopt : value;
    }

    // [ts, open, high, low, close, volume]
    // UNCONFIRMED: the unit of volume. The published sample (1591 in a minute of BTC without a move) can only be
    // dollars, and read as dollars a volume in coins would be next to nothing, not a hundred thousand times too much.
    // A bar beside the trades of its minute would settle it.
    void readCandles(const Members &outer, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("symbol"));
        const std::string resolution = request.query("resolution");
        const std::optional<TimeMs> length = barLength(paradexBars(), resolution);
        if (!length)
            return fault().set("unknown bar length " + resolution);
        readRows(outer, [&](const Members &row) {
            Candle candle;
            candle.openMs = row.needTime(0);
            candle.lengthMs = *length;
            candle.open = row.needPrice(1);
            candle.high = row.needPrice(2);
            candle.low = row.needPrice(3);
            candle.close = row.needPrice(4);
            const double usd = row.needQuantity(5);
            candle.baseVolume = candle.close > 0 ? usd / candle.close : 0;
            emit(of, candle);
        });
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::span<const BarName> paradexBars()
{
    static constexpr std::array<BarName, 6> Bars{{{MinuteMs, "1"}, {3 * MinuteMs, "3"}, {5 * MinuteMs, "5"},
        {15 * MinuteMs, "15"}, {30 * MinuteMs, "30"}, {HourMs, "60"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeParadexDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<ParadexDecoder>(std::move(reference), names);
}

} // namespace isobar
