#include "core/venues/aevoparts.h"

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    InstrumentName, InstrumentType, IsActive, UnderlyingAsset, QuoteAsset, PriceStep, MaxLeverage,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "instrument_name", "instrument_type", "is_active", "underlying_asset", "quote_asset", "price_step",
        "max_leverage"};
    return Table;
}
// clang-format on

class AevoReader final : public CatalogueReader {
public:
    AevoReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

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

    // {"instrument_id":"1","instrument_name":"ETH-PERP","instrument_type":"PERPETUAL","underlying_asset":"ETH",
    //  "quote_asset":"USDC","price_step":"0.01","amount_step":"0.01","is_active":true,"max_leverage":"20"}
    Listing listing(const Members &row)
    {
        const std::string_view name = row.needText(InstrumentName);
        Listing out{named(name, row.needText(UnderlyingAsset)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.text(QuoteAsset);
        instrument.settle = "USDC";
        instrument.intervalHours = 1;
        instrument.tickSize = row.price(PriceStep);
        instrument.maxLeverage = row.price(MaxLeverage);
        const bool isPerpetual = row.needText(InstrumentType) == "PERPETUAL" && isAevoPerpetual(name);
        out.isOffered = isPerpetual && row.needBool(IsActive) && isDollar(instrument.quote);
        return out;
    }
};

} // namespace

bool isAevoPerpetual(std::string_view instrument) { return instrument.ends_with("-PERP"); }

std::unique_ptr<CatalogueReader> makeAevoReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = AevoId;
    return std::make_unique<AevoReader>(std::move(traits), names);
}

} // namespace isobar
