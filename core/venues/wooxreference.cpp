#include "core/venues/wooxparts.h"

namespace isobar {

namespace {

// clang-format off
enum Key : JsonKey {
    Success, Code, Message, Data, Rows, Symbol_, Status, Multiplier, QuoteTick, IntervalHours, Cap, Floor,
};

const KeyTable &keyTable()
{
    static const KeyTable Table{
        "success", "code", "message", "data", "rows", "symbol", "status", "baseAssetMultiplier", "quoteTick",
        "fundingIntervalHours", "fundingCap", "fundingFloor"};
    return Table;
}
// clang-format on

class WooxReader final : public CatalogueReader {
public:
    WooxReader(VenueTraits traits, InstrumentNames &names) : CatalogueReader(std::move(traits), keyTable(), names) { }

private:
    void readAnswer(const JsonNode &root, const RequestLine &, ReferenceStep &) override
    {
        const Members outer = members(root);
        if (!outer.needBool(Success))
            return fault().set("WOO X refuses: " + std::string(outer.textOfAny(Message)));
        const JsonNode *data = outer.needContainer(Data);
        const JsonNode *rows = data ? members(*data).needContainer(Rows) : nullptr;
        if (!rows)
            return;
        std::vector<Listing> page;
        for (const JsonNode &each : JsonChildren(*rows)) {
            const Members row = members(each);
            if (row.text(Symbol_).starts_with(WooxPerpetual))
                add(page, listing(row));
        }
        keep(std::move(page));
    }

    Listing listing(const Members &row)
    {
        const std::string_view symbol = row.needText(Symbol_);
        const std::string_view pair = symbol.substr(WooxPerpetual.size()); // "BTC_USDT"
        const std::size_t bar = pair.rfind('_');
        const std::string_view base = pair.substr(0, bar);
        Listing out{named(symbol, base), false};
        Instrument &instrument = out.instrument;
        // Not Energy Web Token, which other venues call so.
        if (base == "EWT")
            instrument.asset = "EWT.WOOX";
        instrument.quote = bar == std::string_view::npos ? std::string_view() : pair.substr(bar + 1);
        instrument.settle = instrument.quote;
        instrument.contractSize = row.price(Multiplier).value_or(1);
        instrument.tickSize = row.price(QuoteTick);
        instrument.intervalHours = row.price(IntervalHours);
        instrument.fundingCap = row.number(Cap);
        instrument.fundingFloor = row.number(Floor);
        out.isOffered = row.needText(Status) == "TRADING" && isDollar(instrument.quote);
        return out;
    }
};

} // namespace

std::string wooxSymbol(std::string_view symbol, std::string_view beginning)
{
    return std::string(beginning) + std::string(symbol.substr(symbol.find('_') + 1));
}

std::unique_ptr<CatalogueReader> makeWooxReader(VenueTraits traits, InstrumentNames &names)
{
    traits.id = WooxId;
    return std::make_unique<WooxReader>(std::move(traits), names);
}

} // namespace isobar
