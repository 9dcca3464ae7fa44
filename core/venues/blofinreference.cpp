#include "core/venues/blofinparts.h"

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Msg, Data, InstId, InstType, ContractType, ContractValue, Base, Quote, Settle, TickSize, MaxLeverage, State,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "msg", "data", "instId", "instType", "contractType", "contractValue", "baseCurrency", "quoteCurrency",
        "settleCurrency", "tickSize", "maxLeverage", "state"};
    return Table;
}
// clang-format on

class BlofinReader final : public CatalogueReader {
public:
    BlofinReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.textOfAny(Code) != "0")
            return fault().set("BloFin refuses: " + std::string(outer.textOfAny(Msg)));
        const JsonNode *list = outer.needContainer(Data);
        if (!list || fault())
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*list)) {
            const Members row = members(each);
            if (row.text(InstType) == "SPOT")
                continue;
            add(page, listing(row));
        }
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        Listing out{named(row.needText(InstId), row.needText(Base)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.needText(Quote);
        instrument.kind = row.text(ContractType) == "inverse" ? ContractKind::Inverse : ContractKind::Linear;
        instrument.settle = row.text(Settle);
        if (instrument.settle.empty())
            instrument.settle = instrument.kind == ContractKind::Inverse ? instrument.base : instrument.quote;
        // Linear: coins. UNCONFIRMED for inverse ("1"): read as dollars. A ticker of BTC-USD, which counts contracts
        // and coins, would settle it.
        instrument.contractSize = row.needPrice(ContractValue);
        instrument.tickSize = row.price(TickSize);
        instrument.maxLeverage = row.price(MaxLeverage);
        out.isOffered = row.text(InstType) == "SWAP" && row.text(State) == "live" && isDollar(instrument.quote);
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeBlofinReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = BlofinId;
    return std::make_unique<BlofinReader>(std::move(traits), names);
}

} // namespace isobar
