#include "core/venues/bitgetparts.h"

#include <cmath>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Msg, Data, Symbol_, Category, BaseCoin, QuoteCoin, Type, SymbolType, Status, SymbolStatus, PriceMultiplier,
    PricePlace, PriceEndStep, FundInterval, MaxLeverage, MaxLever,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "msg", "data", "symbol", "category", "baseCoin", "quoteCoin", "type", "symbolType", "status",
        "symbolStatus", "priceMultiplier", "pricePlace", "priceEndStep", "fundInterval", "maxLeverage", "maxLever"};
    return Table;
}
// clang-format on

class BitgetReader final : public CatalogueReader {
public:
    BitgetReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needText(Code) != "00000")
            return fault().set("Bitget refuses: " + std::string(outer.textOfAny(Msg)));
        const JsonNode *list = outer.needContainer(Data);
        if (!list || fault())
            return;
        const std::string category = request.query("category");
        const BitgetProduct asked = bitgetProductByName(category.empty() ? request.query("productType") : category);
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*list))
            add(page, listing(members(each), asked));
        keep(std::move(page));
    }

    Listing listing(const Members &row, BitgetProduct asked)
    {
        Listing out{named(row.needText(Symbol_), row.needText(BaseCoin)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.needText(QuoteCoin);
        const std::string_view category = row.text(Category);
        const BitgetProduct product = category.empty() ? asked : bitgetProductByName(category);
        if (product == BitgetProduct::Other)
            fault().set("no product line", "category");
        // Sizes of COIN-M are base coin or dollars, never contracts: a contract is a dollar.
        const bool isInverse = product == BitgetProduct::Coin;
        instrument.kind = isInverse ? ContractKind::Inverse : ContractKind::Linear;
        instrument.settle = isInverse ? instrument.base : product == BitgetProduct::Usdc ? "USDC" : "USDT";
        instrument.intervalHours = row.price(FundInterval);
        instrument.maxLeverage = row.price(row.has(MaxLeverage) ? MaxLeverage : MaxLever);
        instrument.tickSize = row.price(PriceMultiplier);
        if (const std::optional<double> steps = row.price(PriceEndStep); steps && row.has(PricePlace))
            instrument.tickSize = *steps * std::pow(10, -row.needQuantity(PricePlace));
        // The member that tells perpetual from dated changed its name in 2026; the old one then says "crypto", "stock".
        const bool isPerpetual = row.text(Type) == "perpetual" || row.textOfAny(SymbolType) == "perpetual";
        const bool isTrading = row.text(Status) == "online" || row.text(SymbolStatus) == "normal";
        out.isOffered = isPerpetual && isTrading && isDollar(instrument.quote);
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeBitgetReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = BitgetId;
    return std::make_unique<BitgetReader>(std::move(traits), names);
}

} // namespace isobar
