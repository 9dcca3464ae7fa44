#include "core/base/numbers.h"
#include "core/venues/gateparts.h"

#include <algorithm>
#include <map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Label, Message, Name, Type, Multiplier, PriceRound, Status, InDelisting, LeverageMax, FundingInterval, RateLimit,
    Contract, Tier, RiskLimit, MaintenanceRate, Deduction,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "label", "message", "name", "type", "quanto_multiplier", "order_price_round", "status", "in_delisting",
        "leverage_max", "funding_interval", "funding_rate_limit", "contract", "tier", "risk_limit",
        "maintenance_rate", "deduction"};
    return Table;
}
// clang-format on

constexpr int MarketsPerPage = 100;
constexpr int MostPages = 60; // an offset without effect must end somewhere

std::string upper(std::string_view text)
{
    std::string out(text);
    for (char &c : out) {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

class GateReader final : public CatalogueReader {
public:
    GateReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

    Reference build() const override
    {
        Reference reference = CatalogueReader::build();
        for (Instrument &each : reference.instruments) {
            const auto found = m_tiers.find(each.symbol);
            if (found == m_tiers.end() || each.kind == ContractKind::Inverse)
                continue;
            for (const auto &[number, tier] : found->second)
                each.tiers.push_back(tier);
            std::sort(each.tiers.begin(), each.tiers.end(),
                [](const MarginTier &a, const MarginTier &b) { return a.notionalCapUsd < b.notionalCapUsd; });
        }
        return reference;
    }

private:
    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &step) override
    {
        if (root.isObject())
            return fault().set("Gate refuses: " + std::string(members(root).textOfAny(Message)));
        if (!root.isArray())
            return fault().set("the list is no array");
        if (request.endsWith("/risk_limit_tiers"))
            return readTiers(root, request, step);
        const std::string settle = upper(gateSettleOf(request.path()));
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(root))
            add(page, listing(members(each), settle));
        keep(std::move(page));
    }

    Listing listing(const Members &row, const std::string &settle)
    {
        const std::string_view name = row.needText(Name);
        const std::size_t cut = name.rfind('_');
        if (cut == std::string_view::npos)
            fault().set("no quote", "name");
        Listing out{named(name, name.substr(0, cut)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = cut == std::string_view::npos ? std::string_view() : name.substr(cut + 1);
        const std::string_view type = row.needText(Type);
        const bool isInverse = type == "inverse";
        instrument.kind = isInverse ? ContractKind::Inverse : ContractKind::Linear;
        // Of inverse contracts the multiplier reads 0, and a contract is a dollar.
        instrument.contractSize = isInverse ? 1 : row.needPrice(Multiplier);
        instrument.settle = settle.empty() ? instrument.quote : settle;
        if (const std::optional<double> seconds = row.price(FundingInterval))
            instrument.intervalHours = *seconds * SecondMs / HourMs;
        if (const std::optional<double> limit = row.price(RateLimit)) {
            instrument.fundingCap = limit;
            instrument.fundingFloor = -*limit;
        }
        instrument.tickSize = row.price(PriceRound);
        instrument.maxLeverage = row.price(LeverageMax);
        // Settled in another coin than base or quote (quanto): neither linear nor inverse.
        const bool isPlain = isInverse || (type == "direct" && instrument.settle == instrument.quote);
        const JsonNode *delisting = row.find(InDelisting);
        const std::string_view status = row.text(Status);
        const bool isTrading =
            (status.empty() || status == "trading") && !(delisting && delisting->type == JsonType::True);
        out.isOffered = isPlain && isTrading && isDollar(instrument.quote);
        return out;
    }

    // [{"contract":"BTC_USDT","tier":1,"risk_limit":"1000000","maintenance_rate":"0.004","leverage_max":"125",..}]:
    // risk_limit is the upper end in quote
    void readTiers(const JsonNode &root, const RequestLine &request, ReferenceStep &step)
    {
        Tiers page;
        for (const JsonNode &each : JsonChildren(root)) {
            const Members row = members(each);
            const MarginTier tier{row.needPrice(RiskLimit), row.needQuantity(MaintenanceRate),
                row.needPrice(LeverageMax), row.quantity(Deduction).value_or(0)};
            page[std::string(row.needText(Contract))][row.needNumber(Tier)] = tier;
        }
        if (fault())
            return;
        bool isNews = false;
        for (const auto &[contract, tiers] : page) {
            for (const auto &[number, tier] : tiers)
                isNews = m_tiers[contract].try_emplace(number, tier).second || isNews;
        }
        // UNCONFIRMED whether limit and offset count markets or rows: as rows that came before are no news, either way
        // ends well; how many markets the first page has would settle it.
        const std::int64_t offset = parseInteger(request.query("offset")).value_or(0);
        if (isNews && ++m_pages < MostPages)
            step.more.push_back({gateTiersPath(gateSettleOf(request.path()), offset + MarketsPerPage), {}, 1});
    }

    using Tiers = std::map<std::string, std::map<double, MarginTier>>; // by contract and number
    Tiers m_tiers;
    int m_pages = 0;
};

} // namespace

std::string gatePath(std::string_view settle) { return "/api/v4/futures/" + std::string(settle); }

std::string gateTiersPath(std::string_view settle, std::int64_t offset)
{
    return gatePath(settle) + "/risk_limit_tiers?limit=" + std::to_string(MarketsPerPage)
        + "&offset=" + std::to_string(offset);
}

std::string_view gateSettleOf(std::string_view path)
{
    constexpr std::string_view Before = "/futures/";
    const std::size_t at = path.find(Before);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = path.substr(at + Before.size());
    return rest.substr(0, rest.find('/'));
}

std::unique_ptr<CatalogueReader> makeGateReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = GateId;
    return std::make_unique<GateReader>(std::move(traits), names);
}

} // namespace isobar
