#include "core/venues/dydxparts.h"

#include <limits>

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Markets, Ticker, Status, TickSize, InitialMargin, MaintenanceMargin, DefaultFunding,
};

const KeyTable &keyTable()
{
    static const KeyTable Table({
        "markets", "ticker", "status", "tickSize", "initialMarginFraction", "maintenanceMarginFraction",
        "defaultFundingRate1H"}, {Markets});
    return Table;
}
// clang-format on

constexpr double CapFactor = 6; // governance parameter: the 8 h rate stays within 6 x (initial - maintenance)

class DydxReader final : public CatalogueReader {
public:
    DydxReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const JsonNode *markets = members(root).needContainer(Markets);
        if (!markets)
            return;
        std::vector<Listing> page;
        forEachEntry(*markets, [&](const JsonEntry &each) { add(page, listing(each.name, members(each.value))); });
        keep(std::move(page));
    }

    // "BTC-USD"; markets anybody may open are called "NAME,RAYDIUM,ADDRESS-USD". That whole name is their asset: a coin
    // of the same name need not be the same coin.
    Listing listing(std::string_view name, const Members &row)
    {
        const std::size_t dash = name.rfind('-');
        Listing out{named(name, name.substr(0, dash)), false};
        Instrument &instrument = out.instrument;
        instrument.quote = dash == std::string_view::npos ? std::string_view() : name.substr(dash + 1);
        instrument.settle = "USDC";
        instrument.intervalHours = 1;
        instrument.tickSize = row.price(TickSize);
        if (const std::optional<double> perHour = row.number(DefaultFunding))
            instrument.interestPer8h = *perHour * 8;
        const std::optional<double> initial = row.price(InitialMargin), maintenance = row.price(MaintenanceMargin);
        if (initial)
            instrument.maxLeverage = 1 / *initial;
        if (initial && maintenance) {
            const double cap = CapFactor * (*initial - *maintenance) / 8;
            if (cap > 0) {
                instrument.fundingCap = cap;
                instrument.fundingFloor = -cap;
            }
            // Initial margin rises with the market's open interest, maintenance never does.
            instrument.tiers = {{std::numeric_limits<double>::infinity(), *maintenance, 1 / *initial, 0}};
        }
        out.isOffered = row.needText(Status) == "ACTIVE" && isDollar(instrument.quote);
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeDydxReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = DydxId;
    return std::make_unique<DydxReader>(std::move(traits), names);
}

} // namespace isobar
