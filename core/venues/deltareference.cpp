#include "core/venues/deltaparts.h"

#include <limits>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Success, Error_, Code, Meta, After, Result, Symbol_, ContractType, ContractValue, NotionalType, IsQuanto, State,
    TickSize, InitialMargin, MaintenanceMargin, ProductSpecs, ExchangeInterval, SpotIndex, Underlying, Quoting,
    Settling,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "success", "error", "code", "meta", "after", "result", "symbol", "contract_type", "contract_value",
        "notional_type", "is_quanto", "state", "tick_size", "initial_margin", "maintenance_margin", "product_specs",
        "rate_exchange_interval", "spot_index", "underlying_asset", "quoting_asset", "settling_asset"};
    return Table;
}
// clang-format on

constexpr int MostPages = 50; // a cursor that leads in a circle must end somewhere
constexpr double Percent = 0.01;
constexpr double SecondsPerHour = 3'600;
constexpr double ShortestInterval = 60, LongestInterval = 30 * 24 * SecondsPerHour; // others are no intervals

bool isTrue(const JsonNode *node) { return node && node->type == JsonType::True; }

} // namespace

DeltaReader::DeltaReader(VenueTraits traits, InstrumentNames &names)
    : CatalogueReader(std::move(traits), keyTable(), names)
{
}

void DeltaReader::readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &step)
{
    const Members outer = members(root);
    if (const JsonNode *error = outer.find(Error_); error && error->isObject())
        return fault().set("Delta refuses: " + std::string(members(*error).textOfAny(Code)));
    if (!isTrue(outer.find(Success)))
        return fault().set("no success");
    const JsonNode *rows = outer.needContainer(Result);
    if (!rows)
        return;
    std::vector<Listing> page;
    DeltaIndices indices = m_indices;
    for (const JsonNode &each : JsonChildren(*rows)) {
        const Members row = members(each);
        if (row.text(ContractType) == "perpetual_futures")
            add(page, listing(row, indices));
    }
    if (const JsonNode *meta = outer.find(Meta); meta && meta->isObject()) {
        const std::string_view after = members(*meta).textOfAny(After);
        if (!after.empty() && ++m_pages < MostPages)
            step.more.push_back({deltaListPath(after), {}, 3});
    }
    keep(std::move(page));
    if (!fault())
        m_indices = std::move(indices);
}

Listing DeltaReader::listing(const Members &row, DeltaIndices &indices)
{
    const auto assetIn = [&](JsonKey key) {
        const JsonNode *asset = row.needContainer(key);
        return asset ? members(*asset).needText(Symbol_) : std::string_view();
    };
    const std::string_view symbol = row.needText(Symbol_);
    Listing out{named(symbol, assetIn(Underlying)), false};
    Instrument &instrument = out.instrument;
    instrument.quote = assetIn(Quoting);
    instrument.settle = assetIn(Settling);
    const bool isInverse = row.needText(NotionalType) == "inverse";
    instrument.kind = isInverse ? ContractKind::Inverse : ContractKind::Linear;
    instrument.contractSize = row.needPrice(ContractValue);
    instrument.tickSize = row.price(TickSize);
    if (const JsonNode *specs = row.find(ProductSpecs); specs && specs->isObject()) {
        const std::optional<double> seconds = members(*specs).price(ExchangeInterval);
        if (seconds && *seconds >= ShortestInterval && *seconds <= LongestInterval)
            instrument.intervalHours = *seconds / SecondsPerHour;
    }
    // Margins are percent. UNCONFIRMED: how they grow above max_leverage_notional (a factor a contract); one tier with
    // what holds below. A worked example would settle it.
    const std::optional<double> initial = row.price(InitialMargin), maintenance = row.price(MaintenanceMargin);
    if (initial)
        instrument.maxLeverage = 1 / (*initial * Percent);
    if (initial && maintenance) {
        instrument.tiers = {
            {std::numeric_limits<double>::infinity(), *maintenance * Percent, *instrument.maxLeverage, 0}};
    }
    // UNCONFIRMED: annualized_funding as a cap (10.95 for 1 % in 8 h). Left absent: a wrong cap would call rates
    // capped.
    if (const JsonNode *index = row.find(SpotIndex); index && index->isObject()) {
        if (const std::string_view id = members(*index).text(Symbol_); !id.empty())
            indices[std::string(id)].emplace_back(symbol);
    }
    out.isOffered = row.needText(State) == "live" && !isTrue(row.find(IsQuanto)) && isDollar(instrument.quote);
    return out;
}

} // namespace isobar
