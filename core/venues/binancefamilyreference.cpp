#include "core/venues/binancefamily.h"

#include <unordered_map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Symbol_, Symbols, BaseAsset, QuoteAsset, MarginAsset, ContractType, Status, ContractStatus, ContractSize,
    Filters, FilterType, TickSize, IntervalHours, RateCap, RateFloor, FeeCap, FeeFloor, Code, Msg,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "symbol", "symbols", "baseAsset", "quoteAsset", "marginAsset", "contractType", "status",
        "contractStatus", "contractSize", "filters", "filterType", "tickSize", "fundingIntervalHours",
        "adjustedFundingRateCap", "adjustedFundingRateFloor", "fundingFeeCap", "fundingFeeFloor", "code", "msg"};
    return Table;
}
// clang-format on

class BinanceReader final : public CatalogueReader {
public:
    BinanceReader(const BinanceDialect &dialect, InstrumentNames &names)
        : CatalogueReader(dialect.profile.traits, keyTable(), names), m_operator(dialect.profile.traits.operatorName),
          m_kind(dialect.kind), m_internalPrefix(dialect.internalPrefix)
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
            return fault().set(m_operator + " refuses: " + std::string(members(root).textOfAny(Msg)));
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
            // Aster calls them fees.
            const FundingInfo info{row.needPrice(IntervalHours), row.number(row.has(FeeCap) ? FeeCap : RateCap),
                row.number(row.has(FeeFloor) ? FeeFloor : RateFloor)};
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
            const bool isTrading = row.text(row.has(ContractStatus) ? ContractStatus : Status) == "TRADING";
            Instrument listed = instrument(row);
            const bool isInternal = !m_internalPrefix.empty() && listed.symbol.starts_with(m_internalPrefix);
            const bool isOffered = isPerpetual && isTrading && !isInternal && isDollar(listed.quote);
            add(page, {std::move(listed), isOffered});
        }
        keep(std::move(page));
    }

    Instrument instrument(const Members &row)
    {
        Instrument out = named(row.needText(Symbol_), row.needText(BaseAsset));
        out.quote = row.needText(QuoteAsset);
        out.settle = row.text(MarginAsset);
        out.kind = m_kind;
        if (m_kind == ContractKind::Inverse)
            out.contractSize = row.needPrice(ContractSize);
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

    const std::string m_operator;
    const ContractKind m_kind;
    const std::string m_internalPrefix;
    std::unordered_map<std::string, FundingInfo> m_intervals;
};

} // namespace

std::unique_ptr<CatalogueReader> makeBinanceReader(const BinanceDialect &dialect, InstrumentNames &names)
{
    return std::make_unique<BinanceReader>(dialect, names);
}

} // namespace isobar
