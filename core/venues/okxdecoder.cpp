#include "core/venues/framedecoder.h"
#include "core/venues/okxparts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Arg, Channel, Data, Event, Code, Msg,
    InstId, InstType, FundingRate, FundingTime, NextFundingRate, NextFundingTime, RealizedRate,
    MarkPx, IdxPx, Oi, OiCcy, OiUsd, Vol24h, VolCcy24h, Details, BkPx, Side, Sz, Px, TradeId, Ts,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "arg", "channel", "data", "event", "code", "msg",
        "instId", "instType", "fundingRate", "fundingTime", "nextFundingRate", "nextFundingTime", "realizedRate",
        "markPx", "idxPx", "oi", "oiCcy", "oiUsd", "vol24h", "volCcy24h", "details", "bkPx", "side", "sz", "px",
        "tradeId", "ts"};
    return Table;
}
// clang-format on

enum class Topic { None, Funding, Settlement, Mark, Index, OpenInterest, Ticker, Liquidation, Trade };

Topic topicOf(std::string_view channel)
{
    static const KeyTable Channels{"trades", "tickers", "mark-price", "index-tickers", "open-interest", "funding-rate",
        "liquidation-orders", "trades-all"};
    constexpr std::array<Topic, 8> Topics{Topic::Trade, Topic::Ticker, Topic::Mark, Topic::Index, Topic::OpenInterest,
        Topic::Funding, Topic::Liquidation, Topic::Trade};
    const JsonKey found = Channels.find(channel);
    return found == NoKey ? Topic::None : Topics[found];
}

Topic topicOfPath(const RequestLine &request)
{
    constexpr std::array<std::pair<std::string_view, Topic>, 8> Paths{{{"/public/funding-rate", Topic::Funding},
        {"/public/funding-rate-history", Topic::Settlement}, {"/public/mark-price", Topic::Mark},
        {"/market/index-tickers", Topic::Index}, {"/public/open-interest", Topic::OpenInterest},
        {"/market/tickers", Topic::Ticker}, {"/market/ticker", Topic::Ticker}, {"/market/trades", Topic::Trade}}};
    for (const auto &[path, topic] : Paths) {
        if (request.endsWith(path))
            return topic;
    }
    return request.endsWith("/market/history-trades") ? Topic::Trade : Topic::None;
}

/// A refusal may name a dull channel before it says that it is one, so only the rows end the parse.
Interest interestIn(JsonKey key, std::string_view text)
{
    return key == Channel && topicOf(text) == Topic::None ? Interest::Mute : Interest::Keep;
}

class OkxDecoder final : public FrameDecoder {
public:
    OkxDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(OkxId), keyTable(), interestIn, Data, std::move(reference), names), m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view channel = leadingText(text, R"({"arg":{"channel":")");
        if (channel.empty() || topicOf(channel) != Topic::None)
            return false;
        // A refusal may name a dull channel as well, but has no rows.
        const auto behind = static_cast<std::size_t>(channel.data() + channel.size() - text.data());
        const std::string_view rest = text.substr(behind, 160);
        const std::string_view next = rest.substr(std::min(rest.find('}'), rest.size()));
        return next.starts_with(R"(},"data":)") || next.starts_with(R"(},"action":)");
    }

    bool isChatter(std::string_view text) const override { return text == "pong"; }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (outer.has(Event)) {
            const std::string_view event = outer.text(Event);
            if (event == "error")
                refused(outer);
            else if (event == "notice")
                fault().set("OKX announces a restart: " + std::string(outer.textOfAny(Msg)));
            return;
        }
        if (!outer.has(Data))
            return;
        const JsonNode *argument = outer.needContainer(Arg);
        if (argument)
            readRows(topicOf(members(*argument).needText(Channel)), outer);
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (outer.textOfAny(Code) != "0")
            return refused(outer);
        if (request.endsWith("/public/instruments")) {
            const auto reader = makeOkxReader({}, m_allNames);
            return learn(*reader);
        }
        if (request.endsWith("/market/candles") || request.endsWith("/market/history-candles"))
            return readCandles(outer, request);
        if (request.endsWith("/rubik/stat/contracts/open-interest-history"))
            return readOpenInterestHistory(outer, request);
        readRows(topicOfPath(request), outer);
    }

    void refused(const Members &outer)
    {
        fault().set("OKX refuses: " + std::string(outer.textOfAny(Code)) + " " + std::string(outer.textOfAny(Msg)));
    }

    void readRows(Topic topic, const Members &outer)
    {
        const JsonNode *rows = topic == Topic::None ? nullptr : outer.needContainer(Data);
        if (!rows)
            return;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            const std::string_view id = row.needText(InstId);
            if (topic == Topic::Index)
                readIndex(row, id);
            else if (const std::string_view index = okxIndexOf(id); !index.empty())
                readRow(topic, row, symbol(id), index);
        }
        if (topic == Topic::Index)
            rememberIndices();
    }

    void readRow(Topic topic, const Members &row, const Symbol &of, std::string_view index)
    {
        switch (topic) {
        case Topic::Funding:
            return readFunding(row, of);
        case Topic::Settlement:
            return readSettlement(row, of);
        case Topic::Mark:
            return readMark(row, of, index);
        case Topic::OpenInterest:
            return readOpenInterest(row, of);
        case Topic::Ticker:
            return readTicker(row, of);
        case Topic::Liquidation:
            return readLiquidations(row, of);
        case Topic::Trade:
            return readTrade(row, of);
        case Topic::Index:
        case Topic::None:
            return;
        }
    }

    // {"fundingRate":"0.0000691","fundingTime":"1706169600000","nextFundingRate":"0.0000188","nextFundingTime":
    // "1706198400000","method":"next_period",..}: fundingTime is the coming settlement, nextFundingTime the one after.
    void readFunding(const Members &row, const Symbol &of)
    {
        row.require(FundingTime);
        Funding funding;
        funding.rate = row.number(FundingRate);
        funding.nextFundingMs = row.time(FundingTime);
        funding.predictedRate = row.number(NextFundingRate);
        const std::optional<TimeMs> after = row.time(NextFundingTime);
        if (after && funding.nextFundingMs && *after > *funding.nextFundingMs)
            funding.intervalHours = static_cast<double>(*after - *funding.nextFundingMs) / static_cast<double>(HourMs);
        if (funding.rate || funding.nextFundingMs || funding.predictedRate)
            emit(of, funding);
    }

    void readSettlement(const Members &row, const Symbol &of)
    {
        row.require(RealizedRate);
        const TimeMs time = row.needTime(FundingTime);
        if (const std::optional<double> rate = row.number(RealizedRate))
            emit(of, Settlement{*rate, time});
    }

    void readMark(const Members &row, const Symbol &of, std::string_view index)
    {
        row.require(MarkPx);
        setVenueTime(row.time(Ts));
        const std::optional<double> mark = row.price(MarkPx);
        if (!mark)
            return;
        const auto found = m_indices.find(std::string(index));
        emit(of, Mark{mark, found == m_indices.end() ? std::nullopt : std::optional(found->second)});
    }

    void readIndex(const Members &row, std::string_view id)
    {
        row.require(IdxPx);
        setVenueTime(row.time(Ts));
        if (const std::optional<double> index = row.price(IdxPx))
            m_newIndices.emplace_back(id, *index);
    }

    void rememberIndices()
    {
        if (!fault()) {
            for (auto &[name, price] : m_newIndices)
                m_indices[std::move(name)] = price;
        }
        m_newIndices.clear();
    }

    void readOpenInterest(const Members &row, const Symbol &of)
    {
        row.require(OiCcy);
        const std::optional<double> contracts = row.quantity(Oi);
        OpenInterest openInterest;
        openInterest.baseQuantity = row.quantity(OiCcy);
        openInterest.notionalUsd = row.quantity(OiUsd);
        // Contracts of an inverse instrument are dollars.
        if (!openInterest.notionalUsd && contracts && isInverse(of))
            openInterest.notionalUsd = *contracts * of.instrument->contractSize;
        setVenueTime(row.time(Ts));
        if (openInterest.baseQuantity || openInterest.notionalUsd)
            emit(of, openInterest);
    }

    // vol24h counts contracts, volCcy24h base coins; there is no turnover in quote.
    void readTicker(const Members &row, const Symbol &of)
    {
        row.require(VolCcy24h);
        const std::optional<double> contracts = row.quantity(Vol24h);
        Volume volume;
        volume.baseQuantity = row.quantity(VolCcy24h);
        if (contracts && isInverse(of))
            volume.notionalUsd = *contracts * of.instrument->contractSize;
        if (volume.baseQuantity || volume.notionalUsd)
            emit(of, volume);
    }

    static bool isInverse(const Symbol &of) { return of.instrument && of.instrument->kind == ContractKind::Inverse; }

    struct Size {
        double base = 0, notionalUsd = 0;
    };
    Size sizeOf(const Symbol &of, double contracts, double price)
    {
        if (!of.instrument) {
            fault().set("the contract size is not known of " + of.name);
            return {};
        }
        const double amount = contracts * of.instrument->contractSize;
        return isInverse(of) ? Size{amount / price, amount} : Size{amount, amount * price};
    }

    bool readIsSell(const Members &row)
    {
        const std::string_view side = row.needText(Side);
        if (side != "buy" && side != "sell")
            fault().set("neither buy nor sell", "side");
        return side == "sell";
    }

    // {"details":[{"bkPx":"0.007831","posSide":"short","side":"buy","sz":"13","ts":"1692266434010"}],"instId":..}
    void readLiquidations(const Members &row, const Symbol &of)
    {
        const JsonNode *details = row.needContainer(Details);
        if (!details)
            return;
        std::int64_t ordinal = 0;
        for (const JsonNode &each : JsonChildren(*details)) {
            const Members detail = members(each);
            // The side is the order's and decides; posSide is "net" for one-way accounts.
            const bool isSell = readIsSell(detail);
            const double price = detail.needPrice(BkPx);
            const Size size = sizeOf(of, detail.needQuantity(Sz), price);
            const TimeMs time = detail.needTime(Ts);
            StableHash key = of.hash;
            key.add(time).add(isSell ? "sell" : "buy").add(detail.textOfAny(BkPx)).add(detail.textOfAny(Sz));
            key.add(ordinal++);
            if (!fault())
                emit(of,
                    Liquidation{isSell ? PositionSide::Long : PositionSide::Short, price, size.base, size.notionalUsd,
                        time, key.value()});
        }
    }

    // {"instId":"BTC-USDT-SWAP","tradeId":"148266905","px":"48938.5","sz":"5","side":"buy","ts":"1640131236050"}
    void readTrade(const Members &row, const Symbol &of)
    {
        const bool isSell = readIsSell(row);
        const double price = row.needPrice(Px);
        const Size size = sizeOf(of, row.needQuantity(Sz), price);
        const TimeMs time = row.needTime(Ts);
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(TradeId);
        if (!id.empty())
            key.add(id);
        else
            key.add(time).add(isSell ? "sell" : "buy").add(row.textOfAny(Px)).add(row.textOfAny(Sz));
        emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, size.base, time, key.value()});
    }

    // [ts, open, high, low, close, volume in contracts, volume in base, volume in quote, confirm]
    void readCandles(const Members &outer, const RequestLine &request)
    {
        const JsonNode *rows = outer.needContainer(Data);
        const Symbol &of = symbol(request.query("instId"));
        const std::string bar = request.query("bar");
        const std::optional<TimeMs> length = barLength(okxBars(), bar.empty() ? "1m" : bar);
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

    // [ts, oi in contracts, oi in base, oi in USD]
    void readOpenInterestHistory(const Members &outer, const RequestLine &request)
    {
        const JsonNode *rows = outer.needContainer(Data);
        const Symbol &of = symbol(request.query("instId"));
        if (!rows)
            return;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            const TimeMs time = row.needTime(0);
            emit(of, OpenInterest{row.needQuantity(2), row.quantity(3), time});
        }
    }

    InstrumentNames &m_allNames;
    std::unordered_map<std::string, double> m_indices; // newest price by index name
    std::vector<std::pair<std::string, double>> m_newIndices; // of the frame in hand, kept when all of it is good
};

} // namespace

std::string_view okxIndexOf(std::string_view instrumentId)
{
    const std::size_t first = instrumentId.find('-');
    const std::size_t second = first == std::string_view::npos ? first : instrumentId.find('-', first + 1);
    if (second == std::string_view::npos)
        return {};
    const std::string_view index = instrumentId.substr(0, second);
    return index.substr(0, std::min(index.find('_'), index.size()));
}

std::span<const BarName> okxBars()
{
    static constexpr std::array<BarName, 12> Bars{{{MinuteMs, "1m"}, {3 * MinuteMs, "3m"}, {5 * MinuteMs, "5m"},
        {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1H"}, {2 * HourMs, "2H"}, {4 * HourMs, "4H"},
        {6 * HourMs, "6Hutc"}, {12 * HourMs, "12Hutc"}, {DayMs, "1Dutc"}, {7 * DayMs, "1Wutc"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeOkxDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<OkxDecoder>(std::move(reference), names);
}

} // namespace isobar
