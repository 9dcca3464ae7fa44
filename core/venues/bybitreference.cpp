#include "core/venues/bybitparts.h"

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    RetCode, RetMsg, Result, Category, List, Cursor, Symbol_, ContractType, Status, BaseCoin, QuoteCoin, SettleCoin,
    FundingInterval, UpperRate, LowerRate, PriceFilter, TickSize, LeverageFilter, MaxLeverage,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "retCode", "retMsg", "result", "category", "list", "nextPageCursor", "symbol", "contractType", "status",
        "baseCoin", "quoteCoin", "settleCoin", "fundingInterval", "upperFundingRate", "lowerFundingRate",
        "priceFilter", "tickSize", "leverageFilter", "maxLeverage"};
    return Table;
}
// clang-format on

constexpr int MostPages = 50; // a cursor that leads in a circle must end somewhere

class BybitReader final : public CatalogueReader {
public:
    BybitReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &step) override
    {
        const Members outer = members(root);
        if (outer.needNumber(RetCode) != 0)
            return fault().set("Bybit refuses: " + std::string(outer.textOfAny(RetMsg)));
        const JsonNode *result = outer.needContainer(Result);
        if (!result)
            return;
        const Members inner = members(*result);
        const JsonNode *list = inner.needContainer(List);
        if (!list || fault())
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*list))
            add(page, listing(members(each)));
        const std::string_view cursor = inner.text(Cursor);
        const std::string asked = request.query("category");
        const std::string_view category = asked.empty() ? inner.text(Category) : std::string_view(asked);
        if (!cursor.empty() && !category.empty() && ++m_pages < MostPages)
            step.more.push_back({bybitListPath(category, cursor), {}, 1});
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        Listing out{named(row.needText(Symbol_), row.needText(BaseCoin)), false};
        Instrument &instrument = out.instrument;
        const std::string_view type = row.needText(ContractType);
        instrument.quote = row.needText(QuoteCoin);
        instrument.settle = row.text(SettleCoin);
        instrument.kind = type.starts_with("Inverse") ? ContractKind::Inverse : ContractKind::Linear;
        // In minutes; whatever is less than half an hour is hours in disguise and not to be trusted.
        const std::optional<double> minutes = row.price(FundingInterval);
        if (minutes && *minutes >= 30)
            instrument.intervalHours = *minutes / 60;
        instrument.fundingCap = row.number(UpperRate);
        instrument.fundingFloor = row.number(LowerRate);
        if (const JsonNode *filter = row.find(PriceFilter))
            instrument.tickSize = members(*filter).price(TickSize);
        if (const JsonNode *filter = row.find(LeverageFilter))
            instrument.maxLeverage = members(*filter).price(MaxLeverage);
        const bool isPerpetual = type == "LinearPerpetual" || type == "InversePerpetual";
        out.isOffered = isPerpetual && row.text(Status) == "Trading" && isDollar(instrument.quote);
        return out;
    }

    int m_pages = 0;
};

} // namespace

std::string bybitListPath(std::string_view category, std::string_view cursor)
{
    std::string path = "/v5/market/instruments-info?category=" + std::string(category) + "&limit=1000";
    if (!cursor.empty())
        path += "&cursor=" + percentEncode(cursor);
    return path;
}

std::unique_ptr<CatalogueReader> makeBybitReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = BybitId;
    return std::make_unique<BybitReader>(std::move(traits), names);
}

} // namespace isobar
