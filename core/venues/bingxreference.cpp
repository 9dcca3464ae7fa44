#include "core/venues/bingxparts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey { Code, Msg, Data, Symbol_, Asset, Currency, PricePrecision, Status, MaxLeverage, MinTickSize };

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "msg", "data", "symbol", "asset", "currency", "pricePrecision", "status", "maxLongLeverage",
        "minTickSize"};
    return Table;
}
// clang-format on

/// Stocks, currencies, commodities and indices.
bool isNoCoin(std::string_view symbol)
{
    constexpr std::array<std::string_view, 4> Prefixes{"NCSK", "NCFX", "NCCO", "NCSI"};
    return std::any_of(
        Prefixes.begin(), Prefixes.end(), [&](std::string_view prefix) { return symbol.starts_with(prefix); });
}

class BingxReader final : public CatalogueReader {
public:
    BingxReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needNumber(Code) != 0)
            return fault().set("BingX refuses: " + std::string(outer.textOfAny(Msg)));
        const JsonNode *list = outer.needContainer(Data);
        if (!list || fault())
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*list))
            add(page, listing(members(each)));
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        const std::string_view code = row.needText(Symbol_);
        const std::size_t dash = std::min(code.find('-'), code.size());
        const bool isInverse = isBingxInverse(code);
        const std::string_view base = isInverse ? code.substr(0, dash) : row.needText(Asset);
        Listing out{named(code, base), false};
        Instrument &instrument = out.instrument;
        instrument.kind = isInverse ? ContractKind::Inverse : ContractKind::Linear;
        instrument.quote = isInverse ? std::string_view("USD") : row.needText(Currency);
        instrument.settle = isInverse ? std::string(base) : instrument.quote;
        // The minimum quantities of linear contracts are no sizes: all amounts are in coins. Coin-M calls the dollars
        // of a contract minTickSize.
        if (isInverse)
            instrument.contractSize = row.needPrice(MinTickSize);
        if (const std::optional<double> digits = row.quantity(PricePrecision); digits && *digits <= 18)
            instrument.tickSize = std::pow(10, -*digits);
        instrument.maxLeverage = row.price(MaxLeverage);
        out.isOffered = row.textOfAny(Status) == "1" && isDollar(instrument.quote) && !isNoCoin(code);
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeBingxReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = BingxId;
    return std::make_unique<BingxReader>(std::move(traits), names);
}

} // namespace isobar
