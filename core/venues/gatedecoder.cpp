#include "core/venues/framedecoder.h"
#include "core/venues/gateparts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Channel, Event, Error, Result, TimeMs_, Code, Message, Label,
    Contract, Name, Type, Multiplier, FundingInterval, FundingRate, FundingNextApply, MarkPrice, IndexPrice,
    PositionSize, TotalSize, VolumeQuote, VolumeBase,
    Size, OrderSize, Price, FillPrice, Time, Id, CreateTime, CreateTimeMs,
    T, R, O, H, L, C, V, OpenInterest_, OpenInterestUsd,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "channel", "event", "error", "result", "time_ms", "code", "message", "label",
        "contract", "name", "type", "quanto_multiplier", "funding_interval", "funding_rate", "funding_next_apply",
        "mark_price", "index_price", "position_size", "total_size", "volume_24h_quote", "volume_24h_base",
        "size", "order_size", "price", "fill_price", "time", "id", "create_time", "create_time_ms",
        "t", "r", "o", "h", "l", "c", "v", "open_interest", "open_interest_usd"};
    return Table;
}
// clang-format on

constexpr std::string_view Tickers = "futures.tickers", Trades = "futures.trades",
                           Liquidations = "futures.public_liquidates";

/// A refusal names its channel too, so only the rows end the parse.
Interest interestIn(JsonKey key, std::string_view text)
{
    const bool isDull = key == Channel && text != Tickers && text != Trades && text != Liquidations;
    return isDull ? Interest::Mute : Interest::Keep;
}

class GateDecoder final : public FrameDecoder {
public:
    GateDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(GateId), keyTable(), interestIn, Result, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (const JsonNode *error = outer.find(Error); error && error->isObject())
            return refused(members(*error));
        const std::string_view channel = outer.text(Channel), event = outer.text(Event);
        const JsonNode *result = outer.find(Result);
        if (!result || (event != "update" && event != "all"))
            return;
        using Read = void (GateDecoder::*)(const Members &, std::int64_t);
        const Read read = channel == Tickers ? &GateDecoder::readTicker
            : channel == Trades              ? &GateDecoder::readTrade
            : channel == Liquidations        ? &GateDecoder::readLiquidation
                                             : nullptr;
        if (!read)
            return;
        setVenueTime(outer.time(TimeMs_));
        if (!outer.needContainer(Result))
            return;
        const std::size_t first = rowCount();
        if (result->isObject())
            return (this->*read)(members(*result), 0);
        std::int64_t ordinal = 0;
        for (const JsonNode &row : JsonChildren(*result)) {
            if (!row.isArray()) // very old frames nest their rows
                (this->*read)(members(row), ordinal++);
        }
        if (channel == Trades)
            oldestFirst<Trade>(first);
        else if (channel == Liquidations)
            oldestFirst<Liquidation>(first);
    }

    void refused(const Members &error)
    {
        fault().set("Gate refuses: " + std::string(error.textOfAny(error.has(Label) ? Label : Code)) + " "
            + std::string(error.textOfAny(Message)));
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        using Read = void (GateDecoder::*)(const Members &, const RequestLine &);
        constexpr std::array<std::pair<std::string_view, Read>, 7> Answers{{
            {"/contracts", &GateDecoder::readContract},
            {"/tickers", &GateDecoder::readTickerRow},
            {"/liq_orders", &GateDecoder::readPastLiquidation},
            {"/trades", &GateDecoder::readPastTrade},
            {"/funding_rate", &GateDecoder::readSettlement},
            {"/candlesticks", &GateDecoder::readCandle},
            {"/contract_stats", &GateDecoder::readStatistics},
        }};
        if (root.isObject() && members(root).has(Label))
            return refused(members(root));
        const auto known = std::find_if(
            Answers.begin(), Answers.end(), [&](const auto &each) { return request.endsWith(each.first); });
        if (known == Answers.end())
            return;
        if (!root.isArray())
            return fault().set("the answer is no array");
        if (known->second == &GateDecoder::readContract) {
            const auto reader = makeGateReader({}, m_allNames);
            learn(*reader);
        }
        m_ordinal = 0;
        for (const JsonNode &row : JsonChildren(root)) {
            (this->*known->second)(members(row), request);
            ++m_ordinal;
        }
    }

    bool isInverse(const Symbol &of) const { return of.instrument && of.instrument->kind == ContractKind::Inverse; }

    /// Contracts of one side; a fault when their size is not known.
    void emitOpenInterest(const Symbol &of, double contracts)
    {
        const ContractAmount amount = contractAmount(of, contracts, 0);
        if (isInverse(of))
            emit(of, OpenInterest{std::nullopt, contracts * of.instrument->contractSize, std::nullopt});
        else
            emit(of, OpenInterest{amount.base, std::nullopt, std::nullopt});
    }

    /// Of something that happened. Milliseconds or seconds, perhaps with decimals: no second is beyond 1e11.
    TimeMs needAnyTime(const Members &row, JsonKey key)
    {
        constexpr double Latest = 1e14;
        const double value = row.needQuantity(key);
        const double ms = value > 1e11 ? value : value * SecondMs;
        if (!(ms > 0 && ms < Latest)) {
            fault().set("no time", keys().name(key));
            return 0;
        }
        return std::llround(ms);
    }

    // {"contract":"BTC_USDT","total_size":"153482780","volume_24h_base":"15549","volume_24h_quote":"360157621",
    // "mark_price":"23175.64","funding_rate":"0.0001","index_price":"23173.35",..}; volume_24h counts contracts
    void readTicker(const Members &row, std::int64_t)
    {
        const Symbol &of = symbol(row.needText(Contract));
        if (const std::optional<double> rate = row.number(FundingRate)) {
            Funding funding;
            funding.rate = rate;
            if (of.instrument)
                funding.intervalHours = of.instrument->intervalHours;
            emit(of, funding);
        }
        emitMark(of, row);
        if (const std::optional<double> contracts = row.quantity(TotalSize))
            emitOpenInterest(of, *contracts);
        const Volume volume{row.quantity(VolumeQuote), row.quantity(VolumeBase)};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }
    void readTickerRow(const Members &row, const RequestLine &) { readTicker(row, 0); }

    void emitMark(const Symbol &of, const Members &row)
    {
        const Mark mark{row.price(MarkPrice), row.price(IndexPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
    }

    /// The list is also the bulk call for rate, settlement, mark and open interest. It was learnt before.
    void readContract(const Members &row, const RequestLine &)
    {
        const Symbol &of = symbol(row.needText(Name));
        Funding funding;
        funding.rate = row.number(FundingRate);
        if (const std::optional<double> seconds = row.price(FundingInterval))
            funding.intervalHours = *seconds * SecondMs / HourMs;
        if (row.price(FundingNextApply))
            funding.nextFundingMs = needAnyTime(row, FundingNextApply);
        if (funding.rate)
            emit(of, funding);
        emitMark(of, row);
        // A line that the catalogue's reader found odd has no size.
        const std::optional<double> contracts = row.quantity(PositionSize);
        if (contracts && of.instrument)
            emitOpenInterest(of, *contracts);
    }

    // {"size":-22,"id":1696009,"create_time":1593561623,"create_time_ms":1593561623123,"price":"225.5","contract":..}
    void readTrade(const Members &row, std::int64_t ordinal)
    {
        const Symbol &of = symbol(row.needText(Contract));
        const double size = needSize(row, Size);
        const double price = row.needPrice(Price);
        const TimeMs time = needAnyTime(row, row.has(CreateTimeMs) ? CreateTimeMs : CreateTime);
        const ContractAmount amount = contractAmount(of, std::abs(size), price);
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(Id);
        if (!id.empty())
            key.add(id);
        else
            key.add(time).add(row.textOfAny(Price)).add(row.textOfAny(Size)).add(ordinal);
        emit(of, Trade{size > 0 ? Aggressor::Buy : Aggressor::Sell, price, amount.base, time, key.value()});
    }
    /// There create_time_ms is in seconds with three decimals.
    void readPastTrade(const Members &row, const RequestLine &) { readTrade(row, m_ordinal); }

    double needSize(const Members &row, JsonKey key)
    {
        const double size = row.needNumber(key);
        if (size == 0)
            fault().set("a size of zero", keys().name(key));
        return size;
    }

    // {"price":"215.1","size":"-124.5","time":1541486601123,"contract":"BTC_USDT"}: the size is that of the forced
    // order, the price its limit. The time of the envelope is another.
    void readLiquidation(const Members &row, std::int64_t ordinal)
    {
        const double size = needSize(row, Size);
        emitLiquidation(row, size < 0, std::abs(size), {Price, Size, row.has(TimeMs_) ? TimeMs_ : Time}, ordinal);
    }

    // {"time":1548654951,"contract":"BTC_USDT","size":"600","order_size":"-600","order_price":"3405",
    // "fill_price":"3424",..}: here the size is that of the position, whole at every step of its closing
    void readPastLiquidation(const Members &row, const RequestLine &)
    {
        const double size = needSize(row, Size);
        const JsonKey amount = row.has(OrderSize) ? OrderSize : Size;
        emitLiquidation(row, size > 0, std::abs(needSize(row, amount)), {FillPrice, amount, Time}, m_ordinal);
    }

    struct LiquidationKeys {
        JsonKey price, size, time;
    };
    void emitLiquidation(
        const Members &row, bool isLong, double contracts, const LiquidationKeys &at, std::int64_t ordinal)
    {
        const Symbol &of = symbol(row.needText(Contract));
        const double price = row.needPrice(at.price);
        const TimeMs time = needAnyTime(row, at.time);
        const ContractAmount amount = contractAmount(of, contracts, price);
        StableHash key = of.hash;
        key.add(time).add(isLong ? "L" : "S").add(row.textOfAny(at.price)).add(row.textOfAny(at.size)).add(ordinal);
        emit(of,
            Liquidation{isLong ? PositionSide::Long : PositionSide::Short, price, amount.base, amount.notionalUsd, time,
                key.value()});
    }

    // {"t":1543968000,"r":"0.000157"}
    void readSettlement(const Members &row, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("contract"));
        const double rate = row.needNumber(R);
        emit(of, Settlement{rate, needAnyTime(row, T)});
    }

    // {"t":1539852480,"v":97151,"c":"1.032","h":"1.032","l":"1.032","o":"1.032","sum":"3580"}: v counts contracts
    void readCandle(const Members &row, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("contract"));
        const std::string interval = request.query("interval");
        const std::optional<TimeMs> length = barLength(gateBars(), interval);
        if (!length)
            fault().set("unknown bar length " + interval);
        Candle candle;
        candle.openMs = needAnyTime(row, T);
        candle.lengthMs = length.value_or(0);
        candle.open = row.needPrice(O);
        candle.high = row.needPrice(H);
        candle.low = row.needPrice(L);
        candle.close = row.needPrice(C);
        // Of inverse contracts the dollars, at the bar's last price.
        candle.baseVolume = contractAmount(of, row.needQuantity(V), candle.close).base;
        emit(of, candle);
    }

    /// Here, and only here, open interest counts both sides.
    void readStatistics(const Members &row, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("contract"));
        const double contracts = row.needQuantity(OpenInterest_) / 2;
        const std::optional<double> dollars = row.quantity(OpenInterestUsd);
        const TimeMs time = needAnyTime(row, Time);
        const ContractAmount amount = contractAmount(of, contracts, 0);
        if (isInverse(of))
            emit(of, OpenInterest{std::nullopt, contracts * of.instrument->contractSize, time});
        else
            emit(of, OpenInterest{amount.base, dollars ? std::optional(*dollars / 2) : std::nullopt, time});
    }

    InstrumentNames &m_allNames;
    std::int64_t m_ordinal = 0; // of the row in hand in an answer
};

} // namespace

std::span<const BarName> gateBars()
{
    static constexpr std::array<BarName, 9> Bars{
        {{MinuteMs, "1m"}, {5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1h"},
            {4 * HourMs, "4h"}, {8 * HourMs, "8h"}, {DayMs, "1d"}, {7 * DayMs, "7d"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeGateDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<GateDecoder>(std::move(reference), names);
}

} // namespace isobar
