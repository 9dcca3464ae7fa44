#include "core/base/numbers.h"
#include "core/venues/lighterparts.h"

#include <cmath>
#include <limits>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Message, Details, MarketId, Symbol_, MarketType, Status, PriceDecimals, SupportedPriceDecimals,
    MinInitialMargin, MaintenanceMargin, MarketConfig, Hidden,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "message", "order_book_details", "market_id", "symbol", "market_type", "status", "price_decimals",
        "supported_price_decimals", "min_initial_margin_fraction", "maintenance_margin_fraction", "market_config",
        "hidden"};
    return Table;
}
// clang-format on

constexpr double MarginUnit = 10'000; // fractions come in 1/10000

class LighterReader final : public CatalogueReader {
public:
    LighterReader(VenueTraits traits, InstrumentNames &names)
        : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needNumber(Code) != 200)
            return fault().set("Lighter refuses: " + std::string(outer.textOfAny(Message)));
        const JsonNode *rows = outer.needContainer(Details);
        if (!rows)
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*rows))
            add(page, listing(members(each)));
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        const std::string_view market = lighterMarket(row, MarketId);
        Listing out{named(market, row.needText(Symbol_)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = instrument.settle = "USDC";
        instrument.intervalHours = 1;
        std::optional<double> decimals = row.quantity(SupportedPriceDecimals);
        if (!decimals)
            decimals = row.quantity(PriceDecimals);
        if (decimals)
            instrument.tickSize = std::pow(10.0, -*decimals);
        const std::optional<double> initial = row.price(MinInitialMargin), maintenance = row.price(MaintenanceMargin);
        if (initial)
            instrument.maxLeverage = MarginUnit / *initial;
        // UNCONFIRMED that there are no tiers by size: the list has none. A documented tier would settle it.
        if (initial && maintenance) {
            instrument.tiers = {
                {std::numeric_limits<double>::infinity(), *maintenance / MarginUnit, MarginUnit / *initial, 0}};
        }
        const JsonNode *config = row.find(MarketConfig);
        const JsonNode *hidden = config && config->isObject() ? members(*config).find(Hidden) : nullptr;
        const bool isHidden = hidden && hidden->type == JsonType::True;
        out.isOffered = row.needText(MarketType) == "perp" && row.text(Status) == "active" && !isHidden;
        return out;
    }
};

} // namespace

std::string_view lighterMarket(const Members &row, JsonKey key)
{
    const std::string_view text = row.textOfAny(key);
    if (const auto number = parseInteger(text); !number || *number < 0)
        row.fault().set("no number of a market");
    return text;
}

std::unique_ptr<CatalogueReader> makeLighterReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = LighterId;
    return std::make_unique<LighterReader>(std::move(traits), names);
}

} // namespace isobar
