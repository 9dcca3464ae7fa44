#include "core/base/numbers.h"
#include "core/venues/framedecoder.h"
#include "core/venues/mexcparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Channel, Symbol_, Data, Ts, Success, Code, Message, ResultList,
    FairPrice, IndexPrice, HoldVolume, Volume24, Amount24, Price, Rate, NextSettleTime,
    FundingRate, CollectCycle, IdxPrice, SettleTime,
    P, V, Taker, DealTime, I,
    Time, Open, High, Low, Close, Volume_,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "channel", "symbol", "data", "ts", "success", "code", "message", "resultList",
        "fairPrice", "indexPrice", "holdVol", "volume24", "amount24", "price", "rate", "nextSettleTime",
        "fundingRate", "collectCycle", "idxPrice", "settleTime",
        "p", "v", "T", "t", "i",
        "time", "open", "high", "low", "close", "vol"};
    return Table;
}
// clang-format on

constexpr std::string_view Refusal = "rs.error";

bool isWanted(std::string_view channel)
{
    constexpr std::array<std::string_view, 7> Wanted{"push.deal", "push.ticker", "push.tickers", "push.index.price",
        "push.fair.price", "push.funding.rate", Refusal};
    return std::find(Wanted.begin(), Wanted.end(), channel) != Wanted.end();
}

Interest interestIn(JsonKey key, std::string_view text)
{
    return key == Channel && !isWanted(text) ? Interest::Stop : Interest::Keep;
}

class MexcDecoder final : public FrameDecoder {
public:
    MexcDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(MexcId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        const std::string_view channel = outer.text(Channel);
        if (channel == Refusal)
            return fault().set("MEXC refuses: " + std::string(outer.textOfAny(Data)));
        if (channel.empty() || !isWanted(channel))
            return;
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        setVenueTime(outer.time(Ts));
        if (channel == "push.tickers") {
            for (const JsonNode &each : JsonChildren(*data)) {
                const Members row = members(each);
                readTicker(row, symbol(row.needText(Symbol_)));
            }
            return;
        }
        if (channel == "push.deal")
            return readDeals(*data, symbol(outer.needText(Symbol_)));
        const Members row = members(*data);
        const Symbol &of = symbol(row.has(Symbol_) ? row.needText(Symbol_) : outer.needText(Symbol_));
        if (channel == "push.ticker")
            readTicker(row, of);
        else if (channel == "push.index.price")
            emit(of, Mark{std::nullopt, row.needPrice(Price)});
        else if (channel == "push.fair.price")
            emit(of, Mark{row.needPrice(Price), std::nullopt});
        else
            readRate(row, of);
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        // Too frequent (510) comes as a good answer of HTTP too.
        if (outer.needNumber(Code) != 0 || !outer.needBool(Success)) {
            return fault().set(
                "MEXC refuses: " + std::string(outer.textOfAny(Code)) + " " + std::string(outer.textOfAny(Message)));
        }
        if (request.endsWith("/contract/detail") || request.endsWith("/contract/detail/country")) {
            const auto reader = makeMexcReader({}, m_allNames);
            return learn(*reader);
        }
        const std::string_view path = request.path();
        const std::size_t slash = path.rfind('/');
        if (slash == std::string_view::npos)
            return;
        const std::string_view folder = path.substr(0, slash), last = path.substr(slash + 1);
        const bool isHistory = request.endsWith("/funding_rate/history");
        const bool isFunding = !isHistory && (last == "funding_rate" || folder.ends_with("/funding_rate"));
        const bool isKline = folder.ends_with("/contract/kline"); // of the trades, not of index or mark
        const bool isDeals = folder.ends_with("/contract/deals");
        if (!isHistory && !isFunding && !isKline && !isDeals && last != "ticker")
            return;
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        if (isKline)
            return readBars(members(*data), symbol(last), request);
        if (isDeals)
            return readDeals(*data, symbol(last));
        const JsonNode *rows = isHistory ? members(*data).needContainer(ResultList) : data;
        if (!rows)
            return;
        const auto read = [&](const Members &row) {
            const Symbol &of = symbol(row.needText(Symbol_));
            if (isHistory)
                emit(of, Settlement{row.needNumber(FundingRate), row.needTime(SettleTime)});
            else if (isFunding)
                readFunding(row, of);
            else
                readTicker(row, of);
        };
        if (rows->isObject())
            return read(members(*rows));
        for (const JsonNode &each : JsonChildren(*rows))
            read(members(each));
    }

    /// Without a list the name tells: inverse contracts alone are quoted in plain USD.
    static bool isInverse(const Symbol &of)
    {
        return of.instrument ? of.instrument->kind == ContractKind::Inverse : of.name.ends_with("_USD");
    }

    // {"symbol":"BTC_USDT","fairPrice":6867.5,"indexPrice":6861.7,"holdVol":2284743,"volume24":164586129,
    // "amount24":..,"fundingRate":0.0008,..}: the rate lags behind the one of its own stream and is left alone
    void readTicker(const Members &row, const Symbol &of)
    {
        const Mark mark{row.price(FairPrice), row.price(IndexPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
        // UNCONFIRMED whether it counts one side or both: taken as one. The sum of both sides' positions in a small
        // contract would settle it.
        if (const std::optional<double> contracts = row.quantity(HoldVolume)) {
            const double size = contractSize(of);
            if (isInverse(of))
                emit(of, OpenInterest{std::nullopt, *contracts * size, std::nullopt});
            else
                emit(of, OpenInterest{*contracts * size, std::nullopt, std::nullopt});
        }
        const Volume volume = volumeOf(row, of);
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    double contractSize(const Symbol &of)
    {
        if (!of.instrument)
            fault().set("the contract size is not known of " + of.name);
        return of.instrument ? of.instrument->contractSize : 0;
    }

    Volume volumeOf(const Members &row, const Symbol &of)
    {
        const std::optional<double> contracts = row.quantity(Volume24), amount = row.quantity(Amount24);
        std::optional<double> counted;
        if (contracts && of.instrument)
            counted = *contracts * of.instrument->contractSize;
        // UNCONFIRMED what amount24 of inverse contracts counts: their contracts are dollars already. Coins, if the
        // amount by the volume makes one over the price.
        if (isInverse(of))
            return {counted, std::nullopt};
        return {amount, counted};
    }

    // {"p":115309.8,"v":55,"T":2,"O":3,"M":1,"t":1755487578276,"i":"13064218826"}: T is 1 when the taker bought
    void readDeals(const JsonNode &data, const Symbol &of)
    {
        if (data.isObject()) // older traffic
            return readDeal(members(data), of, 0);
        const std::size_t first = rowCount();
        std::int64_t ordinal = 0;
        for (const JsonNode &each : JsonChildren(data))
            readDeal(members(each), of, ordinal++);
        oldestFirst<Trade>(first);
    }

    void readDeal(const Members &row, const Symbol &of, std::int64_t ordinal)
    {
        const double side = row.needNumber(Taker);
        if (side != 1 && side != 2)
            fault().set("neither 1 nor 2", "T");
        const double price = row.needPrice(P);
        const ContractAmount amount = contractAmount(of, row.needQuantity(V), price);
        const TimeMs time = row.needTime(DealTime);
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(I);
        if (!id.empty())
            key.add(id);
        else
            key.add(time).add(side == 1 ? "B" : "S").add(row.textOfAny(P)).add(row.textOfAny(V)).add(ordinal);
        emit(of, Trade{side == 1 ? Aggressor::Buy : Aggressor::Sell, price, amount.base, time, key.value()});
    }

    // {"symbol":"BTC_USDT","rate":0.000081,"nextSettleTime":1789516800000}
    void readRate(const Members &row, const Symbol &of)
    {
        Funding funding;
        funding.rate = row.needNumber(Rate);
        funding.nextFundingMs = row.time(NextSettleTime);
        if (of.instrument)
            funding.intervalHours = of.instrument->intervalHours;
        emit(of, funding);
    }

    // {"symbol":"BTC_USDT","fundingRate":0.000014,"collectCycle":8,"nextSettleTime":1643241600000,"idxPrice":..,
    // "fairPrice":..}: the cycle is in hours
    void readFunding(const Members &row, const Symbol &of)
    {
        Funding funding;
        funding.rate = row.needNumber(FundingRate);
        funding.intervalHours = row.price(CollectCycle);
        if (!funding.intervalHours && of.instrument)
            funding.intervalHours = of.instrument->intervalHours;
        funding.nextFundingMs = row.time(NextSettleTime);
        emit(of, funding);
        const Mark mark{row.price(FairPrice), row.price(IdxPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
    }

    /// The cells of a column; anything but an array of numbers is a fault.
    std::vector<double> column(const Members &data, JsonKey key)
    {
        std::vector<double> out;
        const JsonNode *cells = data.needContainer(key);
        if (!cells)
            return out;
        for (const JsonNode &cell : JsonChildren(*cells)) {
            const bool isScalar = cell.type == JsonType::Number || cell.isString();
            const std::optional<double> value = isScalar ? parseNumber(cell.text()) : std::nullopt;
            if (!value || *value < 0)
                fault().set("no number or a negative one", keys().name(key));
            out.push_back(value.value_or(0));
        }
        return out;
    }

    // {"time":[1609740600],"open":[..],"close":[..],"high":[..],"low":[..],"vol":[..],"amount":[..]}: seconds,
    // contracts
    void readBars(const Members &data, const Symbol &of, const RequestLine &request)
    {
        const std::string interval = request.query("interval");
        const std::optional<TimeMs> length = barLength(mexcBars(), interval);
        if (!length)
            fault().set("unknown bar length " + interval);
        constexpr double LatestSecond = 1e11;
        const auto times = column(data, Time), open = column(data, Open), high = column(data, High),
                   low = column(data, Low), close = column(data, Close), volume = column(data, Volume_);
        for (const auto *other : {&open, &high, &low, &close, &volume}) {
            if (other->size() != times.size())
                fault().set("columns of different lengths");
        }
        for (std::size_t i = 0; i < times.size() && !fault(); ++i) {
            if (!(times[i] > 0 && times[i] < LatestSecond))
                return fault().set("no time in seconds", "time");
            if (!(open[i] > 0 && high[i] > 0 && low[i] > 0 && close[i] > 0))
                return fault().set("a price of zero");
            Candle candle;
            candle.openMs = static_cast<TimeMs>(times[i]) * SecondMs;
            candle.lengthMs = length.value_or(0);
            candle.open = open[i];
            candle.high = high[i];
            candle.low = low[i];
            candle.close = close[i];
            // Of inverse contracts the dollars, at the bar's last price.
            candle.baseVolume = contractAmount(of, volume[i], close[i]).base;
            emit(of, candle);
        }
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::span<const BarName> mexcBars()
{
    static constexpr std::array<BarName, 8> Bars{{{MinuteMs, "Min1"}, {5 * MinuteMs, "Min5"}, {15 * MinuteMs, "Min15"},
        {30 * MinuteMs, "Min30"}, {HourMs, "Min60"}, {4 * HourMs, "Hour4"}, {8 * HourMs, "Hour8"}, {DayMs, "Day1"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeMexcDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<MexcDecoder>(std::move(reference), names);
}

} // namespace isobar
