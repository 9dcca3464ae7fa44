#include "core/venues/krakenparts.h"

#include <limits>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Result, Error_, Instruments, Symbol_, Type, Base, Quote, ContractSize, TickSize, Tradeable, LastTradingTime,
    MarginLevels, Contracts, Units, InitialMargin, MaintenanceMargin, MaxRelativeRate,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "result", "error", "instruments", "symbol", "type", "base", "quote", "contractSize", "tickSize", "tradeable",
        "lastTradingTime", "marginLevels", "contracts", "numNonContractUnits", "initialMargin", "maintenanceMargin",
        "maxRelativeFundingRate"};
    return Table;
}
// clang-format on

class KrakenReader final : public CatalogueReader {
public:
    KrakenReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needText(Result) != "success")
            return fault().set("Kraken refuses: " + std::string(outer.textOfAny(Error_)));
        const JsonNode *rows = outer.needContainer(Instruments);
        if (!rows)
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            const std::string symbol = krakenSymbol(row.text(Symbol_));
            if (isKrakenPerpetual(symbol))
                add(page, listing(symbol, row));
        }
        keep(std::move(page));
    }

    Listing listing(const std::string &symbol, const Members &row)
    {
        // Old rows have neither base nor quote: PI_XBTUSD is XBT and USD.
        std::string_view base = row.text(Base), quote = row.text(Quote);
        const std::string_view pair = std::string_view(symbol).substr(3);
        if (quote.empty() && pair.ends_with("USD"))
            quote = "USD";
        if (base.empty() && pair.size() > quote.size() && pair.ends_with(quote))
            base = pair.substr(0, pair.size() - quote.size());
        if (base.empty() || quote.empty())
            fault().set("neither base nor quote of " + symbol);
        Listing out{named(symbol, base), false};
        Instrument &instrument = out.instrument;
        const bool isInverse = isKrakenInverse(symbol);
        instrument.quote = quote;
        instrument.settle = isInverse ? base : quote;
        instrument.kind = isInverse ? ContractKind::Inverse : ContractKind::Linear;
        instrument.contractSize = row.price(ContractSize).value_or(1);
        instrument.intervalHours = 1; // fundingRateCoefficient is no interval
        if (const std::optional<double> cap = row.price(MaxRelativeRate)) {
            instrument.fundingCap = *cap;
            instrument.fundingFloor = -*cap;
        }
        instrument.tickSize = row.price(TickSize);
        if (const JsonNode *levels = row.find(MarginLevels))
            readTiers(*levels, instrument);
        // An order book that takes limit orders only (postOnly) trades all the same.
        out.isOffered = row.needBool(Tradeable) && row.textOfAny(LastTradingTime).empty() && isDollar(quote);
        return out;
    }

    // Both spellings of the lower bound are dollars: contracts of an inverse instrument, notional of a linear one.
    void readTiers(const JsonNode &levels, Instrument &instrument)
    {
        std::vector<MarginTier> &tiers = instrument.tiers;
        for (const JsonNode &each : JsonChildren(levels)) {
            const Members level = members(each);
            const double fromUsd = level.has(Units) ? level.needQuantity(Units) : level.needQuantity(Contracts);
            MarginTier tier;
            tier.notionalCapUsd = std::numeric_limits<double>::infinity();
            tier.maintenanceRate = level.needPrice(MaintenanceMargin);
            // UNCONFIRMED: whether a level counts for all of a position or for its part above the bound. Without a
            // deduction it is all, and liquidation rather too near than too far; a worked example would settle it.
            const double initial = level.needPrice(InitialMargin);
            if (fault())
                return;
            tier.maxLeverage = 1 / initial;
            if (!tiers.empty())
                tiers.back().notionalCapUsd = fromUsd;
            tiers.push_back(tier);
        }
        if (!tiers.empty())
            instrument.maxLeverage = tiers.front().maxLeverage;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeKrakenReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = KrakenId;
    return std::make_unique<KrakenReader>(std::move(traits), names);
}

} // namespace isobar
