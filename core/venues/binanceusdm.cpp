#include "core/venues/binanceusdm.h"

#include "core/venues/binancefamily.h"

namespace isobar {

std::shared_ptr<const Venue> makeBinanceUsdm()
{
    BinanceDialect dialect;
    dialect.api = "/fapi/v1";
    dialect.socket = "/market/stream"; // split by category since March 2026
    VenueProfile &profile = dialect.profile;
    VenueTraits &traits = profile.traits;
    traits.id = "binance-usdm";
    traits.name = "Binance USDⓈ-M";
    traits.shortName = "Binance";
    traits.operatorName = "Binance";
    traits.liquidations = LiquidationFeed::Throttled; // one order a symbol and second
    traits.pastOpenInterest = traits.pastBars = traits.barsHaveTakerSide = true;
    traits.cadence = {
        {{1'000, false}, {1'000, false}, {10'000, true}, {2'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://fapi.binance.com";
    profile.wsHost = "wss://fstream.binance.com";
    profile.rest = {2'400, MinuteMs, "X-MBX-USED-WEIGHT-1M"};
    profile.socketMessagesPerSecond = 8; // 10 allowed, pongs count
    profile.connectionLifetimeMs = DayMs;
    return makeBinanceFamily(std::move(dialect));
}

} // namespace isobar
