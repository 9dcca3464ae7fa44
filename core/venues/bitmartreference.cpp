#include "core/venues/bitmartparts.h"

#include <unordered_map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Message, Data, Symbols, Symbol_, ProductType, Status, Base, Quote, ContractSize, PricePrecision, MaxLeverage,
    IntervalHours, Rules, Brackets, InitialLeverage, NotionalCap, MarginRatio,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "message", "data", "symbols", "symbol", "product_type", "status", "base_currency", "quote_currency",
        "contract_size", "price_precision", "max_leverage", "funding_interval_hours", "rules", "brackets",
        "initial_leverage", "notional_cap", "maint_margin_ratio"};
    return Table;
}
// clang-format on

class BitmartReader final : public CatalogueReader {
public:
    BitmartReader(VenueTraits traits, InstrumentNames &names)
        : CatalogueReader(std::move(traits), keyTable(), names) { }

    Reference build() const override
    {
        Reference reference = CatalogueReader::build();
        for (Instrument &each : reference.instruments) {
            if (const auto found = m_tiers.find(each.symbol); found != m_tiers.end())
                each.tiers = found->second;
        }
        return reference;
    }

private:
    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needNumber(Code) != 1000)
            return fault().set("BitMart refuses: " + std::string(outer.textOfAny(Message)));
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        const bool isTiers = request.endsWith("/leverage-bracket");
        const JsonNode *list = members(*data).needContainer(isTiers ? Rules : Symbols);
        if (!list || fault())
            return;
        if (isTiers)
            return readRules(*list);
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*list))
            add(page, listing(members(each)));
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        Listing out{named(row.needText(Symbol_), row.needText(Base)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.needText(Quote);
        // The contracts quoted in plain dollars are inverse, whatever others call them: a contract is 10 or 100 USD.
        instrument.kind = instrument.quote == "USD" ? ContractKind::Inverse : ContractKind::Linear;
        instrument.settle = instrument.kind == ContractKind::Inverse ? instrument.base : instrument.quote;
        instrument.contractSize = row.needPrice(ContractSize);
        instrument.tickSize = row.price(PricePrecision);
        instrument.maxLeverage = row.price(MaxLeverage);
        instrument.intervalHours = row.price(IntervalHours);
        // Older bodies have no status.
        const bool isTrading = !row.has(Status) || row.text(Status) == "Trading";
        out.isOffered = row.textOfAny(ProductType) == "1" && isTrading && isDollar(instrument.quote);
        return out;
    }

    // {"symbol":..,"brackets":[{"bracket":1,"initial_leverage":50,"notional_floor":0,"notional_cap":10000,
    // "maint_margin_ratio":0.01,"cum":0}]}: the deduction follows from the steps.
    void readRules(const JsonNode &rules)
    {
        std::unordered_map<std::string, std::vector<MarginTier>> all;
        for (const JsonNode &each : JsonChildren(rules)) {
            const Members rule = members(each);
            const JsonNode *brackets = rule.needContainer(Brackets);
            if (!brackets)
                return;
            std::vector<MarginTier> tiers;
            for (const JsonNode &bracket : JsonChildren(*brackets)) {
                const Members row = members(bracket);
                tiers.push_back({row.needPrice(NotionalCap), row.needPrice(MarginRatio),
                    row.price(InitialLeverage).value_or(0), 0});
            }
            joinTiers(tiers);
            all[std::string(rule.needText(Symbol_))] = std::move(tiers);
        }
        if (!fault())
            m_tiers = std::move(all);
    }

    std::unordered_map<std::string, std::vector<MarginTier>> m_tiers;
};

} // namespace

std::unique_ptr<CatalogueReader> makeBitmartReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = BitmartId;
    return std::make_unique<BitmartReader>(std::move(traits), names);
}

} // namespace isobar
