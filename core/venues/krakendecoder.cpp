#include "core/base/numbers.h"
#include "core/venues/framedecoder.h"
#include "core/venues/krakenparts.h"
#include "core/venues/othertimes.h"

#include <algorithm>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Event, Message, Feed, ProductId, Time, RelativeRate, RelativeRatePrediction, NextFundingTime,
    MarkPrice, Index, OpenInterest_, Volume_, VolumeQuote, Uid, Side, Type, Seq, Qty, Price, Trades,
    Result, Error_, Errors, ServerTime, Tickers, Symbol_, IndexPrice, Vol24h, Rates, Timestamp, RelativeFundingRate, AbsoluteRate,
    Candles, Open, High, Low, Close, Data,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "event", "message", "feed", "product_id", "time", "relative_funding_rate", "relative_funding_rate_prediction",
        "next_funding_rate_time", "markPrice", "index", "openInterest", "volume", "volumeQuote", "uid", "side", "type",
        "seq", "qty", "price", "trades", "result", "error", "errors", "serverTime", "tickers", "symbol", "indexPrice",
        "vol24h", "rates", "timestamp", "relativeFundingRate", "fundingRate", "candles", "open", "high", "low", "close", "data"};
    return Table;
}
// clang-format on

constexpr double LatestSecond = 1e12; // beyond any time; a larger number may not fit
constexpr std::string_view TickerFeed = "ticker", TradeFeed = "trade", SnapshotFeed = "trade_snapshot";

class KrakenDecoder final : public FrameDecoder {
public:
    KrakenDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(KrakenId), keyTable(), nullptr, NoKey, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view feed = leadingText(text, R"({"feed":")");
        return !feed.empty() && feed != TickerFeed && feed != TradeFeed && feed != SnapshotFeed;
    }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (outer.has(Event)) {
            const std::string_view event = outer.text(Event);
            if (event == "error" || event == "alert" || event == "subscribed_failed")
                fault().set("Kraken refuses: " + std::string(event) + " " + std::string(outer.textOfAny(Message)));
            return;
        }
        const std::string_view feed = outer.text(Feed);
        if (feed == TickerFeed)
            readTicker(outer);
        else if (feed == TradeFeed)
            readTrade(outer);
        else if (feed == SnapshotFeed)
            readSnapshot(outer);
        else if (feed.empty())
            fault().set("nothing", "feed");
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        const JsonNode *result = outer.find(Result);
        const JsonNode *errors = outer.find(Errors);
        const bool isError = result && result->isString() && result->text() != "success";
        if (isError || (errors && errors->isContainer() && errors->size > 0))
            return fault().set("Kraken refuses: " + std::string(outer.textOfAny(Error_)));
        if (request.endsWith("/instruments")) {
            const auto reader = makeKrakenReader({}, m_allNames);
            return learn(*reader);
        }
        if (request.endsWith("/tickers"))
            readRows(outer, Tickers, [this](const Members &row) { readTickerRow(row); });
        else if (request.endsWith("/historicalfundingrates"))
            readSettlements(outer, krakenSymbol(request.query("symbol")));
        else if (request.path().find("/charts/v1/trade/") != std::string_view::npos)
            readBars(outer, request);
        else if (request.endsWith("/open-interest"))
            readOpenInterestHistory(outer, request);
    }

    template <class Read> void readRows(const Members &outer, JsonKey key, Read read)
    {
        const JsonNode *rows = outer.needContainer(key);
        if (!rows)
            return;
        for (const JsonNode &each : JsonChildren(*rows))
            read(members(each));
    }

    /// {"feed":"ticker","product_id":"PI_XBTUSD","relative_funding_rate":-1.4e-6,"next_funding_rate_time":1676394000000,
    ///  "markPrice":21979.7,"index":21984.5,"openInterest":30072580.0,"volume":..,"volumeQuote":..}: always complete.
    void readTicker(const Members &row)
    {
        const std::string_view name = row.needText(ProductId);
        if (!isKrakenPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        setVenueTime(row.time(Time));
        Funding funding;
        // Fractions of an hour; funding_rate beside them is coins or dollars a contract. 0 is left out by the venue.
        funding.rate = row.number(RelativeRate);
        funding.predictedRate = row.number(RelativeRatePrediction);
        funding.nextFundingMs = row.time(NextFundingTime);
        // No time: a new market that has no funding yet.
        if (funding.nextFundingMs && (funding.rate || funding.predictedRate))
            emit(of, funding);
        const std::optional<double> mark = row.price(MarkPrice);
        emitState(of, mark, row.price(Index), row.quantity(OpenInterest_));
        emitVolume(of, row.quantity(VolumeQuote), row.quantity(Volume_));
    }

    // Its fundingRate is the absolute one: dollars an hour for a coin, of inverse contracts coins for a dollar. Against
    // the index it is the fraction. There is no time with it.
    void readTickerRow(const Members &row)
    {
        const std::string name = krakenSymbol(row.text(Symbol_));
        if (!isKrakenPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        const std::optional<double> absolute = row.number(AbsoluteRate), index = row.price(IndexPrice);
        if (absolute && index) {
            Funding funding;
            funding.rate = isKrakenInverse(name) ? *absolute * *index : *absolute / *index;
            emit(of, funding);
        }
        emitState(of, row.price(MarkPrice), index, row.quantity(OpenInterest_));
        // UNCONFIRMED: volumeQuote of an inverse contract (a sample differs from vol24h, which is dollars already).
        const std::optional<double> turnover = isKrakenInverse(name) ? std::nullopt : row.quantity(VolumeQuote);
        emitVolume(of, turnover, row.quantity(Vol24h));
    }

    void emitState(
        const Symbol &of, std::optional<double> mark, std::optional<double> index, std::optional<double> openInterest)
    {
        if (mark || index)
            emit(of, Mark{mark, index});
        if (!openInterest)
            return;
        if (!isKrakenInverse(of.name))
            return emit(of, OpenInterest{openInterest, std::nullopt, std::nullopt});
        const std::optional<double> coins = mark ? std::optional(*openInterest / *mark) : std::nullopt;
        emit(of, OpenInterest{coins, openInterest, std::nullopt});
    }

    void emitVolume(const Symbol &of, std::optional<double> turnover, std::optional<double> contracts)
    {
        // Contracts of an inverse instrument are dollars.
        const Volume volume = isKrakenInverse(of.name) ? Volume{turnover ? turnover : contracts, std::nullopt}
                                                       : Volume{turnover, contracts};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    // The newest first.
    void readSnapshot(const Members &outer)
    {
        const JsonNode *rows = outer.needContainer(Trades);
        if (!rows)
            return;
        std::vector<const JsonNode *> oldestFirst;
        for (const JsonNode &each : JsonChildren(*rows))
            oldestFirst.push_back(&each);
        std::reverse(oldestFirst.begin(), oldestFirst.end());
        for (const JsonNode *each : oldestFirst)
            readTrade(members(*each));
    }

    /// {"product_id":"PI_XRPUSD","uid":"3ee2..","side":"sell","type":"liquidation","seq":41799,"time":1593561965283,
    ///  "qty":12000,"price":0.1736}
    void readTrade(const Members &row)
    {
        const std::string_view name = row.needText(ProductId);
        if (!isKrakenPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        const std::string_view side = row.needText(Side), type = row.needText(Type);
        if (side != "buy" && side != "sell")
            fault().set("neither buy nor sell", "side");
        const bool isSell = side == "sell";
        const double price = row.needPrice(Price);
        const double contracts = row.needQuantity(Qty);
        const TimeMs time = row.needTime(Time);
        if (fault())
            return;
        const bool isInverse = isKrakenInverse(name);
        const double base = isInverse ? contracts / price : contracts;
        const double notionalUsd = isInverse ? contracts : contracts * price;
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(Uid);
        if (!id.empty())
            key.add(id);
        else
            key.add(time).add(side).add(row.textOfAny(Price)).add(row.textOfAny(Qty)).add(row.textOfAny(Seq));
        // The forced order is the taker.
        if (type == "liquidation") {
            emit(of,
                Liquidation{
                    isSell ? PositionSide::Long : PositionSide::Short, price, base, notionalUsd, time, key.value()});
        }
        // UNCONFIRMED: what a block trade's side means; it is agreed off the book and left out. Termination is a
        // trade like others: the page names only "liquidation" as forced.
        if (type != "block")
            emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, base, time, key.value()});
    }

    // {"timestamp":"2025-07-11T08:00:00.000Z","relativeFundingRate":0.0001,"fundingRate":0.00005}: the relative one.
    void readSettlements(const Members &outer, const std::string &name)
    {
        const Symbol &of = symbol(name);
        readRows(outer, Rates, [&](const Members &row) {
            const TimeMs time = needIsoTime(row, Timestamp);
            if (const std::optional<double> rate = row.number(RelativeFundingRate))
                emit(of, Settlement{*rate, time});
        });
    }

    /// "PF_XBTUSD" of "/api/charts/v1/trade/PF_XBTUSD/1m".
    const Symbol &symbolBefore(const RequestLine &request)
    {
        std::string_view path = request.path();
        path = path.substr(0, path.rfind('/'));
        return symbol(path.substr(path.rfind('/') + 1));
    }

    // {"candles":[{"time":1680624000000,"open":"28050.0","high":..,"low":..,"close":..,"volume":"1.5"}]}
    void readBars(const Members &outer, const RequestLine &request)
    {
        const Symbol &of = symbolBefore(request);
        const std::string name = request.lastSegment();
        const std::optional<TimeMs> length = barLength(krakenBars(), name);
        if (!length)
            return fault().set("unknown bar length " + name);
        readRows(outer, Candles, [&](const Members &row) {
            Candle candle;
            candle.openMs = row.needTime(Time);
            candle.lengthMs = *length;
            candle.open = row.needPrice(Open);
            candle.high = row.needPrice(High);
            candle.low = row.needPrice(Low);
            candle.close = row.needPrice(Close);
            candle.baseVolume = row.needQuantity(Volume_);
            // UNCONFIRMED: the unit of an inverse bar's volume. Taken as contracts, as everywhere here: as coins they
            // would be too many by the price. A bar beside its trades would settle it.
            if (isKrakenInverse(of.name) && !fault())
                candle.baseVolume /= (candle.open + candle.high + candle.low + candle.close) / 4;
            emit(of, candle);
        });
    }

    /// {"result":{"timestamp":[seconds,..],"more":false,"data":[[open,high,low,close],..]},"errors":[]}: buckets; what
    /// was open at the end of one is its close. The end of the one that still runs is the end that was asked for.
    void readOpenInterestHistory(const Members &outer, const RequestLine &request)
    {
        const Symbol &of = symbolBefore(request);
        const std::optional<TimeMs> length = barLength(krakenPeriods(), request.query("interval"));
        const JsonNode *result = outer.needContainer(Result);
        if (!length)
            fault().set("unknown interval " + request.query("interval"));
        if (!result || fault())
            return;
        const Members inner = members(*result);
        const JsonNode *times = inner.needContainer(Timestamp);
        const JsonNode *buckets = inner.needContainer(Data);
        if (!times || !buckets)
            return;
        std::vector<double> starts;
        for (const JsonNode &each : JsonChildren(*times))
            starts.push_back(needNumberIn(each, "timestamp", fault()));
        const std::string asked = request.query("to");
        const std::optional<std::int64_t> lastSecond = parseInteger(asked);
        std::size_t place = 0;
        for (const JsonNode &each : JsonChildren(*buckets)) {
            const double value = members(each).needQuantity(3);
            if (place >= starts.size())
                fault().set("more values than times");
            if (fault())
                return;
            if (!(starts[place] >= 0 && starts[place] < LatestSecond))
                return fault().set("no time in seconds", "timestamp");
            TimeMs end = static_cast<TimeMs>(starts[place++]) * SecondMs + *length;
            if (lastSecond && *lastSecond < end / SecondMs)
                end = *lastSecond * SecondMs;
            if (isKrakenInverse(of.name))
                emit(of, OpenInterest{std::nullopt, value, end});
            else
                emit(of, OpenInterest{value, std::nullopt, end});
        }
        if (place != starts.size())
            fault().set("more times than values");
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::unique_ptr<Decoder> makeKrakenDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<KrakenDecoder>(std::move(reference), names);
}

} // namespace isobar
