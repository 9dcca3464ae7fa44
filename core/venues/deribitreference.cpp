#include "core/venues/deribitparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Error_, Message, Result, InstrumentName, SettlementPeriod, IsActive, State, BaseCurrency, QuoteCurrency,
    SettlementCurrency, InstrumentType, FutureType, ContractSize, TickSize, MaxLeverage,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "error", "message", "result", "instrument_name", "settlement_period", "is_active", "state", "base_currency",
        "quote_currency", "settlement_currency", "instrument_type", "future_type", "contract_size", "tick_size",
        "max_leverage"};
    return Table;
}
// clang-format on

/// What is over for good. "locked", "halted" and the daily "settlement" pass.
bool isOver(std::string_view state)
{
    constexpr std::array<std::string_view, 4> Over{"delivered", "inactive", "archivized", "closed"};
    return std::find(Over.begin(), Over.end(), state) != Over.end();
}

class DeribitReader final : public CatalogueReader {
public:
    DeribitReader(VenueTraits traits, InstrumentNames &names)
        : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (const JsonNode *error = outer.find(Error_))
            return fault().set("Deribit refuses: " + std::string(members(*error).textOfAny(Message)));
        const JsonNode *rows = outer.needContainer(Result);
        if (!rows)
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            if (isDeribitPerpetual(row.text(InstrumentName)))
                add(page, listing(row));
        }
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        const std::string_view name = row.needText(InstrumentName);
        Listing out{named(name, row.needText(BaseCurrency)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.needText(QuoteCurrency);
        instrument.settle = row.text(SettlementCurrency); // old rows lack it
        // Old rows have neither of the types: the name tells.
        const std::string_view type = row.has(InstrumentType) ? row.text(InstrumentType) : row.text(FutureType);
        const bool isInverse = type.empty() ? isDeribitInverse(name) : type == "reversed";
        instrument.kind = isInverse ? ContractKind::Inverse : ContractKind::Linear;
        instrument.contractSize = row.price(ContractSize).value_or(1); // of no use here: amounts are not contracts
        instrument.continuousFunding = true;
        instrument.intervalHours = 8; // what rates are quoted for
        instrument.tickSize = row.price(TickSize);
        instrument.maxLeverage = row.price(MaxLeverage);
        // UNCONFIRMED: a cap of 0.5 % per 8 h for BTC and ETH. Left absent, since a wrong cap would call rates capped;
        // a rate above it would settle it. Margins grow with the position by a slope of no public call: no tiers.
        const bool isPerpetual = row.text(SettlementPeriod) == "perpetual";
        out.isOffered = isPerpetual && row.needBool(IsActive) && !isOver(row.text(State)) && isDollar(instrument.quote);
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeDeribitReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = DeribitId;
    return std::make_unique<DeribitReader>(std::move(traits), names);
}

} // namespace isobar
