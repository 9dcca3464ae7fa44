#include "core/venues/hyperliquidparts.h"

#include <limits>
#include <map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Universe, Name, MaxLeverage, MarginTableId, IsDelisted, MarginTables, MarginTiers, LowerBound,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{"universe", "name", "maxLeverage", "marginTableId", "isDelisted", "marginTables",
        "marginTiers", "lowerBound"};
    return Table;
}
// clang-format on

constexpr double FundingLimit = 0.04; // per hour, either way

struct Step {
    double fromUsd = 0, maxLeverage = 1;
};

/// Maintenance is half of the initial margin at the tier's highest leverage; the deduction keeps it continuous.
std::vector<MarginTier> tiersOf(const std::vector<Step> &steps)
{
    std::vector<MarginTier> tiers;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        MarginTier tier;
        tier.notionalCapUsd = i + 1 < steps.size() ? steps[i + 1].fromUsd : std::numeric_limits<double>::infinity();
        tier.maxLeverage = steps[i].maxLeverage;
        tier.maintenanceRate = 1 / (2 * steps[i].maxLeverage);
        if (i > 0) {
            tier.deductionUsd =
                tiers.back().deductionUsd + steps[i].fromUsd * (tier.maintenanceRate - tiers.back().maintenanceRate);
        }
        tiers.push_back(tier);
    }
    return tiers;
}

class HyperliquidReader final : public CatalogueReader {
public:
    HyperliquidReader(VenueTraits traits, InstrumentNames &names)
        : CatalogueReader(std::move(traits), keyTable(), names)
    {
    }

private:
    using Tables = std::map<double, std::vector<MarginTier>>;

    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        // metaAndAssetCtxs is [meta, contexts].
        const JsonNode *meta = root.isArray() ? members(root).needContainer(0) : &root;
        if (!meta)
            return;
        const Members outer = members(*meta);
        const JsonNode *universe = outer.needContainer(Universe);
        if (!universe)
            return;
        const JsonNode *tableList = outer.find(MarginTables);
        const Tables tables = tableList ? readTables(*tableList) : Tables();
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*universe))
            page.push_back(listing(members(each), tables));
        keep(std::move(page));
    }

    // [[56,{"description":"tiered 40x","marginTiers":[{"lowerBound":"0.0","maxLeverage":40},..]}],..]
    Tables readTables(const JsonNode &list)
    {
        Tables tables;
        for (const JsonNode &each : JsonChildren(list)) {
            const Members pair = members(each);
            const double id = pair.needNumber(0);
            const JsonNode *table = pair.needContainer(1);
            const JsonNode *rows = table ? members(*table).needContainer(MarginTiers) : nullptr;
            if (!rows)
                return {};
            std::vector<Step> steps;
            for (const JsonNode &row : JsonChildren(*rows)) {
                const Members tier = members(row);
                steps.push_back({tier.needQuantity(LowerBound), tier.needPrice(MaxLeverage)});
            }
            if (fault())
                return {};
            tables[id] = tiersOf(steps);
        }
        return tables;
    }

    Listing listing(const Members &row, const Tables &tables)
    {
        const std::string_view name = row.needText(Name);
        Listing out{named(name, name), false};
        Instrument &instrument = out.instrument;
        instrument.quote = "USD";
        instrument.settle = "USDC";
        instrument.intervalHours = 1;
        instrument.fundingCap = FundingLimit;
        instrument.fundingFloor = -FundingLimit;
        instrument.maxLeverage = row.price(MaxLeverage);
        const std::optional<double> table = row.number(MarginTableId);
        const auto found = table ? tables.find(*table) : tables.end();
        // A number below 50 is no table but the leverage of a single tier.
        if (found != tables.end())
            instrument.tiers = found->second;
        else if (const auto leverage = table && *table > 0 && *table < 50 ? table : instrument.maxLeverage)
            instrument.tiers = tiersOf({{0, *leverage}});
        const JsonNode *delisted = row.find(IsDelisted);
        const bool isDelisted = delisted && delisted->type == JsonType::True;
        out.isOffered = !isDelisted && name.find(':') == std::string_view::npos;
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeHyperliquidReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = HyperliquidId;
    return std::make_unique<HyperliquidReader>(std::move(traits), names);
}

} // namespace isobar
