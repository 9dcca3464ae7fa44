#include "core/venues/kucoinparts.h"

#include <cmath>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Msg, Data, Symbol_, Type, Status, MarketStage, Base, Quote, Settle, Multiplier, TickSize, MaxLeverage,
    Granularity,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "msg", "data", "symbol", "type", "status", "marketStage", "baseCurrency", "quoteCurrency",
        "settleCurrency", "multiplier", "tickSize", "maxLeverage", "fundingRateGranularity"};
    return Table;
}
// clang-format on

class KucoinReader final : public CatalogueReader {
public:
    KucoinReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.textOfAny(Code) != "200000")
            return fault().set("KuCoin refuses: " + std::string(outer.textOfAny(Msg)));
        const JsonNode *list = outer.needContainer(Data);
        if (!list || fault())
            return;
        std::vector<Listing> page;
        if (list->isObject()) // of one contract
            add(page, listing(members(*list)));
        for (const JsonNode &each : JsonChildren(*list)) {
            if (list->isArray())
                add(page, listing(members(each)));
        }
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        Listing out{named(row.needText(Symbol_), row.needText(Base)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.needText(Quote);
        instrument.settle = row.text(Settle);
        // Coins a lot; below zero it is the dollars of a lot of an inverse contract.
        const double multiplier = row.needNumber(Multiplier);
        if (multiplier == 0)
            fault().set("a contract size of zero", "multiplier");
        instrument.kind = multiplier < 0 ? ContractKind::Inverse : ContractKind::Linear;
        instrument.contractSize = std::abs(multiplier);
        if (const std::optional<double> interval = row.price(Granularity))
            instrument.intervalHours = *interval / static_cast<double>(HourMs);
        instrument.tickSize = row.price(TickSize);
        instrument.maxLeverage = row.price(MaxLeverage);
        // FFWCSX: perpetual, FFICSX: dated. Before its market opens a contract has no index to pay funding against.
        out.isOffered = row.text(Type) == "FFWCSX" && row.text(Status) == "Open" && isDollar(instrument.quote)
            && row.text(MarketStage) != "PRE_MARKET";
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeKucoinReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = KucoinId;
    return std::make_unique<KucoinReader>(std::move(traits), names);
}

} // namespace isobar
