#include "core/venues/framedecoder.h"
#include "core/venues/phemexparts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Method, Data, Fields, Type, Timestamp, Market24h, TradesP, Trades, Symbol_, Error_, Result, Code, Msg, Message, Rows,
    IndexRp, MarkRp, IndexPriceRp, MarkPriceRp, FundingRateRr, PredFundingRateRr, OpenInterestRv, VolumeRq, TurnoverRv,
    FundingRate, PredFundingRate, FundingRateEr, PredFundingRateEr, MarkPrice, IndexPrice, MarkEp, IndexEp,
    OpenInterest_, Volume_, Turnover, TurnoverEv, FundingTime, FundingInterval, NextFundingTime,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "method", "data", "fields", "type", "timestamp", "market24h", "trades_p", "trades", "symbol", "error", "result",
        "code", "msg", "message", "rows",
        "indexRp", "markRp", "indexPriceRp", "markPriceRp", "fundingRateRr", "predFundingRateRr", "openInterestRv",
        "volumeRq", "turnoverRv",
        "fundingRate", "predFundingRate", "fundingRateEr", "predFundingRateEr", "markPrice", "indexPrice", "markEp",
        "indexEp", "openInterest", "volume", "turnover", "turnoverEv", "fundingTime", "fundingInterval",
        "nextfundingTime"};
    return Table;
}
// clang-format on

/// Where the cells of a pack's row are; NoKey: not there.
struct Columns {
    JsonKey symbol = 0, volume = 5, turnover = 6, openInterest = 7, index = 8, mark = 9, rate = 10, predicted = 11;
};

struct Ticker {
    std::optional<double> rate, predicted, mark, index, openInterest, volume, turnover;
};

class PhemexDecoder final : public FrameDecoder {
public:
    PhemexDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(PhemexId), keyTable(), nullptr, NoKey, reference, names), m_allNames(names),
          m_isComplete(reference != nullptr)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (isRefused(outer))
            return;
        if (outer.has(Market24h)) {
            readClock(outer);
            if (const JsonNode *row = outer.needContainer(Market24h))
                readCoinTicker(members(*row));
        } else if (outer.text(Method) == "perp_market24h_pack_p.update") {
            readPack(outer);
        } else if (outer.has(TradesP) || outer.has(Trades)) {
            // The first frame after subscribing repeats up to a thousand old trades.
            if (outer.needText(Type) != "snapshot")
                readTrades(outer);
        }
    }

    bool isRefused(const Members &outer)
    {
        const JsonNode *error = outer.find(Error_);
        if (!error || error->type == JsonType::Null)
            return false;
        std::string reason = "Phemex refuses:";
        if (error->isObject()) {
            const Members inner = members(*error);
            reason.append(" ").append(inner.textOfAny(Code)).append(" ").append(inner.textOfAny(Message));
        }
        fault().set(reason);
        return true;
    }

    void readClock(const Members &outer)
    {
        if (outer.has(Timestamp))
            setVenueTime(outer.needTimeNs(Timestamp));
    }

    // {"data":[["STXUSDT","0.64649",..]],"fields":["symbol","openRp",..],"method":..,"timestamp":"<ns>"}: frames
    // without fields have those of the last that had, or the documented ones.
    void readPack(const Members &outer)
    {
        readClock(outer);
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        Columns columns = m_columns;
        if (outer.has(Fields)) {
            const JsonNode *fields = outer.needContainer(Fields);
            if (!fields)
                return;
            columns = columnsOf(*fields);
        }
        for (const JsonNode &each : JsonChildren(*data)) {
            const Members row = members(each);
            const auto cell = [&](JsonKey column, auto read) {
                if (column != NoKey)
                    row.require(column); // a row that is too short
                return column == NoKey ? std::nullopt : (row.*read)(column);
            };
            Ticker ticker;
            ticker.rate = cell(columns.rate, &Members::number);
            ticker.predicted = cell(columns.predicted, &Members::number);
            ticker.mark = cell(columns.mark, &Members::price);
            ticker.index = cell(columns.index, &Members::price);
            ticker.openInterest = cell(columns.openInterest, &Members::quantity);
            ticker.volume = cell(columns.volume, &Members::quantity);
            ticker.turnover = cell(columns.turnover, &Members::quantity);
            emitTicker(symbol(row.needText(columns.symbol)), ticker);
        }
        if (!fault())
            m_columns = columns;
    }

    Columns columnsOf(const JsonNode &fields)
    {
        Columns out{NoKey, NoKey, NoKey, NoKey, NoKey, NoKey, NoKey, NoKey};
        constexpr std::array<std::pair<std::string_view, JsonKey Columns::*>, 8> Names{
            {{"symbol", &Columns::symbol}, {"volumeRq", &Columns::volume}, {"turnoverRv", &Columns::turnover},
                {"openInterestRv", &Columns::openInterest}, {"indexRp", &Columns::index}, {"markRp", &Columns::mark},
                {"fundingRateRr", &Columns::rate}, {"predFundingRateRr", &Columns::predicted}}};
        std::size_t position = 0;
        for (const JsonNode &field : JsonChildren(fields)) {
            for (const auto &[name, column] : Names) {
                if (field.isString() && field.text() == name && position < MaxJsonKeys)
                    out.*column = static_cast<JsonKey>(position);
            }
            ++position;
        }
        if (out.symbol == NoKey) {
            fault().set("no symbol among the fields");
            out.symbol = 0;
        }
        return out;
    }

    // openInterestRv is in coins, though its name says value.
    void emitTicker(const Symbol &of, const Ticker &ticker)
    {
        emitFunding(of, ticker);
        emitMark(of, ticker);
        if (ticker.openInterest)
            emit(of, OpenInterest{ticker.openInterest, std::nullopt, std::nullopt});
        if (ticker.turnover || ticker.volume)
            emit(of, Volume{ticker.turnover, ticker.volume});
    }

    void emitFunding(const Symbol &of, const Ticker &ticker)
    {
        if (!ticker.rate)
            return;
        Funding funding;
        funding.rate = ticker.rate;
        funding.predictedRate = ticker.predicted;
        if (of.instrument)
            funding.intervalHours = of.instrument->intervalHours;
        emit(of, funding);
    }

    void emitMark(const Symbol &of, const Ticker &ticker)
    {
        if (ticker.mark || ticker.index)
            emit(of, Mark{ticker.mark, ticker.index});
    }

    static std::optional<double> scaled(std::optional<double> value, double unit)
    {
        // Dividing by the power of ten rounds as the venue's decimals do.
        return value ? std::optional(*value / std::round(1 / unit)) : std::nullopt;
    }

    /// The socket's and the answer's names of the same.
    static JsonKey either(const Members &row, JsonKey one, JsonKey other) { return row.has(one) ? one : other; }

    // Integers: prices in 1/10^4, rates and coins in 1/10^8; contracts and volume in dollars. UNCONFIRMED that open
    // interest counts one side: the positions of both sides would settle it.
    void readCoinTicker(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        if (!of.instrument && m_isComplete)
            return; // of a contract that was settled in dollars, or is not listed any more
        Ticker ticker;
        ticker.rate = scaled(row.number(either(row, FundingRate, FundingRateEr)), PhemexRatioUnit);
        ticker.predicted = scaled(row.number(either(row, PredFundingRate, PredFundingRateEr)), PhemexRatioUnit);
        ticker.mark = scaled(row.price(either(row, MarkPrice, MarkEp)), PhemexPriceUnit);
        ticker.index = scaled(row.price(either(row, IndexPrice, IndexEp)), PhemexPriceUnit);
        emitFunding(of, ticker);
        emitMark(of, ticker);
        const double size = of.instrument ? of.instrument->contractSize : 1;
        if (const std::optional<double> contracts = row.quantity(OpenInterest_)) {
            const double dollars = *contracts * size;
            emit(of,
                OpenInterest{
                    ticker.mark ? std::optional(dollars / *ticker.mark) : std::nullopt, dollars, std::nullopt});
        }
        Volume volume;
        volume.notionalUsd = row.quantity(Volume_);
        if (volume.notionalUsd)
            *volume.notionalUsd *= size;
        volume.baseQuantity = scaled(row.quantity(either(row, Turnover, TurnoverEv)), PhemexCoinUnit);
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    // {"symbol":"BTCUSDT","trades_p":[[ns,"Buy","16545.6","0.7"]],..}; COIN-M "trades": [ns,"Buy",priceEp,contracts]
    void readTrades(const Members &outer)
    {
        const Symbol &of = symbol(outer.needText(Symbol_));
        const bool isCoinM = !outer.has(TradesP);
        const JsonNode *rows = outer.needContainer(isCoinM ? Trades : TradesP);
        if (!rows)
            return;
        std::int64_t ordinal = 0;
        for (const JsonNode &each : JsonChildren(*rows))
            readTrade(of, members(each), isCoinM, ordinal++);
    }

    void readTrade(const Symbol &of, const Members &row, bool isCoinM, std::int64_t ordinal)
    {
        // By REST a sequence stands behind the time.
        const JsonKey first = isCoinM && row.has(4) ? 2 : 1;
        const auto side = row.needText(first);
        if (side != "Buy" && side != "Sell")
            fault().set("neither Buy nor Sell", "side");
        const double quantity = row.needQuantity(static_cast<JsonKey>(first + 2));
        double price = row.needPrice(static_cast<JsonKey>(first + 1)), base = quantity;
        if (isCoinM) {
            price = *scaled(price, PhemexPriceUnit);
            base = contractAmount(of, quantity, price).base;
        }
        const TimeMs time = row.needTimeNs(0); // beyond 2^53
        StableHash key = of.hash;
        key.add(row.textOfAny(0)).add(side).add(row.textOfAny(static_cast<JsonKey>(first + 1)));
        key.add(row.textOfAny(static_cast<JsonKey>(first + 2))).add(ordinal);
        emit(of, Trade{side == "Buy" ? Aggressor::Buy : Aggressor::Sell, price, base, time, key.value()});
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (isRefused(outer))
            return;
        if (outer.has(Code) && outer.needNumber(Code) != 0) {
            return fault().set(
                "Phemex refuses: " + std::string(outer.textOfAny(Code)) + " " + std::string(outer.textOfAny(Msg)));
        }
        if (request.endsWith("/public/products")) {
            const auto reader = makePhemexReader({}, m_allNames);
            return learn(*reader);
        }
        if (request.endsWith("/trade")) {
            if (const JsonNode *result = outer.needContainer(Result))
                readTrades(members(*result));
        } else if (request.path().find("/ticker/24hr") != std::string_view::npos) {
            readTickers(outer);
        } else if (request.endsWith("/real-funding-rates") || request.endsWith("/funding-rate-history")
            || request.path().find("/kline") != std::string_view::npos) {
            readRows(outer, request);
        }
    }

    void readTickers(const Members &outer)
    {
        const JsonNode *result = outer.needContainer(Result);
        if (!result)
            return;
        if (result->isObject())
            return readTickerRow(members(*result));
        for (const JsonNode &each : JsonChildren(*result))
            readTickerRow(members(each));
    }

    void readTickerRow(const Members &row)
    {
        if (row.has(MarkEp) || row.has(FundingRateEr) || row.has(IndexEp))
            return readCoinTicker(row);
        Ticker ticker;
        ticker.rate = row.number(FundingRateRr);
        ticker.predicted = row.number(PredFundingRateRr);
        ticker.mark = row.price(either(row, MarkRp, MarkPriceRp));
        ticker.index = row.price(either(row, IndexRp, IndexPriceRp));
        ticker.openInterest = row.quantity(OpenInterestRv);
        ticker.volume = row.quantity(VolumeRq);
        ticker.turnover = row.quantity(TurnoverRv);
        emitTicker(symbol(row.needText(Symbol_)), ticker);
    }

    void readRows(const Members &outer, const RequestLine &request)
    {
        const JsonNode *data = outer.needContainer(Data);
        const JsonNode *rows = data ? members(*data).needContainer(Rows) : nullptr;
        if (!rows)
            return;
        const std::size_t first = rowCount();
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            if (request.endsWith("/real-funding-rates"))
                readFundingRow(row);
            else if (request.endsWith("/funding-rate-history"))
                readSettlement(row);
            else
                readCandle(row, request);
        }
        if (request.endsWith("/funding-rate-history"))
            oldestFirst<Settlement>(first);
    }

    void readFundingRow(const Members &row)
    {
        Funding funding;
        funding.rate = row.number(FundingRate);
        funding.nextFundingMs = row.time(NextFundingTime);
        if (const std::optional<double> seconds = row.price(FundingInterval))
            funding.intervalHours = *seconds / 3600;
        if (funding.rate || funding.nextFundingMs)
            emit(symbol(row.needText(Symbol_)), funding);
    }

    // The rows are of an index: ".BTCUSDTFR8H" is of BTCUSDT, ".BTCFR8H" of BTCUSD.
    void readSettlement(const Members &row)
    {
        constexpr std::string_view Suffix = "FR8H";
        std::string_view name = row.needText(Symbol_);
        if (!name.starts_with('.') || !name.ends_with(Suffix) || name.size() <= Suffix.size() + 1)
            return fault().set("no rate of a contract", "symbol");
        name = name.substr(1, name.size() - 1 - Suffix.size());
        const bool isCoin = !name.ends_with("USDT") && !name.ends_with("USDC");
        const double rate = row.needNumber(FundingRate);
        emit(isCoin ? symbol(std::string(name) + "USD") : symbol(name), Settlement{rate, row.needTime(FundingTime)});
    }

    // [s, interval, last close, open, high, low, close, volume, turnover]
    void readCandle(const Members &row, const RequestLine &request)
    {
        const std::string resolution = request.query("resolution");
        const std::optional<TimeMs> length = barLength(phemexBars(), resolution);
        if (!length)
            fault().set("unknown bar length " + resolution);
        const Symbol &of = symbol(request.query("symbol"));
        if (of.instrument && of.instrument->kind == ContractKind::Inverse)
            return; // in units that are not known
        Candle candle;
        candle.openMs = row.needTimeSeconds(0);
        candle.lengthMs = length.value_or(0);
        candle.open = row.needPrice(3);
        candle.high = row.needPrice(4);
        candle.low = row.needPrice(5);
        candle.close = row.needPrice(6);
        candle.baseVolume = row.needQuantity(7);
        emit(of, candle);
    }

    InstrumentNames &m_allNames;
    const bool m_isComplete; // every contract that trades is known
    Columns m_columns;
};

} // namespace

std::span<const BarName> phemexBars()
{
    static constexpr std::array<BarName, 7> Bars{{{MinuteMs, "60"}, {5 * MinuteMs, "300"}, {15 * MinuteMs, "900"},
        {30 * MinuteMs, "1800"}, {HourMs, "3600"}, {4 * HourMs, "14400"}, {DayMs, "86400"}}};
    return Bars;
}

std::unique_ptr<Decoder> makePhemexDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<PhemexDecoder>(std::move(reference), names);
}

} // namespace isobar
