#include "core/venues/aster.h"

#include "core/venues/binancefamily.h"

namespace isobar {

std::shared_ptr<const Venue> makeAster()
{
    BinanceDialect dialect;
    dialect.api = "/fapi/v3";
    dialect.socket = "/stream";
    dialect.internalPrefix = "TEST";
    // UNCONFIRMED whether open interest counts one side or both: taken as one, as Binance's. The sum of positions of a
    // small contract's holders, or of its trades since the listing, would settle it.
    dialect.openInterestEveryMs = 30'000;
    VenueProfile &profile = dialect.profile;
    VenueTraits &traits = profile.traits;
    traits.id = "aster";
    traits.name = "Aster";
    traits.shortName = "Aster";
    traits.operatorName = "Aster";
    traits.liquidations = LiquidationFeed::Throttled; // one order a symbol and second
    traits.pastBars = traits.barsHaveTakerSide = true;
    traits.cadence = {
        {{1'000, false}, {1'000, false}, {30'000, true}, {2'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://fapi.asterdex.com";
    profile.wsHost = "wss://fstream.asterdex.com";
    // UNCONFIRMED: 2400 in older documents, 6000 in a test of 2026; the lower one. exchangeInfo.rateLimits tells it.
    profile.rest = {2'400, MinuteMs, "X-MBX-USED-WEIGHT-1M"};
    profile.socketMessagesPerSecond = 8; // 10 allowed
    profile.connectionLifetimeMs = DayMs;
    return makeBinanceFamily(std::move(dialect));
}

} // namespace isobar
