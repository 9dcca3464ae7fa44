#include "core/venues/bitfinexparts.h"

#include <limits>

namespace isobar {

namespace {

/// Everything is told by position.
const KeyTable &keyTable()
{
    static const KeyTable Table{"error"};
    return Table;
}

enum Cell : JsonKey { Name = 0, Details = 1, InitialMargin = 8, MaintenanceMargin = 9 };

class BitfinexReader final : public CatalogueReader {
public:
    BitfinexReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names)
    {
    }

private:
    // [[["BTCF0:USTF0",[null,null,null,"0.0002","100.0",null,null,null,0.01,0.005]],..]]; ["error",10020,"..."]
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const JsonNode *rows = root.isArray() ? members(root).needContainer(0) : nullptr;
        if (!rows || !rows->isArray())
            return fault().set("no list of pairs");
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*rows))
            add(page, listing(members(each)));
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        const std::string symbol = "t" + std::string(row.needText(Name));
        const BitfinexPair pair = bitfinexPair(symbol);
        // Of the paper market and of unknown shape: kept apart by their name, never offered.
        Listing out{named(symbol, pair.base.empty() ? symbol : std::string(pair.base)), false};
        const JsonNode *details = row.needContainer(Details);
        if (!details)
            return out;
        Instrument &instrument = out.instrument;
        instrument.quote = instrument.settle = pair.quote;
        instrument.intervalHours = 8; // a constant of the venue
        const Members margins = members(*details);
        const std::optional<double> initial = margins.price(InitialMargin);
        if (initial)
            instrument.maxLeverage = 1 / *initial;
        const std::optional<double> maintenance = margins.price(MaintenanceMargin);
        // UNCONFIRMED: whether the margins grow with the position. None is published, so one tier for all; a table of
        // the venue would settle it.
        if (initial && maintenance) {
            instrument.tiers = {{std::numeric_limits<double>::infinity(), *maintenance, *instrument.maxLeverage, 0}};
        }
        // What is in the list is active. Pairs quoted in bitcoin are not in dollars.
        out.isOffered = isDollar(instrument.quote);
        return out;
    }
};

} // namespace

std::unique_ptr<CatalogueReader> makeBitfinexReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = BitfinexId;
    return std::make_unique<BitfinexReader>(std::move(traits), names);
}

} // namespace isobar
