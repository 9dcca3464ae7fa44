#include "core/venues/mexcparts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Success, Code, Message, Data, Symbol_, BaseCoin, QuoteCoin, SettleCoin, ContractSize, PriceUnit, State, FutureType,
    MaxLeverage, MaintenanceRate, InitialRate, BaseVolume, VolumeStep, MaintenanceStep, InitialStep, Levels,
    CollectCycle, MaxRate, MinRate, FairPrice,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "success", "code", "message", "data", "symbol", "baseCoin", "quoteCoin", "settleCoin", "contractSize",
        "priceUnit", "state", "futureType", "maxLeverage", "maintenanceMarginRate", "initialMarginRate",
        "riskBaseVol", "riskIncrVol", "riskIncrMmr", "riskIncrImr", "riskLevelLimit", "collectCycle",
        "maxFundingRate", "minFundingRate", "fairPrice"};
    return Table;
}
// clang-format on

/// Coins that have another name here than everywhere else.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> OddNames{
    {{"FILECOIN", "FIL"}, {"PUMPFUN", "PUMP"}}};

constexpr int MostTiers = 200;

/// A contract's ladder of margins: the first step, and what each further one adds. Volumes in contracts.
struct Ladder {
    double volume = 0, volumeStep = 0, maintenance = 0, maintenanceStep = 0, initial = 0, initialStep = 0;
    int levels = 0;
};

// UNCONFIRMED whether the first step ends at the base volume or begins there: the first, which asks for margin sooner.
// And whether a larger position pays its tier's rate on all of it: as nothing is said of a deduction, there is none. A
// position's maintenance margin shown by the venue just above a step would settle both.
std::vector<MarginTier> tiersOf(const Ladder &ladder, double usdPerContract)
{
    std::vector<MarginTier> tiers;
    for (int i = 0; i < std::min(ladder.levels, MostTiers); ++i) {
        const double maintenance = ladder.maintenance + i * ladder.maintenanceStep;
        const double initial = ladder.initial + i * ladder.initialStep;
        const double cap = (ladder.volume + i * ladder.volumeStep) * usdPerContract;
        const bool isFurther = tiers.empty() || cap > tiers.back().notionalCapUsd;
        if (!(maintenance > 0 && maintenance < 1 && initial > 0 && cap > 0 && isFurther))
            break;
        tiers.push_back({cap, maintenance, 1 / initial, 0});
    }
    return tiers;
}

class MexcReader final : public CatalogueReader {
public:
    MexcReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

    Reference build() const override
    {
        Reference reference = CatalogueReader::build();
        for (Instrument &each : reference.instruments) {
            const auto row = m_funding.find(each.symbol);
            if (row != m_funding.end()) {
                each.intervalHours = row->second.hours;
                each.fundingCap = row->second.cap;
                each.fundingFloor = row->second.floor;
            }
            const auto ladder = m_ladders.find(each.symbol);
            if (ladder == m_ladders.end())
                continue;
            // Steps count contracts: in dollars those of linear ones move with the price, here that of the list's time.
            if (each.kind == ContractKind::Inverse)
                each.tiers = tiersOf(ladder->second, each.contractSize);
            else if (row != m_funding.end() && row->second.price)
                each.tiers = tiersOf(ladder->second, each.contractSize * *row->second.price);
        }
        return reference;
    }

private:
    struct FundingRow {
        std::optional<double> hours, cap, floor, price;
    };

    void readAnswer(const JsonNode &root, const RequestLine &request, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (outer.needNumber(Code) != 0 || !outer.needBool(Success))
            return fault().set("MEXC refuses: " + std::string(outer.textOfAny(Message)));
        const JsonNode *list = outer.needContainer(Data);
        if (!list || fault())
            return;
        if (request.endsWith("/funding_rate"))
            return readFunding(*list);
        std::vector<Listing> page;
        if (list->isObject())
            add(page, listing(members(*list)));
        for (const JsonNode &each : JsonChildren(*list)) {
            if (list->isArray())
                add(page, listing(members(each)));
        }
        keep(std::move(page));
    }

    void readFunding(const JsonNode &list)
    {
        std::unordered_map<std::string, FundingRow> rows;
        for (const JsonNode &each : JsonChildren(list)) {
            const Members row = members(each);
            rows[std::string(row.needText(Symbol_))] = {
                row.price(CollectCycle), row.number(MaxRate), row.number(MinRate), row.price(FairPrice)};
        }
        if (!fault())
            m_funding = std::move(rows);
    }

    Listing listing(const Members &row)
    {
        Listing out{named(row.needText(Symbol_), row.needText(BaseCoin)), false};
        Instrument &instrument = out.instrument;
        for (const auto &[name, asset] : OddNames) {
            if (instrument.base == name)
                instrument.asset = asset;
        }
        instrument.quote = row.needText(QuoteCoin);
        instrument.settle = row.needText(SettleCoin);
        const bool isInverse = instrument.settle != instrument.quote;
        instrument.kind = isInverse ? ContractKind::Inverse : ContractKind::Linear;
        instrument.contractSize = row.needPrice(ContractSize);
        instrument.tickSize = row.price(PriceUnit);
        instrument.maxLeverage = row.price(MaxLeverage);
        const bool isTrading = row.needNumber(State) == 0; // delivery, delivered, offline, paused
        const bool isPerpetual = row.number(FutureType).value_or(1) == 1;
        const bool isPlain = !isInverse || instrument.settle == instrument.base;
        out.isOffered = isPerpetual && isTrading && isPlain && isDollar(instrument.quote);
        const Ladder ladder = ladderOf(row);
        if (!fault())
            m_ladders[instrument.symbol] = ladder;
        return out;
    }

    Ladder ladderOf(const Members &row)
    {
        Ladder out;
        out.volume = row.quantity(BaseVolume).value_or(0);
        out.volumeStep = row.quantity(VolumeStep).value_or(0);
        out.maintenance = row.quantity(MaintenanceRate).value_or(0);
        out.maintenanceStep = row.quantity(MaintenanceStep).value_or(0);
        out.initial = row.quantity(InitialRate).value_or(0);
        out.initialStep = row.quantity(InitialStep).value_or(0);
        out.levels = static_cast<int>(std::min<double>(row.quantity(Levels).value_or(0), MostTiers));
        return out;
    }

    std::unordered_map<std::string, FundingRow> m_funding; // by symbol
    std::unordered_map<std::string, Ladder> m_ladders;
};

} // namespace

std::unique_ptr<CatalogueReader> makeMexcReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = MexcId;
    return std::make_unique<MexcReader>(std::move(traits), names);
}

} // namespace isobar
