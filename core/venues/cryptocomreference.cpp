#include "core/venues/cryptocomparts.h"

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Message, Result, Data, Symbol_, InstrumentType, Base, Quote, ContractSize, PriceTickSize, MaxLeverage,
    Tradable,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "message", "result", "data", "symbol", "inst_type", "base_ccy", "quote_ccy", "contract_size",
        "price_tick_size", "max_leverage", "tradable"};
    return Table;
}
// clang-format on

class CryptocomReader final : public CatalogueReader {
public:
    CryptocomReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names)
    {
    }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needNumber(Code) != 0)
            return fault().set("Crypto.com refuses: " + std::string(outer.textOfAny(Message)));
        const JsonNode *result = outer.needContainer(Result);
        const JsonNode *rows = result ? members(*result).needContainer(Data) : nullptr;
        if (!rows)
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            if (row.text(InstrumentType) == "PERPETUAL_SWAP")
                add(page, listing(row));
        }
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        Listing out{named(row.needText(Symbol_), row.needText(Base)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = instrument.settle = row.needText(Quote);
        instrument.contractSize = row.price(ContractSize).value_or(1);
        instrument.intervalHours = 1; // the rate is set for four hours, but paid and quoted for one
        instrument.tickSize = row.price(PriceTickSize);
        instrument.maxLeverage = row.price(MaxLeverage);
        // UNCONFIRMED: cap and floor of the rate, and the maintenance margin: both left absent.
        out.isOffered = row.needBool(Tradable) && isCryptocomPerpetual(instrument.symbol) && isDollar(instrument.quote);
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeCryptocomReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = CryptocomId;
    return std::make_unique<CryptocomReader>(std::move(traits), names);
}

} // namespace isobar
