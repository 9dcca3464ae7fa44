#include "core/base/numbers.h"
#include "core/venues/cryptocomparts.h"
#include "core/venues/framedecoder.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Id, Method, Code, Message, Result, Channel, InstrumentName, Data, V, T, Vv, Oi, I, D, P, Q, S, M,
    O, H, L, C,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "id", "method", "code", "message", "result", "channel", "instrument_name", "data", "v", "t", "vv", "oi", "i",
        "d", "p", "q", "s", "m", "o", "h", "l", "c"};
    return Table;
}
// clang-format on

enum class Topic { None, Ticker, Trade, Funding, Estimate, Mark, Index };

Topic topicOf(std::string_view channel)
{
    constexpr std::array<std::pair<std::string_view, Topic>, 6> Topics{
        {{"ticker", Topic::Ticker}, {"trade", Topic::Trade}, {"mark", Topic::Mark}, {"index", Topic::Index},
            {"funding", Topic::Funding}, {"estimatedfunding", Topic::Estimate}}};
    for (const auto &[name, topic] : Topics) {
        if (name == channel)
            return topic;
    }
    return Topic::None;
}

/// A refusal names a channel too, so only the rows end the parse.
Interest interestIn(JsonKey key, std::string_view text)
{
    return key == Channel && topicOf(text) == Topic::None ? Interest::Mute : Interest::Keep;
}

class CryptocomDecoder final : public FrameDecoder {
public:
    CryptocomDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(CryptocomId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (isRefused(outer))
            return;
        if (outer.text(Method) == "public/heartbeat")
            return answerHeartbeat(outer);
        const JsonNode *result = outer.find(Result);
        if (!result) {
            outer.require(Method); // an acknowledgement
            return;
        }
        // `subscription` beside them is wrong in a sample of the venue's.
        const Members inner = members(*result);
        const Topic topic = topicOf(inner.needText(Channel));
        std::string name(inner.needText(InstrumentName));
        const JsonNode *rows = inner.needContainer(Data);
        if (topic == Topic::Index)
            name = cryptocomPerpetualOf(name);
        if (!rows || topic == Topic::None || !isCryptocomPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        if (topic == Topic::Trade)
            return readTrades(*rows);
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            if (topic == Topic::Ticker)
                readTicker(row, of);
            else
                readValue(topic, row, of);
        }
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        const Members outer = members(root);
        if (isRefused(outer))
            return;
        if (request.endsWith("/public/get-instruments")) {
            const auto reader = makeCryptocomReader({}, m_allNames);
            return learn(*reader);
        }
        const bool isTickers = request.endsWith("/public/get-tickers");
        const bool isTrades = request.endsWith("/public/get-trades");
        const bool isBars = request.endsWith("/public/get-candlestick");
        const bool isSettled =
            request.endsWith("/public/get-valuations") && request.query("valuation_type") == "funding_hist";
        const JsonNode *result = isTickers || isTrades || isBars || isSettled ? outer.needContainer(Result) : nullptr;
        const JsonNode *rows = result ? members(*result).needContainer(Data) : nullptr;
        if (!rows)
            return;
        if (isTrades)
            return readTrades(*rows);
        const std::string asked = request.query("instrument_name");
        if (isBars)
            return readBars(*rows, symbol(asked), request.query("timeframe"));
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            if (isSettled)
                readSettlement(row, symbol(asked));
            else if (const std::string_view name = row.needText(I); isCryptocomPerpetual(name))
                readTicker(row, symbol(name));
        }
    }

    bool isRefused(const Members &outer)
    {
        const std::optional<double> code = outer.number(Code);
        if (code && *code != 0) {
            fault().set("Crypto.com refuses: " + std::string(outer.textOfAny(Code)) + " "
                + std::string(outer.textOfAny(Message)));
        }
        return static_cast<bool>(fault());
    }

    // {"id":1587523073344,"method":"public/heartbeat","code":0}: the answer has five seconds.
    void answerHeartbeat(const Members &outer)
    {
        const std::string_view id = outer.textOfAny(Id);
        if (!parseInteger(id))
            return fault().set("a heartbeat without number");
        reply(R"({"id":)" + std::string(id) + R"(,"method":"public/respond-heartbeat"})");
    }

    static double sizeOf(const Symbol &of) { return of.instrument ? of.instrument->contractSize : 1; }

    // {"oi":"55851","v":"123899","vv":"580747.59","i":"APEUSD-PERP","t":1667320303754,..}
    void readTicker(const Members &row, const Symbol &of)
    {
        setVenueTime(row.time(T));
        if (const std::optional<double> contracts = row.quantity(Oi))
            emit(of, OpenInterest{*contracts * sizeOf(of), std::nullopt, std::nullopt});
        Volume volume;
        volume.notionalUsd = row.quantity(Vv);
        if (const std::optional<double> contracts = row.quantity(V))
            volume.baseQuantity = *contracts * sizeOf(of);
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    // {"v":"0.00000700","t":1653992579000}: t is when it was published.
    void readValue(Topic topic, const Members &row, const Symbol &of)
    {
        const TimeMs time = row.needTime(T);
        if (topic == Topic::Mark || topic == Topic::Index) {
            const double price = row.needPrice(V);
            return emit(of, topic == Topic::Mark ? Mark{price, std::nullopt} : Mark{std::nullopt, price});
        }
        Funding funding;
        if (topic == Topic::Funding) {
            // Paid at the end of each hour, though it is set for four.
            funding.rate = row.needNumber(V);
            funding.nextFundingMs = floorTo(time, HourMs) + HourMs;
        } else {
            funding.predictedRate = row.needNumber(V); // of the next four hours
        }
        emit(of, funding);
    }

    // {"d":"4611686018471467093","t":1667320276193,"p":"20439.5","q":"0.0050","s":"SELL","i":"BTCUSD-PERP"}, the newest
    // first.
    void readTrades(const JsonNode &rows)
    {
        std::vector<const JsonNode *> oldestFirst;
        for (const JsonNode &each : JsonChildren(rows))
            oldestFirst.push_back(&each);
        std::reverse(oldestFirst.begin(), oldestFirst.end());
        m_keysOfFrame.clear();
        for (const JsonNode *each : oldestFirst)
            readTrade(members(*each));
    }

    void readTrade(const Members &row)
    {
        const std::string_view name = row.needText(I);
        if (!isCryptocomPerpetual(name))
            return;
        const Symbol &of = symbol(name);
        const std::string_view side = row.needText(S);
        if (side != "BUY" && side != "SELL")
            fault().set("neither BUY nor SELL", "s");
        const double price = row.needPrice(P);
        const double base = row.needQuantity(Q) * sizeOf(of);
        const TimeMs time = row.needTime(T);
        emit(of, Trade{side == "SELL" ? Aggressor::Sell : Aggressor::Buy, price, base, time, keyOf(row, of)});
    }

    /// Several fills of one order may have the same id, time, price and size: then how many were before it in the
    /// frame.
    std::uint64_t keyOf(const Members &row, const Symbol &of)
    {
        StableHash key = of.hash;
        if (const std::string_view match = row.textOfAny(M); !match.empty())
            return key.add(match).value();
        key.add(row.textOfAny(D)).add(row.textOfAny(T)).add(row.textOfAny(S));
        key.add(row.textOfAny(P)).add(row.textOfAny(Q));
        const auto equal = std::count(m_keysOfFrame.begin(), m_keysOfFrame.end(), key.value());
        m_keysOfFrame.push_back(key.value());
        return key.add(static_cast<std::int64_t>(equal)).value();
    }

    void readSettlement(const Members &row, const Symbol &of)
    {
        const double rate = row.needNumber(V);
        emit(of, Settlement{rate, row.needTime(T)});
    }

    // {"o":"162.03","h":"162.04","l":"161.99","c":"162.02","v":"60.1","t":1666238340000}
    void readBars(const JsonNode &rows, const Symbol &of, const std::string &name)
    {
        const std::optional<TimeMs> length = barLength(cryptocomBars(), name);
        if (!length)
            return fault().set("unknown bar length " + name);
        for (const JsonNode &each : JsonChildren(rows)) {
            const Members row = members(each);
            Candle candle;
            candle.openMs = row.needTime(T);
            candle.lengthMs = *length;
            candle.open = row.needPrice(O);
            candle.high = row.needPrice(H);
            candle.low = row.needPrice(L);
            candle.close = row.needPrice(C);
            candle.baseVolume = row.needQuantity(V) * sizeOf(of);
            emit(of, candle);
        }
    }

    InstrumentNames &m_allNames;
    std::vector<std::uint64_t> m_keysOfFrame; // of trades in the frame in hand
};

} // namespace

std::unique_ptr<Decoder> makeCryptocomDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<CryptocomDecoder>(std::move(reference), names);
}

} // namespace isobar
