#include "core/venues/backpackparts.h"

#include <limits>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Symbol_, MarketType, BaseSymbol, QuoteSymbol, OrderBookState, Visible, Filters, Price, TickSize,
    FundingInterval, UpperBound, LowerBound, ImfFunction, MmfFunction, Base,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "symbol", "marketType", "baseSymbol", "quoteSymbol", "orderBookState", "visible", "filters", "price",
        "tickSize", "fundingInterval", "fundingRateUpperBound", "fundingRateLowerBound", "imfFunction", "mmfFunction",
        "base"};
    return Table;
}
// clang-format on

constexpr double BasisPoints = 10'000; // of 1

class BackpackReader final : public CatalogueReader {
public:
    BackpackReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names)
    {
    }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        if (!root.isArray())
            return fault().set("a list of markets that is no array");
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(root))
            add(page, listing(members(each)));
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        Listing out{named(row.needText(Symbol_), row.needText(BaseSymbol)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.text(QuoteSymbol);
        instrument.settle = instrument.quote;
        // Was eight hours once, is one now: in milliseconds.
        if (const std::optional<double> ms = row.price(FundingInterval))
            instrument.intervalHours = *ms / static_cast<double>(HourMs);
        if (const std::optional<double> cap = row.number(UpperBound))
            instrument.fundingCap = *cap / BasisPoints;
        if (const std::optional<double> floor = row.number(LowerBound))
            instrument.fundingFloor = *floor / BasisPoints;
        const JsonNode *filters = row.find(Filters);
        const JsonNode *price = filters && filters->isObject() ? members(*filters).find(Price) : nullptr;
        if (price && price->isObject())
            instrument.tickSize = members(*price).price(TickSize);
        const std::optional<double> initial = baseOf(row, ImfFunction), maintenance = baseOf(row, MmfFunction);
        if (initial)
            instrument.maxLeverage = 1 / *initial;
        // Rises with the square root of the position. UNCONFIRMED in which unit that is measured; the base holds for
        // small positions, and a documented formula would settle it.
        if (initial && maintenance)
            instrument.tiers = {{std::numeric_limits<double>::infinity(), *maintenance, 1 / *initial, 0}};
        const JsonNode *visible = row.find(Visible);
        const bool isHidden = visible && visible->type == JsonType::False;
        out.isOffered = row.needText(MarketType) == "PERP" && row.needText(OrderBookState) == "Open" && !isHidden
            && isDollar(instrument.quote);
        return out;
    }

    std::optional<double> baseOf(const Members &row, JsonKey function)
    {
        const JsonNode *node = row.find(function);
        return node && node->isObject() ? members(*node).price(Base) : std::nullopt;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeBackpackReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = BackpackId;
    return std::make_unique<BackpackReader>(std::move(traits), names);
}

} // namespace isobar
