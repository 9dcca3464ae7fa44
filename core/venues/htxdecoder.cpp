#include "core/venues/framedecoder.h"
#include "core/venues/htxparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Ping, Op, Ts, Topic, Data, Channel, Tick, Status, ErrCode, ErrMsg, ApiErrCode, ApiErrMsg, Code, Message,
    ContractCode, BusinessType, Direction, Volume_, Price, CreatedAt, Amount, Id,
    FundingRate, EstimatedRate, SettlementTime, FundingTime, NextFundingTime, IndexPrice,
    Open, High, Low, Close, TradeAmount, TradeTurnover, Value, AmountType,
    Side, PositionSide_, BankruptPrice, LiquidationTime,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "ping", "op", "ts", "topic", "data", "ch", "tick", "status", "err-code", "err-msg", "err_code", "err_msg",
        "code", "message",
        "contract_code", "business_type", "direction", "volume", "price", "created_at", "amount", "id",
        "funding_rate", "estimated_rate", "settlement_time", "funding_time", "next_funding_time", "index_price",
        "open", "high", "low", "close", "trade_amount", "trade_turnover", "value", "amount_type",
        "side", "position_side", "bankrupt_price", "liquidation_time"};
    return Table;
}
// clang-format on

constexpr double BothSides = 2;

enum class What { Nothing, Trades, Basis, Index, MarkBars };

struct MarketChannel {
    std::string_view symbol;
    What what = What::Nothing;
};

/// "market.BTC-USDT.trade.detail" taken apart.
MarketChannel marketChannel(std::string_view channel)
{
    constexpr std::string_view Market = "market.";
    if (!channel.starts_with(Market))
        return {};
    channel.remove_prefix(Market.size());
    const std::size_t dot = std::min(channel.find('.'), channel.size());
    const std::string_view rest = channel.substr(dot);
    const What what = rest == ".trade.detail" ? What::Trades
        : rest.starts_with(".basis.")         ? What::Basis
        : rest.starts_with(".index.")         ? What::Index
        : rest.starts_with(".mark_price.")    ? What::MarkBars
                                              : What::Nothing;
    return {channel.substr(0, dot), what};
}

bool isWantedTopic(std::string_view topic)
{
    return topic.ends_with(".funding_rate") || topic.ends_with(".liquidation_orders");
}

/// A refused subscription names its topic too, so only rows end the parse.
Interest interestIn(JsonKey key, std::string_view text)
{
    if (key == Channel && marketChannel(text).what == What::Nothing)
        return Interest::Stop;
    return key == Topic && !isWantedTopic(text) ? Interest::Mute : Interest::Keep;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && text.size() <= 20
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class HtxDecoder final : public FrameDecoder {
public:
    HtxDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(HtxId), keyTable(), interestIn, Data, reference, names), m_allNames(names),
          m_isComplete(reference != nullptr)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view channel = leadingText(text, R"({"ch":")");
        return !channel.empty() && marketChannel(channel).what == What::Nothing;
    }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (outer.has(Ping))
            return answerPing(outer);
        if (outer.has(Op))
            return readOperation(outer);
        if (outer.text(Status) == "error")
            return refused(outer);
        if (outer.has(Channel))
            readMarket(outer);
    }

    // {"ping":1645289389594}: on the sockets of the market
    void answerPing(const Members &outer)
    {
        const std::string_view time = outer.textOfAny(Ping);
        if (!isDigits(time))
            return fault().set("no number", "ping");
        setVenueTime(outer.time(Ping));
        reply(R"({"pong":)" + std::string(time) + "}");
    }

    void readOperation(const Members &outer)
    {
        const std::string_view operation = outer.text(Op);
        if (operation == "ping") {
            // {"op":"ping","ts":"1492420473058"}: of the notifications; goes back as it came, text or number.
            const std::string_view time = outer.textOfAny(Ts);
            if (!isDigits(time))
                return fault().set("no number", "ts");
            setVenueTime(outer.time(Ts));
            const std::string quote = outer.find(Ts)->isString() ? "\"" : "";
            return reply(R"({"op":"pong","ts":)" + quote + std::string(time) + quote + "}");
        }
        const std::string_view error = outer.textOfAny(ErrCode);
        if (operation == "close" || operation == "error" || (!error.empty() && error != "0"))
            return refused(outer);
        if (operation == "notify")
            readNotification(outer);
    }

    void refused(const Members &outer)
    {
        std::string reason = "HTX refuses:";
        for (const JsonKey key : {ErrCode, ApiErrCode, Code, ErrMsg, ApiErrMsg, Message}) {
            if (const std::string_view part = outer.textOfAny(key); !part.empty())
                reason.append(" ").append(part);
        }
        fault().set(reason);
    }

    void readMarket(const Members &outer)
    {
        const MarketChannel channel = marketChannel(outer.needText(Channel));
        const JsonNode *tick = outer.needContainer(Tick);
        if (!tick)
            return;
        setVenueTime(outer.time(Ts));
        const Members row = members(*tick);
        const Symbol &of = symbol(channel.symbol);
        switch (channel.what) {
        case What::Trades: {
            const JsonNode *rows = row.needContainer(Data);
            if (!rows)
                return;
            for (const JsonNode &each : JsonChildren(*rows))
                readTrade(of, members(each));
            return;
        }
        case What::Basis:
            return emitMark(of, std::nullopt, row.price(IndexPrice));
        case What::Index:
            return emitMark(of, std::nullopt, row.price(Close));
        case What::MarkBars:
            return emitMark(of, row.price(Close), std::nullopt);
        case What::Nothing:
            return;
        }
    }

    // {"amount":4,"ts":1645289380927,"id":431311833130000,"price":0.41912,"direction":"buy"}: amount in contracts of
    // both sides. Block trades have no direction.
    void readTrade(const Symbol &of, const Members &row)
    {
        row.require(Direction);
        const std::string_view direction = row.text(Direction);
        if (direction.empty())
            return;
        const bool isBuy = readIsBuy(row, Direction);
        const double price = row.needPrice(Price);
        const ContractAmount amount = contractAmount(of, row.needQuantity(Amount) / BothSides, price);
        const TimeMs time = row.needTime(Ts);
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(Id);
        if (!id.empty())
            key.add(id);
        else
            key.add(time).add(direction).add(row.textOfAny(Price)).add(row.textOfAny(Amount));
        emit(of, Trade{isBuy ? Aggressor::Buy : Aggressor::Sell, price, amount.base, time, key.value()});
    }

    bool readIsBuy(const Members &row, JsonKey key)
    {
        const std::string_view side = row.needText(key);
        if (side != "buy" && side != "sell")
            fault().set("neither buy nor sell", keys().name(key));
        return side == "buy";
    }

    void readNotification(const Members &outer)
    {
        const std::string_view topic = outer.needText(Topic);
        const JsonNode *rows = isWantedTopic(topic) ? outer.needContainer(Data) : nullptr;
        if (!rows)
            return;
        setVenueTime(outer.time(Ts));
        const bool isFunding = topic.ends_with(".funding_rate");
        std::int64_t ordinal = 0;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            if (!isPerpetual(row))
                continue;
            const Symbol &of = symbol(row.needText(ContractCode));
            // On the socket the settlement is settlement_time; funding_time is when the rate was computed.
            if (isFunding)
                emitFunding(of, row, row.time(SettlementTime), std::nullopt);
            else
                readLiquidation(of, row, ordinal++);
        }
    }

    bool isPerpetual(const Members &row)
    {
        return row.text(BusinessType) != "futures" && isHtxPerpetual(row.needText(ContractCode));
    }

    void emitFunding(const Symbol &of, const Members &row, std::optional<TimeMs> next, std::optional<double> hours)
    {
        Funding funding;
        funding.rate = row.number(FundingRate);
        funding.predictedRate = row.number(EstimatedRate);
        funding.nextFundingMs = next;
        funding.intervalHours = hours;
        if (!hours && of.instrument)
            funding.intervalHours = of.instrument->intervalHours;
        if (funding.rate || funding.nextFundingMs)
            emit(of, funding);
    }

    // {"contract_code":"BTC-USDT","direction":"sell","offset":"close","volume":227.0,"price":23350.5,
    // "created_at":1608226502284,..}: the direction is the forced order's, so a sell closed a long. Not both sides.
    void readLiquidation(const Symbol &of, const Members &row, std::int64_t ordinal)
    {
        const bool isBuy = readIsBuy(row, Direction);
        emitLiquidation(of, row, isBuy ? PositionSide::Short : PositionSide::Long, {Price, CreatedAt}, ordinal);
    }

    struct LiquidationKeys {
        JsonKey price, time;
    };
    void emitLiquidation(
        const Symbol &of, const Members &row, PositionSide side, const LiquidationKeys &at, std::int64_t ordinal)
    {
        const double price = row.needPrice(at.price);
        const ContractAmount amount = contractAmount(of, row.needQuantity(Volume_), price);
        const TimeMs time = row.needTime(at.time);
        StableHash key = of.hash;
        key.add(time).add(side == PositionSide::Short ? "buy" : "sell").add(row.textOfAny(at.price));
        key.add(row.textOfAny(Volume_)).add(ordinal);
        emit(of, Liquidation{side, price, amount.base, amount.notionalUsd, time, key.value()});
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        // "status" by most paths, "code" by those of version 5.
        const bool isOk = outer.has(Status) ? outer.text(Status) == "ok" : outer.textOfAny(Code) == "200";
        if (!isOk)
            return refused(outer);
        if (request.endsWith("/swap_contract_info")) {
            const auto reader = makeHtxReader({}, m_allNames);
            return learn(*reader);
        }
        using Read = void (HtxDecoder::*)(const Members &, const RequestLine &);
        static constexpr std::array<std::pair<std::string_view, Read>, 15> Paths{{
            {"/swap_open_interest", &HtxDecoder::readOpenInterest},
            {"/v5/market/open_interest", &HtxDecoder::readOpenInterest},
            {"/swap_his_open_interest", &HtxDecoder::readPastOpenInterest},
            {"/swap_batch_funding_rate", &HtxDecoder::readFundingRow},
            {"/swap_funding_rate", &HtxDecoder::readFundingRow},
            {"/v5/market/funding_rate", &HtxDecoder::readFundingRow},
            {"/swap_historical_funding_rate", &HtxDecoder::readSettlement},
            {"/v5/market/funding_rate_history", &HtxDecoder::readSettlement},
            {"/swap_index", &HtxDecoder::readIndex},
            {"/linear_swap_mark_price_kline", &HtxDecoder::readMarkBar},
            {"/swap_mark_price_kline", &HtxDecoder::readMarkBar},
            {"/linear-swap-ex/market/history/kline", &HtxDecoder::readCandle},
            {"/swap-ex/market/history/kline", &HtxDecoder::readCandle},
            {"/swap_liquidation_orders", &HtxDecoder::readPastLiquidation},
            {"/v5/market/liquidation_orders", &HtxDecoder::readPastLiquidation},
        }};
        const auto found =
            std::find_if(Paths.begin(), Paths.end(), [&](const auto &path) { return request.endsWith(path.first); });
        const JsonNode *data = found == Paths.end() ? nullptr : outer.needContainer(Data);
        if (!data)
            return;
        m_isInverse = request.path().starts_with("/swap-");
        m_ordinal = 0;
        setVenueTime(outer.time(Ts));
        forEachRow(*data, [&](const Members &row) { (this->*found->second)(row, request); });
    }

    // data is the rows, or an object with the rows under data or tick beside the contract they belong to, or one row.
    template <class Read> void forEachRow(const JsonNode &data, Read read)
    {
        m_asked = {};
        const JsonNode *rows = &data;
        if (data.isObject()) {
            const Members object = members(data);
            m_asked = object.text(ContractCode);
            const JsonNode *inner = object.find(object.has(Tick) ? Tick : Data);
            if (!inner || !inner->isArray())
                return read(object);
            rows = inner;
        }
        for (const JsonNode &each : JsonChildren(*rows))
            read(members(each));
    }

    const Symbol &askedSymbol(const RequestLine &request)
    {
        return symbol(m_asked.empty() ? std::string_view(request.query("contract_code")) : m_asked);
    }

    // The docs count both sides in all three. Turnover is halved with the trades; open interest is not: recorded
    // amounts of it are odd. UNCONFIRMED (one vendor halves it): the positions of both sides would settle it.
    void readOpenInterest(const Members &row, const RequestLine &)
    {
        if (!isPerpetual(row))
            return;
        const Symbol &of = symbol(row.needText(ContractCode));
        OpenInterest openInterest{row.quantity(Amount), std::nullopt, std::nullopt};
        if (m_isInverse || (of.instrument && of.instrument->kind == ContractKind::Inverse)) {
            const std::optional<double> contracts = row.quantity(Volume_);
            if (contracts && of.instrument)
                openInterest.notionalUsd = contractAmount(of, *contracts, 0).notionalUsd;
        } else {
            openInterest.notionalUsd = row.quantity(Value);
        }
        if (openInterest.baseQuantity || openInterest.notionalUsd)
            emit(of, openInterest);
        const auto half = [](std::optional<double> both) { return both ? std::optional(*both / BothSides) : both; };
        const Volume volume{half(row.quantity(TradeTurnover)), half(row.quantity(TradeAmount))};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    // {"volume":..,"amount_type":1 contracts, 2 coins,"ts":..,"value":..}
    void readPastOpenInterest(const Members &row, const RequestLine &request)
    {
        const Symbol &of = askedSymbol(request);
        const double volume = row.needQuantity(Volume_);
        const double type = row.needNumber(AmountType);
        OpenInterest openInterest;
        openInterest.timeMs = row.needTime(Ts);
        if (type == 2)
            openInterest.baseQuantity = volume;
        else if (type == 1 && (m_isInverse || (of.instrument && of.instrument->kind == ContractKind::Inverse)))
            openInterest.notionalUsd = contractAmount(of, volume, 0).notionalUsd;
        else if (type == 1)
            openInterest.baseQuantity = contractAmount(of, volume, 0).base;
        else
            fault().set("neither contracts nor coins", "amount_type");
        if (!m_isInverse)
            openInterest.notionalUsd = row.quantity(Value);
        emit(of, openInterest);
    }

    // By REST funding_time is the coming settlement and next_funding_time the one after.
    void readFundingRow(const Members &row, const RequestLine &)
    {
        if (!isPerpetual(row))
            return;
        const std::optional<TimeMs> next = row.time(FundingTime), after = row.time(NextFundingTime);
        std::optional<double> hours;
        if (next && after && *after > *next)
            hours = static_cast<double>(*after - *next) / static_cast<double>(HourMs);
        emitFunding(symbol(row.needText(ContractCode)), row, next, hours);
    }

    void readSettlement(const Members &row, const RequestLine &)
    {
        const Symbol &of = symbol(row.needText(ContractCode));
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(FundingTime)});
    }

    // The list holds delisted contracts with frozen prices.
    void readIndex(const Members &row, const RequestLine &)
    {
        const Symbol &of = symbol(row.needText(ContractCode));
        if (of.instrument || !m_isComplete)
            emitMark(of, std::nullopt, row.price(IndexPrice));
    }

    void readMarkBar(const Members &row, const RequestLine &request)
    {
        emitMark(askedSymbol(request), row.price(Close), std::nullopt);
    }

    // Volumes count both sides; amount is in coins.
    void readCandle(const Members &row, const RequestLine &request)
    {
        const std::string period = request.query("period");
        const std::optional<TimeMs> length = barLength(htxBars(), period);
        if (!length)
            fault().set("unknown bar length " + period);
        Candle candle;
        candle.openMs = row.needTimeSeconds(Id);
        candle.lengthMs = length.value_or(0);
        candle.open = row.needPrice(Open);
        candle.high = row.needPrice(High);
        candle.low = row.needPrice(Low);
        candle.close = row.needPrice(Close);
        candle.baseVolume = row.needQuantity(Amount) / BothSides;
        emit(askedSymbol(request), candle);
    }

    // Version 3 is as on the socket. Version 5 names the sides otherwise, and its amount is contracts.
    void readPastLiquidation(const Members &row, const RequestLine &)
    {
        if (!isPerpetual(row))
            return;
        const Symbol &of = symbol(row.needText(ContractCode));
        if (!row.has(LiquidationTime) && !row.has(Side))
            return readLiquidation(of, row, m_ordinal++);
        const std::string_view position = row.text(PositionSide_);
        const bool isShort = position == "short" || (position != "long" && readIsBuy(row, Side));
        emitLiquidation(
            of, row, isShort ? PositionSide::Short : PositionSide::Long, {BankruptPrice, LiquidationTime}, m_ordinal++);
    }

    void emitMark(const Symbol &of, std::optional<double> mark, std::optional<double> index)
    {
        if (mark || index)
            emit(of, Mark{mark, index});
    }

    InstrumentNames &m_allNames;
    const bool m_isComplete; // every contract that trades is known
    // Of the answer in hand.
    bool m_isInverse = false;
    std::string_view m_asked;
    std::int64_t m_ordinal = 0;
};

} // namespace

std::span<const BarName> htxBars()
{
    static constexpr std::array<BarName, 7> Bars{{{MinuteMs, "1min"}, {5 * MinuteMs, "5min"}, {15 * MinuteMs, "15min"},
        {30 * MinuteMs, "30min"}, {HourMs, "60min"}, {4 * HourMs, "4hour"}, {DayMs, "1day"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeHtxDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<HtxDecoder>(std::move(reference), names);
}

} // namespace isobar
