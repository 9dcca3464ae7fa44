#include "core/venues/bitfinexparts.h"
#include "core/venues/framedecoder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace {

enum Key : JsonKey { Event, ChannelName, ChanId, StatusKey, Symbol_, Message, Code };

const KeyTable &keyTable()
{
    static const KeyTable Table{"event", "channel", "chanId", "key", "symbol", "msg", "code"};
    return Table;
}

/// Cells of a status row as a channel and the history have it. The live REST row has its key in front: all are one
/// further there.
enum StatusCell : JsonKey {
    StatusTime = 0,
    SpotPrice = 3,
    NextFundingTime = 7,
    NextFundingAccrued = 8,
    CurrentFunding = 11,
    MarkPrice = 14,
    OpenInterest_ = 17,
};

/// Cells of a liquidation.
enum LiquidationCell : JsonKey {
    PositionId = 1,
    LiquidationTime = 2,
    Pair = 4,
    Amount = 5, // cell 6 is the price of entry, which is not that of the liquidation
    IsMatch = 8,
    PriceAcquired = 11,
};

constexpr TimeMs HistoryStepMs = 5 * MinuteMs; // of open interest: rows come each minute
constexpr std::size_t MostPositions = 500;

struct Channel {
    enum class Kind { Status, Liquidations, Trades, Ticker };
    Kind kind = Kind::Status;
    std::string symbol;
};

class BitfinexDecoder final : public FrameDecoder {
public:
    BitfinexDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(BitfinexId), keyTable(), nullptr, NoKey, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (root.isObject())
            return readEvent(outer);
        // [chanId, row or rows, sequence, time] or [chanId, "te", row, sequence, time]
        const auto found = m_channels.find(outer.textOfAny(0));
        const JsonNode *second = outer.find(1);
        if (!second)
            return fault().set("a frame of less than two cells");
        if (found == m_channels.end())
            return;
        const Channel &channel = found->second;
        const bool isNamed = second->isString();
        setVenueTime(outer.time(isNamed && second->text() != "hb" ? 4 : 3));
        if (isNamed) {
            // "tu" repeats "te".
            if (channel.kind == Channel::Kind::Trades && second->text() == "te") {
                if (const JsonNode *row = outer.needContainer(2))
                    readTrade(members(*row), channel.symbol);
            }
            return;
        }
        if (!second->isArray())
            return fault().set("a row is no array");
        switch (channel.kind) {
        case Channel::Kind::Status:
            return readStatus(members(*second), 0, channel.symbol);
        case Channel::Kind::Liquidations:
            return readLiquidations(*second);
        case Channel::Kind::Ticker:
            return readVolume(members(*second), 7, channel.symbol);
        case Channel::Kind::Trades: // the past, newest first
            return;
        }
    }

    void readEvent(const Members &outer)
    {
        const std::string_view event = outer.needText(Event);
        const std::string_view code = outer.textOfAny(Code);
        if (event == "error") {
            return fault().set("Bitfinex refuses: " + std::string(code) + " " + std::string(outer.textOfAny(Message)));
        }
        if (event == "info" && code == "20051")
            return fault().set("Bitfinex wants its clients to connect anew");
        if (event == "info" && code == "20060")
            return fault().set("Bitfinex begins a maintenance");
        if (event == "unsubscribed")
            m_channels.erase(std::string(outer.textOfAny(ChanId)));
        if (event == "subscribed")
            readSubscribed(outer);
    }

    // {"event":"subscribed","channel":"status","chanId":127758,"key":"deriv:tBTCF0:USTF0"}: numbers of this connection.
    void readSubscribed(const Members &outer)
    {
        const std::string_view name = outer.needText(ChannelName);
        const std::string id(outer.textOfAny(ChanId));
        if (id.empty())
            fault().set("nothing", "chanId");
        Channel channel;
        if (name == "status") {
            const std::string_view key = outer.needText(StatusKey);
            if (key == "liq:global")
                channel.kind = Channel::Kind::Liquidations;
            else if (key.starts_with("deriv:"))
                channel.symbol = key.substr(6);
            else
                return;
        } else if (name == "trades" || name == "ticker") {
            channel.kind = name == "trades" ? Channel::Kind::Trades : Channel::Kind::Ticker;
            channel.symbol = outer.needText(Symbol_);
        } else {
            return;
        }
        if (!fault())
            m_channels.insert_or_assign(id, std::move(channel));
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        if (!root.isArray())
            return fault().set("an answer that is no array");
        const JsonChildren rows(root);
        // ["error",10020,"limit: invalid"]
        if (const auto first = rows.begin(); first != rows.end() && (*first).isString()) {
            const Members error = members(root);
            return fault().set(
                "Bitfinex refuses: " + std::string(error.textOfAny(1)) + " " + std::string(error.textOfAny(2)));
        }
        const std::string_view path = request.path();
        if (request.endsWith("/conf/pub:info:pair:futures")) {
            const auto reader = makeBitfinexReader({}, m_allNames);
            return learn(*reader);
        }
        if (path.find("/status/deriv/") != std::string_view::npos && request.endsWith("/hist"))
            return readStatusHistory(root, path);
        if (path.find("/candles/trade:") != std::string_view::npos)
            return readBars(root, path);
        if (path.find("/liquidations/hist") != std::string_view::npos)
            return readLiquidations(root);
        for (const JsonNode &each : rows) {
            if (request.endsWith("/status/deriv")) {
                const Members row = members(each);
                readStatus(row, 1, row.needText(0));
            } else if (request.endsWith("/tickers")) {
                const Members row = members(each);
                readVolume(row, 8, row.needText(0));
            }
        }
    }

    static bool isOurs(std::string_view name) { return isDollar(bitfinexPair(name).quote); }
    static JsonKey at(JsonKey cell, JsonKey offset) { return static_cast<JsonKey>(cell + offset); }

    // Rows were shorter in the past; null is nothing.
    void readStatus(const Members &row, JsonKey offset, std::string_view name)
    {
        if (!isOurs(name))
            return;
        const Symbol &of = symbol(name);
        row.require(at(StatusTime, offset));
        Funding funding;
        funding.rate = row.number(at(CurrentFunding, offset));
        funding.nextFundingMs = row.time(at(NextFundingTime, offset));
        funding.predictedRate = row.number(at(NextFundingAccrued, offset)); // of the period after
        if (funding.rate || funding.nextFundingMs || funding.predictedRate)
            emit(of, funding);
        // Cell 2 is the middle of the contract's own book; the composite index is not published.
        const Mark mark{row.price(at(MarkPrice, offset)), row.price(at(SpotPrice, offset))};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
        if (const std::optional<double> base = row.quantity(at(OpenInterest_, offset)))
            emit(of, OpenInterest{base, std::nullopt, std::nullopt});
    }

    void readVolume(const Members &row, JsonKey cell, std::string_view name)
    {
        if (!isOurs(name))
            return;
        if (const std::optional<double> base = row.quantity(cell))
            emit(symbol(name), Volume{std::nullopt, base});
    }

    // [id, time, amount, price]; a negative amount is a sale.
    void readTrade(const Members &row, std::string_view name)
    {
        if (!isOurs(name))
            return;
        const Symbol &of = symbol(name);
        const double amount = row.needNumber(2);
        const double price = row.needPrice(3);
        const TimeMs time = row.needTime(1);
        const std::string_view id = row.textOfAny(0);
        if (id.empty() || amount == 0)
            fault().set("a trade without id or amount");
        StableHash key = of.hash;
        key.add(id);
        emit(of, Trade{amount < 0 ? Aggressor::Sell : Aggressor::Buy, price, std::abs(amount), time, key.value()});
    }

    /// Old ones come first after a subscription: their keys tell. A bad frame leaves no trace.
    void readLiquidations(const JsonNode &rows)
    {
        const std::deque<Dying> before = m_dying;
        readWrapped(rows);
        if (fault())
            m_dying = before;
    }

    /// Rows, or rows wrapped once more (REST).
    void readWrapped(const JsonNode &rows)
    {
        for (const JsonNode &each : JsonChildren(rows)) {
            const JsonChildren cells(each);
            if (each.isArray() && cells.begin() != cells.end() && (*cells.begin()).isArray())
                readWrapped(each);
            else
                readLiquidation(members(each));
        }
    }

    /// What is known of a position that is being liquidated.
    struct Dying {
        std::string id;
        std::optional<double> price; // of its first execution
        std::optional<Decoded::Row> waiting; // its trigger, for a price
    };

    // ["pos",143683674,1593522802742,null,"tBTCF0:USTF0",0.00268657,9135.97,null,0,1,null,9080]: the sign is the
    // position's. The trigger (match 0) is of the whole position and counts; executions (match 1) are parts of it,
    // but may have the price that the trigger lacks, and may come before it.
    void readLiquidation(const Members &row)
    {
        const std::string_view name = row.needText(Pair);
        const std::string_view id = row.textOfAny(PositionId);
        const double amount = row.needNumber(Amount);
        const TimeMs time = row.needTime(LiquidationTime);
        const double match = row.needNumber(IsMatch);
        std::optional<double> price = row.price(PriceAcquired);
        if (id.empty() || amount == 0 || (match != 0 && match != 1))
            fault().set("a liquidation without id, amount or kind");
        if (fault() || !isOurs(name)) // positions of margin trading are among them
            return;
        Dying &dying = dyingOf(id);
        if (match == 1) {
            if (!price)
                return;
            if (!dying.price)
                dying.price = price;
            if (!dying.waiting)
                return;
            Liquidation late = std::get<Liquidation>(dying.waiting->payload);
            late.price = *price;
            late.notionalUsd = late.price * late.baseQuantity;
            dying.waiting.reset();
            return emit(symbol(name), late);
        }
        const Symbol &of = symbol(name);
        StableHash key = of.hash;
        key.add(id).add(time);
        const PositionSide side = amount > 0 ? PositionSide::Long : PositionSide::Short;
        Liquidation found{side, 0, std::abs(amount), 0, time, key.value()};
        if (!price)
            price = dying.price;
        if (!price) {
            dying.waiting = {of.id, found};
            return;
        }
        found.price = *price;
        found.notionalUsd = found.price * found.baseQuantity;
        emit(of, found);
    }

    Dying &dyingOf(std::string_view id)
    {
        for (Dying &each : m_dying) {
            if (each.id == id)
                return each;
        }
        if (m_dying.size() >= MostPositions)
            m_dying.pop_front();
        return m_dying.emplace_back(Dying{std::string(id), {}, {}});
    }

    /// "tBTCF0:USTF0" of "/v2/status/deriv/tBTCF0:USTF0/hist" or "/v2/candles/trade:5m:tBTCF0:USTF0/hist".
    static std::string_view pairIn(std::string_view path, std::string_view before)
    {
        const std::size_t begin = path.find(before);
        const std::string_view rest = path.substr(std::min(begin, path.size()));
        const std::string_view tail = rest.substr(std::min(before.size(), rest.size()));
        return tail.substr(0, tail.find('/'));
    }

    // A row a minute. Where the next settlement changes, the one before has happened, at the rate of its period.
    void readStatusHistory(const JsonNode &root, std::string_view path)
    {
        const std::string_view name = pairIn(path, "/status/deriv/");
        if (!isOurs(name))
            return;
        const Symbol &of = symbol(name);
        struct Minute {
            TimeMs timeMs = 0;
            std::optional<TimeMs> nextFundingMs;
            std::optional<double> rate, openInterest;
        };
        std::vector<Minute> minutes;
        for (const JsonNode &each : JsonChildren(root)) {
            const Members row = members(each);
            minutes.push_back({row.needTime(StatusTime), row.time(NextFundingTime), row.number(CurrentFunding),
                row.quantity(OpenInterest_)});
        }
        if (fault())
            return;
        std::stable_sort(
            minutes.begin(), minutes.end(), [](const Minute &a, const Minute &b) { return a.timeMs < b.timeMs; });
        for (std::size_t i = 0; i < minutes.size(); ++i) {
            const Minute &now = minutes[i];
            const Minute *after = i + 1 < minutes.size() ? &minutes[i + 1] : nullptr;
            if (after && now.rate && now.nextFundingMs && after->nextFundingMs > now.nextFundingMs)
                emit(of, Settlement{*now.rate, *now.nextFundingMs});
            const bool isLastOfStep =
                !after || floorTo(after->timeMs, HistoryStepMs) != floorTo(now.timeMs, HistoryStepMs);
            if (now.openInterest && isLastOfStep)
                emit(of, OpenInterest{now.openInterest, std::nullopt, now.timeMs});
        }
    }

    // [time, open, close, high, low, volume]: the close before the high.
    void readBars(const JsonNode &root, std::string_view path)
    {
        const std::string_view what = pairIn(path, "/candles/trade:");
        const std::size_t colon = what.find(':');
        const std::string_view bar = what.substr(0, colon);
        const std::optional<TimeMs> length = barLength(bitfinexBars(), bar);
        if (!length || colon == std::string_view::npos)
            return fault().set("unknown bar length " + std::string(bar));
        const Symbol &of = symbol(what.substr(colon + 1));
        for (const JsonNode &each : JsonChildren(root)) {
            const Members row = members(each);
            Candle candle;
            candle.openMs = row.needTime(0);
            candle.lengthMs = *length;
            candle.open = row.needPrice(1);
            candle.close = row.needPrice(2);
            candle.high = row.needPrice(3);
            candle.low = row.needPrice(4);
            candle.baseVolume = row.needQuantity(5);
            emit(of, candle);
        }
    }

    InstrumentNames &m_allNames;
    std::map<std::string, Channel, std::less<>> m_channels; // by chanId, of this connection
    std::deque<Dying> m_dying; // the newest last
};

} // namespace

std::unique_ptr<Decoder> makeBitfinexDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<BitfinexDecoder>(std::move(reference), names);
}

} // namespace isobar
