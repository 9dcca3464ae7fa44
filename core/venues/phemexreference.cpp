#include "core/base/numbers.h"
#include "core/venues/phemexparts.h"

#include <algorithm>
#include <unordered_map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Code, Msg, Data, Products, PerpProducts, RiskLimitsV2, RiskLimits, Rows,
    Symbol_, Type, SubType, Status, Base, Quote, Settle, ContractSize, TickSize, PriceScale, FundingInterval,
    MaxLeverage, Limit, InitialMargin, MaintenanceMargin, RateCap, RateFloor,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "code", "msg", "data", "products", "perpProductsV2", "riskLimitsV2", "riskLimits", "rows",
        "symbol", "type", "perpProductSubType", "status", "baseCurrency", "quoteCurrency", "settleCurrency",
        "contractSize", "tickSize", "priceScale", "fundingInterval", "maxLeverage", "limit", "initialMarginRr",
        "maintenanceMarginRr", "fundingRateCap", "fundingRateFloor"};
    return Table;
}
// clang-format on

constexpr double PriceScaleRead = 4; // of the integers that the decoder reads

std::optional<double> hoursOf(std::optional<double> seconds)
{
    return seconds ? std::optional(*seconds / 3600) : std::nullopt;
}

class PhemexReader final : public CatalogueReader {
public:
    PhemexReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

    Reference build() const override
    {
        Reference reference = CatalogueReader::build();
        for (Instrument &each : reference.instruments) {
            if (const auto found = m_tiers.find(each.symbol); found != m_tiers.end())
                each.tiers = found->second;
            if (const auto found = m_rates.find(each.symbol); found != m_rates.end()) {
                each.fundingCap = found->second.cap;
                each.fundingFloor = found->second.floor;
                if (found->second.intervalHours)
                    each.intervalHours = found->second.intervalHours;
            }
        }
        return reference;
    }

private:
    struct Rates {
        std::optional<double> intervalHours, cap, floor;
    };

    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needNumber(Code) != 0)
            return fault().set("Phemex refuses: " + std::string(outer.textOfAny(Msg)));
        const JsonNode *data = outer.needContainer(Data);
        if (!data)
            return;
        const Members inner = members(*data);
        if (request.endsWith("/real-funding-rates"))
            return readRates(inner);
        std::vector<Listing> page;
        if (const JsonNode *list = inner.find(PerpProducts)) {
            for (const JsonNode &each : JsonChildren(*list))
                add(page, linear(members(each)));
        }
        if (const JsonNode *list = inner.find(Products)) {
            for (const JsonNode &each : JsonChildren(*list))
                addInverse(page, members(each));
        }
        if (!inner.has(PerpProducts) && !inner.has(Products))
            fault().set("no products");
        keep(std::move(page));
        readTiers(inner);
    }

    // Sizes are coins and nothing is scaled: priceScale and ratioScale are 0.
    Listing linear(const Members &row)
    {
        std::string base(row.needText(Base));
        std::erase(base, ' '); // "1000 PEPE"
        Listing out{named(row.needText(Symbol_), base), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.needText(Quote);
        instrument.settle = row.text(Settle);
        instrument.intervalHours = hoursOf(row.price(FundingInterval));
        instrument.tickSize = row.price(TickSize);
        instrument.maxLeverage = row.price(MaxLeverage);
        // Before its market opens a contract has no index to pay funding against.
        out.isOffered = row.text(Type) == "PerpetualV2" && row.text(Status) == "Listed" && isDollar(instrument.quote)
            && row.text(SubType) != "PreMarket";
        return out;
    }

    // The list has spot pairs and contracts that were settled in dollars too.
    void addInverse(std::vector<Listing> &page, const Members &row)
    {
        if (row.text(Type) != "Perpetual" || row.text(Settle) == row.text(Quote))
            return;
        const std::string_view base = row.needText(Settle);
        Listing out{named(row.needText(Symbol_), base), false};
        Instrument &instrument = out.instrument;
        instrument.kind = ContractKind::Inverse;
        instrument.quote = row.needText(Quote);
        instrument.settle = base;
        // 1.0, or in newer bodies "1 USD"
        const std::string_view size = row.textOfAny(ContractSize);
        const std::optional<double> dollars = parseNumber(size.substr(0, size.find(' ')));
        if (!dollars || *dollars <= 0)
            fault().set("no number", "contractSize");
        instrument.contractSize = dollars.value_or(1);
        instrument.intervalHours = hoursOf(row.price(FundingInterval));
        instrument.tickSize = row.price(TickSize);
        instrument.maxLeverage = row.price(MaxLeverage);
        out.isOffered = row.text(Status) == "Listed" && isDollar(instrument.quote)
            && row.number(PriceScale).value_or(0) == PriceScaleRead;
        add(page, std::move(out));
    }

    void readTiers(const Members &data)
    {
        const JsonNode *list = data.find(RiskLimitsV2);
        if (!list || fault())
            return;
        for (const JsonNode &each : JsonChildren(*list)) {
            const Members contract = members(each);
            const JsonNode *limits = contract.find(RiskLimits);
            if (!limits)
                continue;
            std::vector<MarginTier> tiers;
            for (const JsonNode &limit : JsonChildren(*limits)) {
                const Members row = members(limit);
                const double initial = row.price(InitialMargin).value_or(0);
                tiers.push_back(
                    {row.needPrice(Limit), row.needPrice(MaintenanceMargin), initial > 0 ? 1 / initial : 0, 0});
            }
            joinTiers(tiers);
            m_tiers[std::string(contract.needText(Symbol_))] = std::move(tiers);
        }
        if (fault()) { // the list stands without them
            m_tiers.clear();
            fault().clear();
        }
    }

    // {"rows":[{"symbol":..,"fundingInterval":28800,"fundingRateCap":..,"fundingRateFloor":..}]}
    void readRates(const Members &data)
    {
        const JsonNode *rows = data.needContainer(Rows);
        if (!rows)
            return;
        std::unordered_map<std::string, Rates> all;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            all[std::string(row.needText(Symbol_))] =
                Rates{hoursOf(row.price(FundingInterval)), row.number(RateCap), row.number(RateFloor)};
        }
        if (!fault())
            m_rates = std::move(all);
    }

    std::unordered_map<std::string, std::vector<MarginTier>> m_tiers;
    std::unordered_map<std::string, Rates> m_rates;
};

} // namespace

std::unique_ptr<CatalogueReader> makePhemexReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = PhemexId;
    return std::make_unique<PhemexReader>(std::move(traits), names);
}

} // namespace isobar
