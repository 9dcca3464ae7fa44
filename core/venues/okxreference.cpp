#include "core/venues/okxparts.h"

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Msg, Data, InstId, InstType, CtType, CtVal, CtMult, SettleCcy, TickSz, Lever, State, RuleType,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{"code", "msg", "data", "instId", "instType", "ctType", "ctVal", "ctMult", "settleCcy",
        "tickSz", "lever", "state", "ruleType"};
    return Table;
}
// clang-format on

class OkxReader final : public CatalogueReader {
public:
    OkxReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.textOfAny(Code) != "0")
            return fault().set("OKX refuses: " + std::string(outer.textOfAny(Msg)));
        const JsonNode *rows = outer.needContainer(Data);
        if (!rows)
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            // Spot has no contracts, options no funding.
            if (!row.text(CtType).empty())
                add(page, listing(row));
        }
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        // baseCcy and quoteCcy are empty for swaps: the id has both, before its second dash.
        const std::string_view id = row.needText(InstId);
        const std::string_view index = okxIndexOf(id);
        const std::size_t dash = index.find('-');
        Listing out{named(id, index.substr(0, dash)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = dash == std::string_view::npos ? std::string_view() : index.substr(dash + 1);
        instrument.settle = row.text(SettleCcy);
        instrument.kind = row.text(CtType) == "inverse" ? ContractKind::Inverse : ContractKind::Linear;
        instrument.contractSize = row.needPrice(CtVal) * row.price(CtMult).value_or(1);
        instrument.tickSize = row.price(TickSz);
        instrument.maxLeverage = row.price(Lever);
        const std::string_view rule = row.text(RuleType);
        const bool isPerpetual = row.text(InstType) == "SWAP" || rule == "XPERP" || rule == "xperp";
        out.isOffered = isPerpetual && row.text(State) == "live" && isDollar(instrument.quote);
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeOkxReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = OkxId;
    return std::make_unique<OkxReader>(std::move(traits), names);
}

} // namespace isobar
