#include "core/venues/htxparts.h"

#include <algorithm>
#include <unordered_map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Status, ErrCode, ErrMsg, Data, ContractCode, Base, ContractSize, PriceTick, ContractStatus, SettlementPeriod,
    BusinessType, RateCap, RateFloor, SettlePeriod, MaxLevel,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "status", "err_code", "err_msg", "data", "contract_code", "symbol", "contract_size", "price_tick",
        "contract_status", "settlement_period", "business_type", "funding_rate_cap", "funding_rate_floor",
        "settle_period", "max_level"};
    return Table;
}
// clang-format on

class HtxReader final : public CatalogueReader {
public:
    HtxReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

    Reference build() const override
    {
        Reference reference = CatalogueReader::build();
        for (Instrument &each : reference.instruments) {
            const auto found = m_elements.find(each.symbol);
            if (found == m_elements.end())
                continue;
            const Elements &elements = found->second;
            each.fundingCap = elements.cap;
            each.fundingFloor = elements.floor;
            each.maxLeverage = elements.maxLeverage;
            if (!each.intervalHours)
                each.intervalHours = elements.intervalHours;
        }
        return reference;
    }

private:
    struct Elements {
        std::optional<double> cap, floor, intervalHours, maxLeverage;
    };

    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needText(Status) != "ok") {
            return fault().set(
                "HTX refuses: " + std::string(outer.textOfAny(ErrCode)) + " " + std::string(outer.textOfAny(ErrMsg)));
        }
        const JsonNode *list = outer.needContainer(Data);
        if (!list || fault())
            return;
        if (request.endsWith("/swap_query_elements"))
            return readElements(*list);
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*list))
            add(page, listing(members(each)));
        keep(std::move(page));
    }

    // What is odd here is left out: the list stands without it.
    void readElements(const JsonNode &list)
    {
        std::unordered_map<std::string, Elements> all;
        for (const JsonNode &each : JsonChildren(list)) {
            const Members row = members(each);
            const Elements elements{
                row.number(RateCap), row.number(RateFloor), row.price(SettlePeriod), row.price(MaxLevel)};
            all[std::string(row.needText(ContractCode))] = elements;
        }
        if (!fault())
            m_elements = std::move(all);
    }

    Listing listing(const Members &row)
    {
        const std::string_view code = row.needText(ContractCode);
        Listing out{named(code, row.needText(Base)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = code.substr(std::min(code.find('-'), code.size()));
        if (!instrument.quote.empty())
            instrument.quote.erase(0, 1);
        // The contracts in dollars are settled in their coin, those in USDT are not.
        instrument.kind = instrument.quote.starts_with("USD") && !instrument.quote.starts_with("USDT")
            ? ContractKind::Inverse
            : ContractKind::Linear;
        instrument.settle = instrument.kind == ContractKind::Inverse ? instrument.base : instrument.quote;
        instrument.contractSize = row.needPrice(ContractSize);
        instrument.tickSize = row.price(PriceTick);
        instrument.intervalHours = row.price(SettlementPeriod);
        out.isOffered = isHtxPerpetual(code) && row.textOfAny(ContractStatus) == "1"
            && row.text(BusinessType) != "futures" && isDollar(instrument.quote);
        return out;
    }

    std::unordered_map<std::string, Elements> m_elements;
};

} // namespace

bool isHtxPerpetual(std::string_view code) { return std::count(code.begin(), code.end(), '-') == 1; }

std::unique_ptr<CatalogueReader> makeHtxReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = HtxId;
    return std::make_unique<HtxReader>(std::move(traits), names);
}

} // namespace isobar
