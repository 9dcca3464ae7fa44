#pragma once
#include <cstdint>
#include <string>

#include "core/base/time.h"

namespace isobar::simulation {

/// Side of a position (a forced sell closes a Long).
enum class Side { Long, Short };

constexpr Side opposite(Side side) { return side == Side::Long ? Side::Short : Side::Long; }
/// +1 for a long, -1 for a short.
constexpr double sign(Side side) { return side == Side::Long ? 1.0 : -1.0; }

/// What a venue lists: reference data of one perpetual contract.
struct ContractSpec {
    std::string venue; ///< "binance-usdm", "okx", "bybit", "hyperliquid"
    std::string symbol; ///< the venue's id: BTCUSDT, BTC-USD-SWAP, kPEPE ...
    std::string asset; ///< BTC, PEPE ...: the scale is removed
    std::string base, quote, settle; ///< as the venue prints them: the base of 1000PEPEUSDT is 1000PEPE
    bool inverse = false; ///< margined and settled in the coin
    double contractSize = 1; ///< linear: base units a contract; inverse: USD a contract
    double scale = 1; ///< coins of `asset` in one unit of `base`
    double intervalHours = 8; ///< a script may change it, here and in ContractState
    bool hasFixedInterval = false; ///< the venue's protocol knows no other interval
    double rateCap = 0.003, rateFloor = -0.003; ///< per interval
    double interestPer8h = 0.0001;
    double tick = 0.1; ///< price step, quote per base unit
    double lot = 0.001; ///< quantity step: base units (inverse: USD); divide by contractSize for contracts
    double maxLeverage = 100;
};

/// A contract at the market's present time. Prices in quote per base unit of the venue.
struct ContractState {
    double mark = 0, index = 0, last = 0;
    double premium = 0; ///< mark/index - 1
    double fundingRate = 0; ///< running estimate per interval, of the coming settlement
    TimeMs nextFundingMs = 0;
    double lastSettledRate = 0; ///< per interval
    TimeMs lastSettledMs = 0;
    double openInterestBase = 0; ///< one-sided, base units of the venue (inverse: coins)
    double turnover24hUsd = 0, volume24hBase = 0; ///< volume in base units (inverse: coins)
    double open24h = 0, high24h = 0, low24h = 0;
    double intervalHours = 8;
};

/// A trade. `base` in base units of the venue (inverse: coins); `id` grows over the whole market, never repeats.
struct Print {
    int contract = 0;
    TimeMs timeMs = 0;
    double price = 0, base = 0;
    bool takerBuy = false;
    std::uint64_t id = 0;
    bool operator==(const Print &) const = default;
};

/// The end of one agent's position (or a scripted one), at its liquidation price. Its market order also stands among
/// the prints. `base` as in Print.
struct Liquidation {
    int contract = 0;
    TimeMs timeMs = 0;
    Side position = Side::Long;
    double price = 0, base = 0;
    std::uint64_t id = 0;
    bool operator==(const Liquidation &) const = default;
};

/// Funding paid at an interval's end; `rate` per interval, positive: longs paid.
struct Settlement {
    int contract = 0;
    TimeMs timeMs = 0;
    double rate = 0;
    bool operator==(const Settlement &) const = default;
};

/// A bar of trades of any interval; the newest may still be running. Volumes in base units (inverse: coins), `quote`
/// is the sum of price x base (inverse: USD).
struct Candle {
    TimeMs openMs = 0;
    double open = 0, high = 0, low = 0, close = 0;
    double base = 0, takerBuyBase = 0, quote = 0;
    bool operator==(const Candle &) const = default;
};

/// One-sided open interest in base units (inverse: coins) at a moment.
struct OpenInterestPoint {
    TimeMs timeMs = 0;
    double base = 0;
    bool operator==(const OpenInterestPoint &) const = default;
};

} // namespace isobar::simulation
