#include "core/venues/paradexparts.h"

#include <limits>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Results, Symbol_, AssetKind, BaseCurrency, QuoteCurrency, SettlementCurrency, PriceTickSize, ExpiryAt,
    FundingPeriodHours, MaxFundingRate, CrossMargin, ImfBase, MmfFactor,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "results", "symbol", "asset_kind", "base_currency", "quote_currency", "settlement_currency",
        "price_tick_size", "expiry_at", "funding_period_hours", "max_funding_rate", "delta1_cross_margin_params",
        "imf_base", "mmf_factor"};
    return Table;
}
// clang-format on

class ParadexReader final : public CatalogueReader {
public:
    ParadexReader(VenueTraits traits, InstrumentNames &names)
        : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const JsonNode *rows = members(root).needContainer(Results);
        if (!rows)
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            // Most of the list are options.
            if (row.text(AssetKind) == "PERP")
                add(page, listing(row));
        }
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        const std::string_view name = row.needText(Symbol_);
        Listing out{named(name, row.needText(BaseCurrency)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = row.text(QuoteCurrency);
        instrument.settle = row.text(SettlementCurrency);
        instrument.continuousFunding = true;
        // 0 and "" in old rows: not known.
        instrument.intervalHours = row.price(FundingPeriodHours);
        if (const std::optional<double> cap = row.price(MaxFundingRate)) {
            instrument.fundingCap = *cap;
            instrument.fundingFloor = -*cap;
        }
        instrument.tickSize = row.price(PriceTickSize);
        const JsonNode *node = row.find(CrossMargin);
        if (node && node->isObject())
            readMargin(members(*node), instrument);
        // There is no state; a market that is listed but not open yet has no data.
        out.isOffered = isParadexPerpetual(name) && row.number(ExpiryAt).value_or(0) == 0 && isDollar(instrument.quote);
        return out;
    }

    static void readMargin(const Members &margin, Instrument &instrument)
    {
        const std::optional<double> initial = margin.price(ImfBase), factor = margin.price(MmfFactor);
        if (!initial)
            return;
        instrument.maxLeverage = 1 / *initial;
        if (factor)
            instrument.tiers = {{std::numeric_limits<double>::infinity(), *initial * *factor, 1 / *initial, 0}};
    }
};

} // namespace

bool isParadexPerpetual(std::string_view market) { return market.ends_with("-PERP"); }

std::unique_ptr<CatalogueReader> makeParadexReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = ParadexId;
    return std::make_unique<ParadexReader>(std::move(traits), names);
}

} // namespace isobar
