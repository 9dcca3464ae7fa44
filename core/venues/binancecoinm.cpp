#include "core/venues/binancecoinm.h"

#include "core/venues/binancefamily.h"

namespace isobar {

std::shared_ptr<const Venue> makeBinanceCoinm()
{
    BinanceDialect dialect;
    dialect.api = "/dapi/v1";
    dialect.socket = "/stream";
    dialect.kind = ContractKind::Inverse;
    dialect.hasIndexByPair = true;
    // UNCONFIRMED whether a wider range is refused: a call that is answered in full or an error would settle it.
    dialect.longestBarsMs = 200 * DayMs;
    VenueProfile &profile = dialect.profile;
    VenueTraits &traits = profile.traits;
    traits.id = "binance-coinm";
    traits.name = "Binance COIN-M";
    traits.shortName = "Binance CM";
    traits.operatorName = "Binance";
    traits.liquidations = LiquidationFeed::Throttled; // one order a symbol and second
    traits.pastOpenInterest = traits.pastBars = traits.barsHaveTakerSide = true;
    traits.cadence = {
        {{1'000, false}, {1'000, false}, {10'000, true}, {2'000, false}, {60'000, false}, {10'000, false}}};
    profile.restHost = "https://dapi.binance.com";
    profile.wsHost = "wss://dstream.binance.com";
    // UNCONFIRMED whether this budget is shared with fapi: the header on answers of both hosts would settle it. Were it
    // shared, the header still holds us back in time.
    profile.rest = {2'400, MinuteMs, "X-MBX-USED-WEIGHT-1M"};
    profile.socketMessagesPerSecond = 8; // 10 allowed, pongs count
    profile.connectionLifetimeMs = DayMs;
    return makeBinanceFamily(std::move(dialect));
}

} // namespace isobar
