#include "core/base/numbers.h"
#include "core/venues/bitmartparts.h"
#include "core/venues/framedecoder.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Group, Action, Success, Error_, Data, Code, Message, Symbols, List,
    Symbol_, MarkPrice, IndexPrice, Volume24, NextFundingRate, NextFundingTime, Ts,
    TradeId, DealPrice, DealVolume, BuyerIsMaker, Way, CreatedAt,
    ProductType, Status, ExpectedFundingRate, ExpectedRate, FundingTime, IntervalHours, OpenInterest_,
    OpenInterestValue, Volume24h, Turnover24h, FundingRate,
    Timestamp, OpenPrice, HighPrice, LowPrice, ClosePrice, Volume_, Price, Qty, Time, IsBuyerMaker,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "group", "action", "success", "error", "data", "code", "message", "symbols", "list",
        "symbol", "mark_price", "index_price", "volume_24", "nextFundingRate", "nextFundingTime", "ts",
        "trade_id", "deal_price", "deal_vol", "m", "way", "created_at",
        "product_type", "status", "expected_funding_rate", "expected_rate", "funding_time", "funding_interval_hours",
        "open_interest", "open_interest_value", "volume_24h", "turnover_24h", "funding_rate",
        "timestamp", "open_price", "high_price", "low_price", "close_price", "volume", "price", "qty", "time",
        "is_buyer_maker"};
    return Table;
}
// clang-format on

constexpr std::string_view TickerTopic = "futures/ticker", FundingTopic = "futures/fundingRate",
                           TradeTopic = "futures/trade";

/// A group is "<topic>[:symbol][@speed]".
std::string_view topicOf(std::string_view group) { return group.substr(0, group.find_first_of(":@")); }

bool isWanted(std::string_view topic) { return topic == TickerTopic || topic == FundingTopic || topic == TradeTopic; }

Interest interestIn(JsonKey key, std::string_view text)
{
    return key == Group && !isWanted(topicOf(text)) ? Interest::Mute : Interest::Keep;
}

/// "2023-02-24T07:54:11.124940968Z", cut off to milliseconds.
std::optional<TimeMs> timeOfText(std::string_view text)
{
    const auto part = [&](std::size_t at, std::size_t size) -> std::optional<std::int64_t> {
        const std::string_view digits = text.substr(at, size);
        const bool isNumber = digits.size() == size
            && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        return isNumber ? parseInteger(digits) : std::nullopt;
    };
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
        || text.back() != 'Z')
        return std::nullopt;
    const auto year = part(0, 4), month = part(5, 2), day = part(8, 2);
    const auto hour = part(11, 2), minute = part(14, 2), second = part(17, 2);
    if (!year || !month || !day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    TimeMs fraction = 0;
    if (text[19] == '.') {
        const std::size_t digits = text.size() - 21;
        if (digits == 0 || digits > 9 || !part(20, digits))
            return std::nullopt;
        std::string milliseconds(text.substr(20, std::min<std::size_t>(digits, 3)));
        milliseconds.resize(3, '0');
        fraction = parseInteger(milliseconds).value_or(0);
    } else if (text.size() != 20) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
        std::chrono::month(static_cast<unsigned>(*month)), std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *year < 1970)
        return std::nullopt;
    const TimeMs days = std::chrono::sys_days(date).time_since_epoch().count();
    return days * DayMs + *hour * HourMs + *minute * MinuteMs + *second * SecondMs + fraction;
}

class BitmartDecoder final : public FrameDecoder {
public:
    BitmartDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(BitmartId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view group = leadingText(text, R"({"group":")");
        return !group.empty() && !isWanted(topicOf(group));
    }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (const JsonNode *success = outer.find(Success); success && success->type == JsonType::False)
            return fault().set("BitMart refuses: " + std::string(outer.textOfAny(Error_)));
        if (outer.has(Success) || outer.has(Action) || !outer.has(Data))
            return;
        const std::string_view topic = topicOf(outer.needText(Group));
        const JsonNode *data = isWanted(topic) ? outer.needContainer(Data) : nullptr;
        if (!data)
            return;
        using Read = void (BitmartDecoder::*)(const Members &);
        const Read read = topic == TickerTopic ? &BitmartDecoder::readTicker
            : topic == FundingTopic            ? &BitmartDecoder::readFunding
                                               : &BitmartDecoder::readTrade;
        if (data->isObject())
            return (this->*read)(members(*data));
        for (const JsonNode &each : JsonChildren(*data))
            (this->*read)(members(each));
    }

    static bool isInverse(const Symbol &of) { return of.instrument && of.instrument->kind == ContractKind::Inverse; }

    // volume_24 counts contracts: without their size a ticker is its prices.
    void readTicker(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const Mark mark{row.price(MarkPrice), row.price(IndexPrice)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
        const std::optional<double> contracts = row.quantity(Volume24);
        if (!contracts || !of.instrument)
            return;
        const std::optional<double> price = mark.markPrice ? mark.markPrice : mark.indexPrice;
        const ContractAmount amount = contractAmount(of, *contracts, price.value_or(0));
        if (!isInverse(of))
            emit(of, Volume{std::nullopt, amount.base});
        else
            emit(of, Volume{amount.notionalUsd, price ? std::optional(amount.base) : std::nullopt});
    }

    // {"fundingRate":<settled>,"fundingTime":<now>,"nextFundingRate":<of the coming settlement>,"nextFundingTime":..}
    void readFunding(const Members &row)
    {
        setVenueTime(row.time(Ts));
        emitFunding(
            symbol(row.needText(Symbol_)), row.number(NextFundingRate), row.time(NextFundingTime), std::nullopt);
    }

    void emitFunding(
        const Symbol &of, std::optional<double> rate, std::optional<TimeMs> next, std::optional<double> hours)
    {
        if (!hours && of.instrument)
            hours = of.instrument->intervalHours;
        if (rate || next)
            emit(of, Funding{rate, hours, next, std::nullopt});
    }

    // {"trade_id":1409495322,"symbol":"BTCUSDT","deal_price":"117387.58","deal_vol":"1445","m":true,
    // "created_at":"2023-02-24T07:54:11.124940968Z"}: deal_vol in contracts, m: the buyer is the maker
    void readTrade(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const double price = row.needPrice(DealPrice);
        const ContractAmount amount = contractAmount(of, row.needQuantity(DealVolume), price);
        const std::optional<TimeMs> time = timeOfText(row.needText(CreatedAt));
        if (!time)
            fault().set("no time", "created_at");
        const std::optional<bool> isSell = readIsSell(row);
        if (!isSell || !time)
            return;
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(TradeId);
        if (!id.empty())
            key.add(id);
        else
            key.add(row.text(CreatedAt)).add(row.textOfAny(DealPrice)).add(row.textOfAny(DealVolume));
        emit(of, Trade{*isSell ? Aggressor::Sell : Aggressor::Buy, price, amount.base, *time, key.value()});
    }

    /// Without m by the documented names of way: 1 to 4 were bought by the taker, 5 to 8 sold. UNCONFIRMED (one client
    /// reads it otherwise): frames with both would settle it. Absent: neither tells.
    std::optional<bool> readIsSell(const Members &row)
    {
        if (row.has(BuyerIsMaker))
            return row.needBool(BuyerIsMaker);
        const std::optional<double> way = row.number(Way);
        if (!way || *way < 1 || *way > 8)
            return std::nullopt;
        return *way > 4;
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (outer.needNumber(Code) != 1000) {
            return fault().set(
                "BitMart refuses: " + std::string(outer.textOfAny(Code)) + " " + std::string(outer.textOfAny(Message)));
        }
        using Read = void (BitmartDecoder::*)(const Members &, const RequestLine &);
        static constexpr std::array<std::pair<std::string_view, Read>, 7> Paths{{
            {BitmartListPath, &BitmartDecoder::readContract},
            {"/contract/public/open-interest", &BitmartDecoder::readOpenInterest},
            {"/contract/public/funding-rate", &BitmartDecoder::readFundingRow},
            {"/contract/public/funding-rate-v2", &BitmartDecoder::readFundingRow},
            {"/contract/public/funding-rate-history", &BitmartDecoder::readSettlement},
            {"/contract/public/kline", &BitmartDecoder::readCandle},
            {"/contract/public/market-trade", &BitmartDecoder::readPastTrade},
        }};
        const auto found =
            std::find_if(Paths.begin(), Paths.end(), [&](const auto &path) { return request.endsWith(path.first); });
        const JsonNode *data = found == Paths.end() ? nullptr : outer.needContainer(Data);
        if (!data)
            return;
        if (found->first == BitmartListPath) {
            const auto reader = makeBitmartReader({}, m_allNames);
            learn(*reader);
            if (fault())
                return;
        }
        const std::size_t first = rowCount();
        m_ordinal = 0;
        const JsonNode *rows = data;
        if (data->isObject()) {
            const Members object = members(*data);
            rows = object.find(object.has(Symbols) ? Symbols : List);
            if (!rows)
                return (this->*found->second)(object, request);
            if (!rows->isArray())
                return fault().set("no array", "data");
        }
        for (const JsonNode &each : JsonChildren(*rows))
            (this->*found->second)(members(each), request);
        if (found->first == "/contract/public/funding-rate-history")
            oldestFirst<Settlement>(first);
    }

    // expected_funding_rate is of the coming settlement, funding_rate the last settled one. There is no mark price.
    void readContract(const Members &row, const RequestLine &)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const bool isTrading = !row.has(Status) || row.text(Status) == "Trading";
        if (!isTrading || !of.instrument || row.textOfAny(ProductType) != "1")
            return;
        emitFunding(of, row.number(ExpectedFundingRate), row.time(FundingTime), row.price(IntervalHours));
        const std::optional<double> index = row.price(IndexPrice);
        if (index)
            emit(of, Mark{std::nullopt, index});
        emitOpenInterest(of, row, index);
        const std::optional<double> contracts = row.quantity(Volume24h), turnover = row.quantity(Turnover24h);
        std::optional<ContractAmount> amount;
        if (contracts)
            amount = contractAmount(of, *contracts, 0);
        // Turnover of coin-M is in coins, contracts are dollars.
        Volume volume{turnover, std::nullopt};
        if (isInverse(of))
            volume = {std::nullopt, turnover};
        if (amount && isInverse(of))
            volume.notionalUsd = amount->notionalUsd;
        else if (amount)
            volume.baseQuantity = amount->base;
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    void emitOpenInterest(const Symbol &of, const Members &row, std::optional<double> price)
    {
        const std::optional<double> contracts = row.quantity(OpenInterest_);
        OpenInterest openInterest;
        std::optional<ContractAmount> amount;
        if (contracts)
            amount = contractAmount(of, *contracts, price.value_or(0));
        if (!isInverse(of))
            openInterest.notionalUsd = row.quantity(OpenInterestValue);
        else if (amount)
            openInterest.notionalUsd = amount->notionalUsd;
        if (amount && (!isInverse(of) || price))
            openInterest.baseQuantity = amount->base;
        if (openInterest.baseQuantity || openInterest.notionalUsd)
            emit(of, openInterest);
    }

    void readOpenInterest(const Members &row, const RequestLine &)
    {
        row.require(OpenInterest_);
        emitOpenInterest(symbol(row.needText(Symbol_)), row, std::nullopt);
    }

    void readFundingRow(const Members &row, const RequestLine &)
    {
        emitFunding(
            symbol(row.needText(Symbol_)), row.number(ExpectedRate), row.time(FundingTime), row.price(IntervalHours));
    }

    void readSettlement(const Members &row, const RequestLine &)
    {
        const Symbol &of = symbol(row.needText(Symbol_));
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(FundingTime)});
    }

    // Volumes are contracts, times seconds.
    void readCandle(const Members &row, const RequestLine &request)
    {
        const std::string step = request.query("step");
        const std::optional<TimeMs> length = barLength(bitmartBars(), step);
        if (!length)
            fault().set("unknown bar length " + step);
        const Symbol &of = symbol(request.query("symbol"));
        Candle candle;
        candle.openMs = row.needTimeSeconds(Timestamp);
        candle.lengthMs = length.value_or(0);
        candle.open = row.needPrice(OpenPrice);
        candle.high = row.needPrice(HighPrice);
        candle.low = row.needPrice(LowPrice);
        candle.close = row.needPrice(ClosePrice);
        candle.baseVolume = contractAmount(of, row.needQuantity(Volume_), candle.close).base;
        emit(of, candle);
    }

    // Unlike on the socket the quantity is in coins; the time is in seconds.
    void readPastTrade(const Members &row, const RequestLine &request)
    {
        const Symbol &of = symbol(request.query("symbol"));
        const bool isSell = row.needBool(IsBuyerMaker);
        const double price = row.needPrice(Price), quantity = row.needQuantity(Qty);
        const TimeMs time = row.needTimeSeconds(Time);
        StableHash key = of.hash;
        key.add(time).add(isSell ? "sell" : "buy").add(row.textOfAny(Price)).add(row.textOfAny(Qty)).add(m_ordinal++);
        emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, quantity, time, key.value()});
    }

    InstrumentNames &m_allNames;
    std::int64_t m_ordinal = 0; // of the rows in the answer in hand
};

} // namespace

std::span<const BarName> bitmartBars()
{
    static constexpr std::array<BarName, 11> Bars{{{MinuteMs, "1"}, {3 * MinuteMs, "3"}, {5 * MinuteMs, "5"},
        {15 * MinuteMs, "15"}, {30 * MinuteMs, "30"}, {HourMs, "60"}, {2 * HourMs, "120"}, {4 * HourMs, "240"},
        {6 * HourMs, "360"}, {12 * HourMs, "720"}, {DayMs, "1440"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeBitmartDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<BitmartDecoder>(std::move(reference), names);
}

} // namespace isobar
