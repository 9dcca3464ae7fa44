#include "core/venues/deltaparts.h"
#include "core/venues/framedecoder.h"
#include "core/venues/othertimes.h"

#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Type, Message, Channels, Error_, Code, Success, Result, Symbol_, Timestamp, ContractType,
    FundingRate, FundingRate8h, FundingInterval, NextRealization, MarkPrice, SpotPrice, OpenInterest_, OiValueUsd,
    TurnoverUsd, Volume_, Price, Size, BuyerRole,
    Sy, Ts, Fi, Fr, Nfr, D, Sp, S, M, ToPair, P, R, T,
    Time, Open, High, Low, Close,
};

// Both dialects call the open interest "oi": a number in the legacy one, a pair in the compact one.
const KeyTable &keyTable()
{
    static const KeyTable Table{
        "type", "message", "channels", "error", "code", "success", "result", "symbol", "timestamp", "contract_type",
        "funding_rate", "funding_rate_8h", "funding_interval", "next_funding_realization", "mark_price", "spot_price",
        "oi", "oi_value_usd", "turnover_usd", "volume", "price", "size", "buyer_role",
        "sy", "ts", "fi", "fr", "nfr", "d", "sp", "s", "m", "to", "p", "r", "t",
        "time", "open", "high", "low", "close"};
    return Table;
}
// clang-format on

constexpr std::int64_t Microseconds = 1'000; // in a millisecond
constexpr double Percent = 0.01;
constexpr double SecondsPerHour = 3'600;
constexpr std::string_view MarkPrefix = "MARK:";

/// Options ("C-BTC-90000-310125"), spreads and dated futures have a dash or an underscore, indices a point.
bool isPerpetual(std::string_view name) { return name.find_first_of("-_.:") == std::string_view::npos; }

class DeltaDecoder final : public FrameDecoder {
public:
    DeltaDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(DeltaId), keyTable(), nullptr, NoKey, std::move(reference), names), m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members frame = members(root);
        const std::string_view type = frame.needText(Type);
        if (type == "error")
            return fault().set("Delta refuses: " + std::string(frame.textOfAny(Message)));
        if (type == "subscriptions")
            return readSubscriptions(frame);
        if (type == "funding_rate")
            return frame.has(Sy) ? readFunding(frame) : readLegacyFunding(frame);
        if (type == "mark_price")
            return readMark(frame);
        if (type == "spot_price" || type == "v2/spot_price")
            return readIndex(frame);
        if (type == "ticker")
            return readTicker(frame);
        if (type == "v2/ticker")
            return readLegacyTicker(frame);
        if (type == "trades")
            return readTrade(frame, {Sy, R, S, P, T});
        if (type == "all_trades")
            return readTrade(frame, {Symbol_, BuyerRole, Size, Price, Timestamp});
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (const JsonNode *success = outer.find(Success); !success || success->type != JsonType::True) {
            const JsonNode *error = outer.find(Error_);
            const std::string_view code =
                error && error->isObject() ? members(*error).textOfAny(Code) : outer.textOfAny(Error_);
            return fault().set("Delta refuses: " + std::string(code));
        }
        if (request.endsWith("/products")) {
            DeltaReader reader({}, m_allNames);
            learn(reader);
            if (!fault())
                m_indices = reader.indices();
            return;
        }
        const bool isBars = request.endsWith("/history/candles");
        const bool isTickers = request.path().find("/v2/tickers") != std::string_view::npos;
        const JsonNode *result = isBars || isTickers ? outer.needContainer(Result) : nullptr;
        if (!result)
            return;
        if (isBars)
            return readCandles(*result, request);
        if (result->isObject())
            return readLegacyTicker(members(*result));
        for (const JsonNode &each : JsonChildren(*result))
            readLegacyTicker(members(each));
    }

    // {"channels":[{"name":"ob_updates","symbols":[..]},{"name":"x","error":".."}],"type":"subscriptions"}
    void readSubscriptions(const Members &frame)
    {
        const JsonNode *channels = frame.needContainer(Channels);
        if (!channels)
            return;
        for (const JsonNode &each : JsonChildren(*channels)) {
            if (const std::string_view error = members(each).textOfAny(Error_); !error.empty())
                fault().set("Delta refuses a channel: " + std::string(error));
        }
    }

    // {"fi":14400,"fr":0.0034,"nfr":1790150400000000,"sy":"PAXGUSDT","ts":1790137086034896}: percent per interval,
    // seconds, microseconds.
    void readFunding(const Members &row)
    {
        emitFunding(row, row.number(Fr), row.price(Fi), Nfr, row.needText(Sy));
        setVenueTime(timeIn(row, Ts, Microseconds));
    }

    // As above with long names. predicted_funding_rate equals the current one and is no prediction.
    void readLegacyFunding(const Members &row)
    {
        std::optional<double> percent = row.number(FundingRate);
        const std::optional<double> seconds = row.price(FundingInterval);
        // Scaled to 8 hours it is the rate of an interval only when that has 8.
        if (!percent && seconds && *seconds == 8 * SecondsPerHour)
            percent = row.number(FundingRate8h);
        emitFunding(row, percent, seconds, NextRealization, row.needText(Symbol_));
        setVenueTime(timeIn(row, Timestamp, Microseconds));
    }

    void emitFunding(const Members &row, std::optional<double> percent, std::optional<double> seconds, JsonKey next,
        std::string_view name)
    {
        Funding funding;
        if (percent)
            funding.rate = *percent * Percent;
        if (seconds)
            funding.intervalHours = *seconds / SecondsPerHour;
        funding.nextFundingMs = timeIn(row, next, Microseconds);
        if (isPerpetual(name) && (funding.rate || funding.nextFundingMs))
            emit(symbol(name), funding);
    }

    // {"p":"86810.5","sy":"MARK:BTCUSDT"} or {"price":"86810.5","symbol":"MARK:BTCUSDT"}
    void readMark(const Members &row)
    {
        const bool isCompact = row.has(Sy);
        std::string_view name = row.needText(isCompact ? Sy : Symbol_);
        if (name.starts_with(MarkPrefix))
            name.remove_prefix(MarkPrefix.size());
        if (!isPerpetual(name))
            return;
        emit(symbol(name), Mark{row.needPrice(isCompact ? P : Price), std::nullopt});
        setVenueTime(timeIn(row, isCompact ? Ts : Timestamp, Microseconds));
    }

    // {"p":86783.8,"sy":".DEXBTUSDT","ts":null}: only the list of products tells whose index it is.
    void readIndex(const Members &row)
    {
        const bool isCompact = row.has(Sy);
        const std::string_view id = row.needText(isCompact ? Sy : Symbol_);
        const double price = row.needPrice(isCompact ? P : Price);
        const auto found = m_indices.find(id);
        if (found == m_indices.end())
            return;
        for (const std::string &each : found->second)
            emit(symbol(each), Mark{std::nullopt, price});
    }

    // {"d":[{"s":"BTCUSDT","m":"86810","oi":["469919","2226314.9"],"to":["374","37392218"]}],"sp":"86783","sy":..,
    // "ts":..}: open interest in contracts, turnover settled and in dollars.
    void readTicker(const Members &frame)
    {
        const JsonNode *rows = frame.needContainer(D);
        if (!rows)
            return;
        setVenueTime(timeIn(frame, Ts, Microseconds));
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            const std::string_view name = row.needText(S);
            if (!isPerpetual(name))
                continue;
            const Symbol &of = symbol(name);
            const std::optional<double> mark = row.price(M);
            // The index beside the rows is that of the frame's symbol.
            const std::optional<double> index = frame.text(Sy) == name ? frame.price(Sp) : std::nullopt;
            if (mark || index)
                emit(of, Mark{mark, index});
            if (const JsonNode *pair = row.find(OpenInterest_); pair && pair->isArray())
                emitOpenInterest(of, members(*pair).quantity(0), mark);
            if (const JsonNode *pair = row.find(ToPair); pair && pair->isArray()) {
                if (const std::optional<double> usd = members(*pair).quantity(1))
                    emit(of, Volume{usd, std::nullopt});
            }
        }
    }

    void emitOpenInterest(const Symbol &of, std::optional<double> contracts, std::optional<double> mark)
    {
        if (!contracts)
            return;
        const ContractAmount amount = contractAmount(of, *contracts, mark.value_or(0));
        if (!isInverse(of))
            emit(of, OpenInterest{amount.base, std::nullopt, std::nullopt});
        else
            emit(of, OpenInterest{mark ? std::optional(amount.base) : std::nullopt, amount.notionalUsd, std::nullopt});
    }

    static bool isInverse(const Symbol &of) { return of.instrument && of.instrument->kind == ContractKind::Inverse; }

    // Also the rows of REST. oi is coins, volume coins of linear contracts and dollars of inverse ones; there is no
    // time of the next funding, and old rows have no open interest.
    void readLegacyTicker(const Members &row)
    {
        const std::string_view name = row.needText(Symbol_), type = row.text(ContractType);
        if (!isPerpetual(name) || (!type.empty() && type != "perpetual_futures"))
            return;
        const Symbol &of = symbol(name);
        setVenueTime(timeIn(row, Timestamp, Microseconds));
        if (const std::optional<double> percent = row.number(FundingRate)) {
            Funding funding;
            funding.rate = *percent * Percent;
            emit(of, funding);
        }
        const Mark mark{row.price(MarkPrice), row.price(SpotPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
        OpenInterest openInterest{row.quantity(OpenInterest_), row.quantity(OiValueUsd), std::nullopt};
        Volume volume{row.quantity(TurnoverUsd), row.quantity(Volume_)};
        if (isInverse(of))
            openInterest.baseQuantity.reset();
        // Without the list it is not known what the volume counts.
        if (isInverse(of) || !of.instrument)
            volume.baseQuantity.reset();
        if (openInterest.baseQuantity || openInterest.notionalUsd)
            emit(of, openInterest);
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    struct TradeKeys {
        JsonKey symbol, buyer, size, price, time;
    };
    // {"p":"72141.5","r":"m","s":1.0,"sy":"BTCUSD","t":..} or {"buyer_role":"maker","price":"9522.0","size":4662,..}:
    // a buyer who was the maker met a sale. There is no id.
    void readTrade(const Members &row, const TradeKeys &at)
    {
        const std::string_view name = row.needText(at.symbol);
        const std::string_view buyer = row.needText(at.buyer);
        if (!isPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        const bool isSell = buyer == "m" || buyer == "maker";
        if (!isSell && buyer != "t" && buyer != "taker")
            fault().set("a buyer who is neither maker nor taker");
        const double price = row.needPrice(at.price);
        const ContractAmount amount = contractAmount(of, row.needQuantity(at.size), price);
        const TimeMs time = needTimeIn(row, at.time, Microseconds);
        setVenueTime(timeIn(row, Ts, Microseconds));
        StableHash key = of.hash;
        // To the microsecond.
        key.add(row.textOfAny(at.time)).add(isSell ? "sell" : "buy");
        key.add(row.textOfAny(at.price)).add(row.textOfAny(at.size));
        emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, amount.base, time, key.value()});
    }

    void readCandles(const JsonNode &rows, const RequestLine &request)
    {
        const std::string asked = request.query("symbol"), resolution = request.query("resolution");
        const std::optional<TimeMs> length = barLength(deltaBars(), resolution);
        if (!length)
            return fault().set("unknown bar length " + resolution);
        const bool isFunding = asked.starts_with(DeltaFundingPrefix);
        const std::string name = isFunding ? asked.substr(DeltaFundingPrefix.size()) : asked;
        if (!isPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        for (const JsonNode &each : JsonChildren(rows)) {
            if (isFunding)
                readSettlement(members(each), of);
            else
                readBar(members(each), of, *length);
        }
    }

    // {"time":1690000000,"open":..,"high":..,"low":..,"close":..,"volume":469}: seconds, contracts.
    void readBar(const Members &row, const Symbol &of, TimeMs length)
    {
        Candle candle;
        candle.openMs = needTimeInSeconds(row, Time);
        candle.lengthMs = length;
        candle.open = row.needPrice(Open);
        candle.high = row.needPrice(High);
        candle.low = row.needPrice(Low);
        candle.close = row.needPrice(Close);
        candle.baseVolume = contractAmount(of, row.needQuantity(Volume_), candle.close).base;
        emit(of, candle);
    }

    /// UNCONFIRMED: these bars step at settlements, to the rate that was just settled. So the bar that begins with a
    /// settlement closes with its rate; were it the rate of the interval that begins, all would be one interval early.
    /// A settlement seen in the stream beside its bar would settle it.
    void readSettlement(const Members &row, const Symbol &of)
    {
        const TimeMs time = needTimeInSeconds(row, Time);
        const double percent = row.needNumber(Close);
        const double hours = of.instrument ? of.instrument->intervalHours.value_or(8) : 8;
        const auto interval = static_cast<TimeMs>(hours * static_cast<double>(HourMs));
        if (interval > 0 && time % interval == 0)
            emit(of, Settlement{percent * Percent, time});
    }

    InstrumentNames &m_allNames;
    DeltaIndices m_indices; // of lists among the frames
};

} // namespace

std::unique_ptr<Decoder> makeDeltaDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<DeltaDecoder>(std::move(reference), names);
}

} // namespace isobar
