#include "core/venues/framedecoder.h"
#include "core/venues/hyperliquidparts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Channel, Data, Coin, Ctx, FundingNow, OpenInterest_, OraclePx, MarkPx, DayNtlVlm, DayBaseVlm, Ctxs,
    Universe, Name, IsDelisted, Side, Px, Sz, Time, Tid, Fills, User, Liquidation_, LiquidatedUser, Crossed,
    FundingRate, NextFundingTime, FundingIntervalHours, OpenTime, CloseTime, O, H, L, C, V, S, Interval, Type, Dex,
    Users, AssetPositions, Position_, Szi, LiquidationPx, PositionValue, Leverage,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "channel", "data", "coin", "ctx", "funding", "openInterest", "oraclePx", "markPx", "dayNtlVlm", "dayBaseVlm",
        "ctxs", "universe", "name", "isDelisted", "side", "px", "sz", "time", "tid", "fills", "user", "liquidation",
        "liquidatedUser", "crossed", "fundingRate", "nextFundingTime", "fundingIntervalHours", "t", "T", "o", "h",
        "l", "c", "v", "s", "i", "type", "dex", "users", "assetPositions", "position", "szi", "liquidationPx",
        "positionValue", "leverage"};
    return Table;
}
// clang-format on

Interest interestIn(JsonKey key, std::string_view text)
{
    constexpr std::array<std::string_view, 6> Wanted{
        "trades", "activeAssetCtx", "allDexsAssetCtxs", "userFills", "user", "error"};
    if (key != Channel || std::find(Wanted.begin(), Wanted.end(), text) != Wanted.end())
        return Interest::Keep;
    return Interest::Stop;
}

/// "@107" and "PURR/USDC" are spot pairs.
bool isPerpetual(std::string_view coin) { return !coin.starts_with('@') && coin.find('/') == std::string_view::npos; }

bool isSameAddress(std::string_view one, std::string_view other)
{
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    return std::equal(
        one.begin(), one.end(), other.begin(), other.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

class HyperliquidDecoder final : public FrameDecoder {
public:
    HyperliquidDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(HyperliquidId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names), m_body(keyTable())
    {
    }

private:
    bool isDull(std::string_view text) const override
    {
        const std::string_view channel = leadingText(text, R"({"channel":")");
        return !channel.empty() && interestIn(Channel, channel) == Interest::Stop;
    }

    bool isChatter(std::string_view text) const override { return text == "Websocket connection established."; }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        if (!outer.has(Channel) && !outer.has(Data))
            return;
        const std::string_view channel = outer.needText(Channel);
        if (channel == "error")
            return fault().set("Hyperliquid refuses: " + std::string(outer.textOfAny(Data)));
        const JsonNode *data = outer.needContainer(Data);
        if (!data || fault())
            return;
        if (channel == "trades")
            return readTrades(*data);
        const Members inner = members(*data);
        if (channel == "activeAssetCtx")
            readActiveContext(inner);
        else if (channel == "allDexsAssetCtxs")
            readAllContexts(inner);
        else if (channel == "userFills")
            readFills(inner.needContainer(Fills), inner.needText(User));
        else if (const JsonNode *fills = inner.find(Fills)) // channel "user": other events of it are not about fills
            readFills(fills, inner.text(User));
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        if (m_body.read(request.body(), false) != JsonTape::Outcome::Read || !m_body.root().isObject())
            return;
        Fault ofRequest;
        const Members asked(m_body.root(), keyTable(), ofRequest);
        const std::string_view type = asked.text(Type);
        if (type == "metaAndAssetCtxs")
            readMetaAndContexts(root, asked.text(Dex).empty());
        else if (type == "meta" && asked.text(Dex).empty())
            learnUniverse();
        else if (type == "predictedFundings")
            readPredictions(root);
        else if (type == "fundingHistory")
            readRows(root, &HyperliquidDecoder::readSettlement);
        else if (type == "candleSnapshot")
            readRows(root, &HyperliquidDecoder::readCandle);
        else if (type == "recentTrades")
            readTrades(root);
        else if (type == "userFills" || type == "userFillsByTime")
            readFills(&root, asked.text(User));
        else if (type == "clearinghouseState" && asked.text(Dex).empty())
            readAccount(members(root), asked.text(User));
    }

    // {"assetPositions":[{"type":"oneWay","position":{"coin":"BTC","szi":"-0.5","liquidationPx":"71250.5",
    //  "positionValue":"33912.5","leverage":{"type":"cross","value":20}}}],"time":1730160059558}
    void readAccount(const Members &state, std::string_view user)
    {
        const JsonNode *list = state.needContainer(AssetPositions);
        if (!list)
            return;
        AccountPositions account;
        account.venue = HyperliquidId;
        for (const char c : user)
            account.account += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        for (const JsonNode &each : JsonChildren(*list)) {
            if (const JsonNode *position = members(each).needContainer(Position_))
                readPosition(members(*position), account);
        }
        emit(std::move(account));
    }

    void readPosition(const Members &row, AccountPositions &account)
    {
        const std::string_view coin = row.needText(Coin);
        const double size = row.needNumber(Szi);
        const double value = row.needQuantity(PositionValue);
        const std::optional<double> level = row.price(LiquidationPx);
        const JsonNode *leverage = row.needContainer(Leverage);
        if (fault() || !leverage || size == 0 || !isPerpetual(coin))
            return;
        account.positions.push_back({symbol(coin).id, size > 0 ? PositionSide::Long : PositionSide::Short,
            std::abs(size), value, level, members(*leverage).needText(Type) == "cross"});
    }

    using ReadRow = void (HyperliquidDecoder::*)(const Members &);
    void readRows(const JsonNode &rows, ReadRow read)
    {
        if (!rows.isArray())
            return fault().set("an answer that is no array");
        for (const JsonNode &each : JsonChildren(rows))
            (this->*read)(members(each));
    }

    // {"funding":"0.0000125","openInterest":"18617460.0","dayNtlVlm":"7665220.5","oraclePx":"0.1995","markPx":"0.19963"}
    void emitContext(const Symbol &of, const Members &ctx)
    {
        for (const JsonKey each : {FundingNow, OpenInterest_, DayNtlVlm, OraclePx, MarkPx})
            ctx.require(each);
        if (const std::optional<double> rate = ctx.number(FundingNow)) {
            Funding funding;
            funding.rate = rate;
            emit(of, funding);
        }
        const Mark mark{ctx.price(MarkPx), ctx.price(OraclePx)};
        if (mark.markPrice || mark.indexPrice)
            emit(of, mark);
        if (const std::optional<double> base = ctx.quantity(OpenInterest_))
            emit(of, OpenInterest{base, std::nullopt, std::nullopt});
        const Volume volume{ctx.quantity(DayNtlVlm), ctx.quantity(DayBaseVlm)};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(of, volume);
    }

    void readActiveContext(const Members &data)
    {
        const std::string_view coin = data.needText(Coin);
        const JsonNode *ctx = data.needContainer(Ctx);
        if (ctx && isPerpetual(coin))
            emitContext(symbol(coin), members(*ctx));
    }

    struct Position {
        std::string coin;
        bool isDelisted = false;
    };

    /// Contexts belong to coins by position only, so their numbers must agree.
    void emitContexts(const JsonNode &contexts, const std::vector<Position> &universe)
    {
        std::size_t position = 0;
        for (const JsonNode &each : JsonChildren(contexts)) {
            if (position < universe.size() && !universe[position].isDelisted)
                emitContext(symbol(universe[position].coin), members(each));
            ++position;
        }
        if (position != universe.size())
            fault().set("the contexts are not as many as the coins of the universe");
    }

    void readMetaAndContexts(const JsonNode &root, bool isMainDex)
    {
        const Members halves = members(root);
        const JsonNode *meta = halves.needContainer(0);
        const JsonNode *contexts = halves.needContainer(1);
        const JsonNode *universe = meta ? members(*meta).needContainer(Universe) : nullptr;
        if (!contexts || !universe)
            return;
        std::vector<Position> positions;
        for (const JsonNode &each : JsonChildren(*universe)) {
            const Members row = members(each);
            const JsonNode *delisted = row.find(IsDelisted);
            positions.push_back({std::string(row.needText(Name)), delisted && delisted->type == JsonType::True});
        }
        emitContexts(*contexts, positions);
        if (isMainDex && !fault())
            m_universe = std::move(positions);
    }

    void learnUniverse()
    {
        const auto reader = makeHyperliquidReader({}, m_allNames);
        learn(*reader);
        if (fault())
            return;
        m_universe.clear();
        for (const Listing &each : reader->listings())
            m_universe.push_back({each.instrument.symbol, !each.isOffered});
    }

    // {"ctxs":[["",[ctx,..]],["xyz",[ctx,..]]]}: the main dex has no name; the universes of others are not known.
    void readAllContexts(const Members &data)
    {
        const JsonNode *dexes = data.needContainer(Ctxs);
        if (!dexes)
            return;
        for (const JsonNode &each : JsonChildren(*dexes)) {
            const Members dex = members(each);
            dex.require(0);
            const JsonNode *contexts = dex.needContainer(1);
            if (!contexts || !dex.text(0).empty())
                continue;
            if (m_universe.empty())
                return fault().set("contexts by position before the universe is known");
            emitContexts(*contexts, m_universe);
        }
    }

    // {"coin":"FXS","side":"A","px":"1.9014","sz":"9.1","time":1730160059558,"tid":809065877559592}
    void readTrades(const JsonNode &rows)
    {
        const std::size_t first = rowCount();
        readRows(rows, &HyperliquidDecoder::readTrade);
        oldestFirst<Trade>(first);
    }

    bool readIsSell(const Members &row)
    {
        const std::string_view side = row.needText(Side);
        if (side != "A" && side != "B")
            fault().set("neither A nor B", "side");
        return side == "A";
    }

    std::uint64_t eventKey(const Symbol &of, const Members &row)
    {
        StableHash key = of.hash;
        const std::string_view id = row.textOfAny(Tid);
        if (!id.empty())
            key.add(id);
        else
            key.add(row.textOfAny(Time)).add(row.textOfAny(Side)).add(row.textOfAny(Px)).add(row.textOfAny(Sz));
        return key.value();
    }

    void readTrade(const Members &row)
    {
        const std::string_view coin = row.needText(Coin);
        const bool isSell = readIsSell(row);
        const double price = row.needPrice(Px);
        const double base = row.needQuantity(Sz);
        const TimeMs time = row.needTime(Time);
        if (fault() || !isPerpetual(coin))
            return;
        const Symbol &of = symbol(coin);
        emit(of, Trade{isSell ? Aggressor::Sell : Aggressor::Buy, price, base, time, eventKey(of, row)});
        if (const JsonNode *users = row.find(Users)) { // "users":["0x..buyer","0x..seller"]
            for (const JsonNode &each : JsonChildren(*users)) {
                if (each.isString())
                    emitTrader(each.text());
            }
        }
    }

    void readFills(const JsonNode *fills, std::string_view user)
    {
        if (!fills)
            return;
        if (!fills->isArray())
            return fault().set("fills that are no array");
        const std::size_t first = rowCount();
        for (const JsonNode &each : JsonChildren(*fills))
            readFill(members(each), user);
        oldestFirst<Liquidation>(first);
    }

    // {"coin":"BTC","px":"..","sz":"..","side":"A","time":..,"crossed":true,"tid":..,
    //  "liquidation":{"liquidatedUser":"0x..","markPx":"..","method":"market"}}
    void readFill(const Members &row, std::string_view user)
    {
        const std::string_view coin = row.needText(Coin);
        const JsonNode *liquidation = row.find(Liquidation_);
        if (!liquidation || liquidation->type == JsonType::Null || !isPerpetual(coin))
            return;
        const std::string_view victim = members(*liquidation).needText(LiquidatedUser);
        const bool isSell = readIsSell(row);
        const double price = row.needPrice(Px);
        const double base = row.needQuantity(Sz);
        const TimeMs time = row.needTime(Time);
        // The liquidated order always crosses: a fill that rested, or is of another account, is the other side's.
        const bool mayBeVictim = !row.has(Crossed) || row.needBool(Crossed);
        const bool isVictim = mayBeVictim && (user.empty() || isSameAddress(user, victim));
        if (user.empty() && !row.has(Crossed))
            fault().set("nothing tells whose fill a liquidation is");
        if (fault())
            return;
        const Symbol &of = symbol(coin);
        emit(of,
            Liquidation{isSell == isVictim ? PositionSide::Long : PositionSide::Short, price, base, price * base, time,
                eventKey(of, row)});
    }

    void readSettlement(const Members &row)
    {
        const Symbol &of = symbol(row.needText(Coin));
        const double rate = row.needNumber(FundingRate);
        emit(of, Settlement{rate, row.needTime(Time)});
    }

    // [["BTC",[["BinPerp",{..}],["HlPerp",{"fundingRate":"0.0000125","nextFundingTime":1733958000000}],["BybitPerp",null]]]]
    void readPredictions(const JsonNode &root)
    {
        if (!root.isArray())
            return fault().set("predictedFundings is no array");
        for (const JsonNode &each : JsonChildren(root)) {
            const Members pair = members(each);
            const std::string_view coin = pair.needText(0);
            const JsonNode *venues = pair.needContainer(1);
            if (!venues)
                return;
            for (const JsonNode &venue : JsonChildren(*venues)) {
                const Members entry = members(venue);
                if (entry.needText(0) == "HlPerp" && isPerpetual(coin))
                    readPrediction(symbol(coin), entry.find(1));
            }
        }
    }

    void readPrediction(const Symbol &of, const JsonNode *prediction)
    {
        if (!prediction || prediction->type == JsonType::Null)
            return;
        const Members row = members(*prediction);
        Funding funding;
        funding.rate = row.number(FundingRate);
        funding.nextFundingMs = row.time(NextFundingTime);
        funding.intervalHours = row.price(FundingIntervalHours);
        if (funding.rate || funding.nextFundingMs)
            emit(of, funding);
    }

    // {"t":1681923600000,"T":1681924499999,"s":"BTC","i":"15m","o":"29295.0","c":"29258.0","h":..,"l":..,"v":"0.98"}
    void readCandle(const Members &row)
    {
        const Symbol &of = symbol(row.needText(S));
        Candle candle;
        candle.openMs = row.needTime(OpenTime);
        const std::optional<TimeMs> length = barLength(hyperliquidBars(), row.text(Interval));
        candle.lengthMs = length ? *length : row.needTime(CloseTime) + 1 - candle.openMs;
        candle.open = row.needPrice(O);
        candle.high = row.needPrice(H);
        candle.low = row.needPrice(L);
        candle.close = row.needPrice(C);
        candle.baseVolume = row.needQuantity(V);
        emit(of, candle);
    }

    InstrumentNames &m_allNames;
    JsonTape m_body; // of the request
    std::vector<Position> m_universe; // of the main dex
};

} // namespace

std::span<const BarName> hyperliquidBars()
{
    static constexpr std::array<BarName, 13> Bars{{{MinuteMs, "1m"}, {3 * MinuteMs, "3m"}, {5 * MinuteMs, "5m"},
        {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1h"}, {2 * HourMs, "2h"}, {4 * HourMs, "4h"},
        {8 * HourMs, "8h"}, {12 * HourMs, "12h"}, {DayMs, "1d"}, {3 * DayMs, "3d"}, {7 * DayMs, "1w"}}};
    return Bars;
}

std::unique_ptr<Decoder> makeHyperliquidDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<HyperliquidDecoder>(std::move(reference), names);
}

} // namespace isobar
