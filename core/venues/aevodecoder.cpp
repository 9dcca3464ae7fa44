#include "core/venues/aevoparts.h"
#include "core/venues/framedecoder.h"
#include "core/venues/othertimes.h"

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Channel, Data, Error, Status, Timestamp, Tickers, InstrumentName, Mark_, Price, IndexPrice, MarkPrice,
    FundingRate, NextFundingRate, NextEpoch, FundingHistory,
    TradeId, Side, Amount, CreatedTimestamp, TradeHistory,
    OpenInterest_, Total, DailyVolume, DailyVolumeContracts,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "channel", "data", "error", "status", "timestamp", "tickers", "instrument_name", "mark", "price",
        "index_price", "mark_price", "funding_rate", "next_funding_rate", "next_epoch", "funding_history",
        "trade_id", "side", "amount", "created_timestamp", "trade_history",
        "open_interest", "total", "daily_volume", "daily_volume_contracts"};
    return Table;
}
// clang-format on

constexpr std::string_view TickerChannel = "ticker", TradesChannel = "trades", IndexChannel = "index";
constexpr std::int64_t NsPerMs = 1'000'000;

/// "ticker" of "ticker-500ms:ETH:PERPETUAL".
std::string_view kindOf(std::string_view channel) { return channel.substr(0, channel.find_first_of(":-")); }

Interest interestIn(JsonKey key, std::string_view text)
{
    if (key != Channel)
        return Interest::Keep;
    const std::string_view kind = kindOf(text);
    return kind == TickerChannel || kind == TradesChannel || kind == IndexChannel ? Interest::Keep : Interest::Mute;
}

class AevoDecoder final : public FrameDecoder {
public:
    AevoDecoder(ReferencePtr reference, InstrumentNames &names)
        : FrameDecoder(std::string(AevoId), keyTable(), interestIn, Data, std::move(reference), names),
          m_allNames(names)
    {
    }

private:
    bool isRefusal(const Members &outer)
    {
        const std::string_view error = outer.textOfAny(Error);
        if (error.empty() && outer.textOfAny(Status) != "error")
            return false;
        fault().set("Aevo refuses: " + std::string(error));
        return true;
    }

    void readSocket(const JsonNode &root) override
    {
        const Members outer = members(root);
        // Acknowledgements and pongs have no channel.
        if (isRefusal(outer) || !outer.has(Channel))
            return;
        const std::string_view channel = outer.needText(Channel), kind = kindOf(channel);
        const JsonNode *data = outer.needContainer(Data);
        if (!data || fault())
            return;
        const Members inner = members(*data);
        if (kind == TickerChannel)
            readTickers(inner);
        else if (kind == TradesChannel)
            readTrade(inner, {});
        else if (kind == IndexChannel)
            readIndex(inner, channel.substr(channel.find(':') + 1));
    }

    void readAnswer(const JsonNode &root, const RequestLine &request) override
    {
        if (request.endsWith("/markets")) {
            const auto reader = makeAevoReader({}, m_allNames);
            return learn(*reader);
        }
        const Members outer = members(root);
        if (isRefusal(outer))
            return;
        const std::string_view path = request.path();
        if (request.endsWith("/funding"))
            readFunding(outer, request.query("instrument_name"));
        else if (request.endsWith("/funding-history"))
            readSettlements(outer);
        else if (request.endsWith("/statistics") && request.query("instrument_type") == "PERPETUAL")
            readStatistics(outer, request.query("asset")); // of all types they count options too
        else if (request.endsWith("/trade-history"))
            readTrades(outer, RequestLine(path.substr(0, path.rfind('/'))).lastSegment());
        else if (path.find("/instrument/") != std::string_view::npos)
            emitMark(request.lastSegment(), outer.price(MarkPrice), outer.price(IndexPrice));
    }

    void emitMark(std::string_view instrument, std::optional<double> mark, std::optional<double> index)
    {
        if (isAevoPerpetual(instrument) && (mark || index))
            emit(symbol(instrument), Mark{mark, index});
    }

    void readTickers(const Members &data)
    {
        setVenueTime(timeIn(data, Timestamp, NsPerMs));
        const JsonNode *tickers = data.needContainer(Tickers);
        if (!tickers)
            return;
        for (const JsonNode &each : JsonChildren(*tickers))
            readTicker(members(each));
    }

    // {"instrument_name":"ETH-PERP","index_price":"3087.1","mark":{"price":"3087.0"},"funding_rate":"0.000013",
    //  "next_funding_rate":"0.000012"}: funding_rate was paid already, next_funding_rate is the coming payment's. Each
    // may be missing.
    void readTicker(const Members &row)
    {
        const std::string_view name = row.needText(InstrumentName);
        if (!isAevoPerpetual(name))
            return;
        if (const std::optional<double> rate = row.number(NextFundingRate)) {
            Funding funding;
            funding.rate = rate;
            emit(symbol(name), funding);
        }
        const JsonNode *mark = row.find(Mark_);
        emitMark(name, mark && mark->isObject() ? members(*mark).price(Price) : std::nullopt, row.price(IndexPrice));
    }

    // {"price":"1337.16","timestamp":"1673438070391698947"} of index:ETH
    void readIndex(const Members &row, std::string_view asset)
    {
        const double price = row.needPrice(Price);
        setVenueTime(timeIn(row, Timestamp, NsPerMs));
        emitMark(std::string(asset) + "-PERP", std::nullopt, price);
    }

    // {"trade_id":"Btj9..","instrument_name":"ETH-PERP","side":"sell","price":"1937.31","amount":"0.03",
    //  "created_timestamp":"1772450889335076036"}
    // UNCONFIRMED: that the side is the taker's. Clients use it so; trades beside the book would settle it.
    void readTrade(const Members &row, std::string_view instrument)
    {
        const std::string_view name = instrument.empty() ? row.needText(InstrumentName) : instrument;
        if (fault() || !isAevoPerpetual(name))
            return;
        const std::string_view side = row.needText(Side);
        if (side != "buy" && side != "sell")
            fault().set("neither buy nor sell", "side");
        const double price = row.needPrice(Price);
        const double base = row.needQuantity(Amount);
        const TimeMs time = needTimeIn(row, CreatedTimestamp, NsPerMs);
        const Symbol &of = symbol(name);
        const std::string_view id = row.textOfAny(TradeId);
        if (id.empty())
            fault().set("nothing", "trade_id");
        StableHash key = of.hash;
        key.add(id);
        emit(of, Trade{side == "buy" ? Aggressor::Buy : Aggressor::Sell, price, base, time, key.value()});
    }

    void readTrades(const Members &outer, std::string_view instrument)
    {
        const JsonNode *rows = outer.needContainer(TradeHistory);
        if (!rows)
            return;
        const std::size_t first = rowCount();
        for (const JsonNode &each : JsonChildren(*rows))
            readTrade(members(each), instrument);
        oldestFirst<Trade>(first);
    }

    // {"funding_rate":"0.00122","next_epoch":"1680249600000000000"}
    // UNCONFIRMED: whether this rate is the coming payment's or the last one's. So it is not asked for; one answer
    // beside the ticker of that moment would settle it.
    void readFunding(const Members &row, std::string_view instrument)
    {
        Funding funding;
        funding.rate = row.number(FundingRate);
        funding.nextFundingMs = timeIn(row, NextEpoch, NsPerMs);
        if (isAevoPerpetual(instrument) && (funding.rate || funding.nextFundingMs))
            emit(symbol(instrument), funding);
    }

    // {"funding_history":[["ETH-PERP","1680249600000000000","0.0000125","1800.5"],..]}
    void readSettlements(const Members &outer)
    {
        const JsonNode *rows = outer.needContainer(FundingHistory);
        if (!rows)
            return;
        const std::size_t first = rowCount();
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            const std::string_view name = row.needText(0);
            const TimeMs time = needTimeIn(row, 1, NsPerMs);
            const double rate = row.needNumber(2);
            if (isAevoPerpetual(name))
                emit(symbol(name), Settlement{rate, time});
        }
        oldestFirst<Settlement>(first);
    }

    // {"asset":"ETH","open_interest":{"total":"2678.16"},"daily_volume":"5081000","daily_volume_contracts":"2690",
    //  "mark_price":"1889","index_price":"1888.5"}: open interest in coins, daily_volume in dollars.
    // UNCONFIRMED: that open interest counts a position once; the sum of all accounts would settle it.
    void readStatistics(const Members &row, std::string_view asset)
    {
        if (asset.empty())
            return fault().set("statistics of no asset");
        const std::string name = std::string(asset) + "-PERP";
        emitMark(name, row.price(MarkPrice), row.price(IndexPrice));
        const JsonNode *interest = row.find(OpenInterest_);
        if (interest && interest->isObject()) {
            if (const std::optional<double> base = members(*interest).quantity(Total))
                emit(symbol(name), OpenInterest{base, std::nullopt, std::nullopt});
        }
        const Volume volume{row.quantity(DailyVolume), row.quantity(DailyVolumeContracts)};
        if (volume.notionalUsd || volume.baseQuantity)
            emit(symbol(name), volume);
    }

    InstrumentNames &m_allNames;
};

} // namespace

std::unique_ptr<Decoder> makeAevoDecoder(ReferencePtr reference, InstrumentNames &names)
{
    return std::make_unique<AevoDecoder>(std::move(reference), names);
}

} // namespace isobar
