#include "core/venues/binanceusdmparts.h"
#include "core/venues/cataloguereader.h"

#include <unordered_map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Symbol_, Symbols, BaseAsset, QuoteAsset, MarginAsset, ContractType, Status, Filters, FilterType, TickSize,
    IntervalHours, RateCap, RateFloor, Code, Msg,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "symbol", "symbols", "baseAsset", "quoteAsset", "marginAsset", "contractType", "status", "filters",
        "filterType", "tickSize", "fundingIntervalHours", "adjustedFundingRateCap", "adjustedFundingRateFloor",
        "code", "msg"};
    return Table;
}
// clang-format on

class BinanceUsdmReader final : public CatalogueReader {
public:
    BinanceUsdmReader(VenueTraits traits, InstrumentNames &names)
        : CatalogueReader(std::move(traits), keyTable(), names)
    {
    }

    Reference build() const override
    {
        Reference reference = CatalogueReader::build();
        for (Instrument &each : reference.instruments) {
            const auto found = m_intervals.find(each.symbol);
            if (found == m_intervals.end())
                continue;
            each.intervalHours = found->second.hours;
            each.fundingCap = found->second.cap;
            each.fundingFloor = found->second.floor;
        }
        return reference;
    }

private:
    struct FundingInfo {
        double hours = 0;
        std::optional<double> cap, floor;
    };

    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &) override
    {
        if (root.isObject() && members(root).has(Code))
            return fault().set("Binance refuses: " + std::string(members(root).textOfAny(Msg)));
        if (request.endsWith("/fundingInfo"))
            readFundingInfo(root);
        else
            readExchangeInfo(root);
    }

    // [{"symbol":"BLZUSDT","adjustedFundingRateCap":"0.03","adjustedFundingRateFloor":"-0.03","fundingIntervalHours":4}]
    void readFundingInfo(const JsonNode &root)
    {
        if (!root.isArray())
            return fault().set("fundingInfo is no array");
        std::unordered_map<std::string, FundingInfo> intervals;
        for (const JsonNode &each : JsonChildren(root)) {
            const Members row = members(each);
            const FundingInfo info{row.needPrice(IntervalHours), row.number(RateCap), row.number(RateFloor)};
            intervals[std::string(row.needText(Symbol_))] = info;
        }
        if (!fault())
            m_intervals = std::move(intervals);
    }

    void readExchangeInfo(const JsonNode &root)
    {
        const JsonNode *list = members(root).needContainer(Symbols);
        if (!list)
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*list)) {
            const Members row = members(each);
            const std::string_view type = row.text(ContractType);
            const bool isPerpetual = type == "PERPETUAL" || type == "TRADIFI_PERPETUAL";
            const bool isOffered = isPerpetual && row.text(Status) == "TRADING" && isDollar(row.text(QuoteAsset));
            add(page, {instrument(row), isOffered});
        }
        keep(std::move(page));
    }

    Instrument instrument(const Members &row)
    {
        Instrument out = named(row.needText(Symbol_), row.needText(BaseAsset));
        out.quote = row.needText(QuoteAsset);
        out.settle = row.text(MarginAsset);
        const JsonNode *filters = row.find(Filters);
        if (!filters)
            return out;
        for (const JsonNode &each : JsonChildren(*filters)) {
            const Members filter = members(each);
            if (filter.text(FilterType) == "PRICE_FILTER")
                out.tickSize = filter.price(TickSize);
        }
        return out;
    }

    std::unordered_map<std::string, FundingInfo> m_intervals;
};

} // namespace

std::unique_ptr<ReferenceReader> makeBinanceUsdmReader(VenueTraits traits, InstrumentNames &names)
{
    return std::make_unique<BinanceUsdmReader>(std::move(traits), names);
}

} // namespace isobar
